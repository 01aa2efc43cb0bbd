"""Who is signed in, and until when: Flask-Login with an idle limit, a longest time, and an epoch.

A session ends from outside when its user's epoch moves on. Reads do not write the session, but
for the time last seen, at most once a minute.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Flask, current_app, g, session
from flask_login import LoginManager, UserMixin, login_user
from flask_wtf.csrf import generate_csrf

from casework.domain.roles import Role
from casework.persistence.models import User
from casework.persistence.queries import desk
from casework.persistence.queries.desk import Colleague
from casework.web.doors import office

_SEEN_EVERY = timedelta(minutes=1)
_KEPT = ("language", "large_type")  # how the reader likes to read outlives who they are


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # flask_login publishes no types
    """Whoever is signed in, as the doors and the pages ask for them."""

    user: User | Colleague

    @property
    def id(self) -> int:
        """The user's id, which the session keeps."""
        return self.user.id

    @property
    def agency_id(self) -> int:
        """Whose cases they see."""
        return self.user.agency_id

    @property
    def password_is_given(self) -> bool:
        """Whether somebody else knows their password, which is to be changed before all else."""
        return self.user.password_is_given

    @property
    def stands_in_until(self) -> date | None:
        """The last day on which they stand in for a colleague."""
        return self.user.stands_in_until

    @property
    def roles(self) -> frozenset[Role]:
        """In which capacities they may act."""
        return self.user.roles


def install(app: Flask) -> None:
    """Load the signed-in user from the session when a door asks."""
    manager = LoginManager(app)
    manager.session_protection = None  # an address may change under way; the limits are ours
    manager.user_loader(_load)


def begin(user: User) -> None:
    """Begin a session for a user: nothing of the one before is left but how they like to read."""
    kept = {name: session[name] for name in _KEPT if name in session}
    session.clear()
    session.update(kept)
    login_user(SignedIn(user))
    now = int(office().now().timestamp())
    session.update(epoch=user.session_epoch, began=now, seen=now)
    g.pop("csrf_token", None)
    generate_csrf()  # a new one, and now, so that the first page need not write the session


def end() -> None:
    """End this browser's session."""
    kept = {name: session[name] for name in _KEPT if name in session}
    session.clear()
    session.update(kept)
    g.pop("_login_user", None)


def _load(user_id: str) -> SignedIn | None:
    user = desk.colleague(int(user_id))
    if user is None:
        return None
    now = office().now()
    g.session_is_fresh = _is_fresh(user, now)
    if g.session_is_fresh and now - _moment("seen") >= _SEEN_EVERY:
        session["seen"] = int(now.timestamp())
    return SignedIn(user)


def _is_fresh(user: Colleague, now: datetime) -> bool:
    idle, longest = now - _moment("seen"), now - _moment("began")
    return (
        session.get("epoch") == user.session_epoch
        and idle < current_app.config["SESSION_IDLE"]
        and longest < current_app.config["SESSION_LONGEST"]
    )


def _moment(name: str) -> datetime:
    return datetime.fromtimestamp(session.get(name, 0), UTC)
