"""Who may enter: every route declares its door, and a route without one is shut for everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from casework.domain.roles import STAFF, Actor, Role
from casework.persistence.models import Agency
from casework.services import colleagues
from casework.services.office import Office

ViewT = TypeVar("ViewT", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Door:
    """`roles` None: everybody; empty: whoever holds the query code; else staff in one of them.

    Who was asked for an opinion is no staff: their door is ASKED.
    """

    roles: frozenset[Role] | None


PUBLIC = Door(None)
HOLDER = Door(frozenset())
ASKED = Door(frozenset({Role.CONSULTED}))
HELD = "held"  # where the session keeps the proofs of query codes, by reference
# Where one goes with a password that an administrator has seen: to change it, or away.
_WITH_ANY_PASSWORD = {"desk.own_password", "desk.sign_out"}
OPINIONS = "opinions"  # where it keeps those of the codes in letters that ask for an opinion


def public(view: ViewT) -> ViewT:
    """Everybody may enter."""
    return _declare(view, PUBLIC)


def holder(view: ViewT) -> ViewT:
    """Whoever has proved the query code of the case named by `reference` in this session."""
    return _declare(view, HOLDER)


def asked(view: ViewT) -> ViewT:
    """Whoever has proved the code of the letter that asks `number` of the case `reference`."""
    return _declare(view, ASKED)


def requires(*roles: Role) -> Callable[[ViewT], ViewT]:
    """Staff who hold one of `roles`; none named: all staff."""

    def declare(view: ViewT) -> ViewT:
        return _declare(view, Door(frozenset(roles) or STAFF))

    return declare


def door_of(app: Flask, endpoint: str) -> Door | None:
    """The door that an endpoint declares; None when it declares none."""
    door: Door | None = getattr(app.view_functions[endpoint], "door", None)
    return door


def may_enter(endpoint: str) -> bool:
    """Whether the member of staff who is signed in may go through a door."""
    door = door_of(current_app, endpoint)
    return door is not None and bool((door.roles or STAFF) & staff().roles)


def install(app: Flask) -> None:
    """Stand at every door before a request goes in."""
    setattr(app.view_functions["static"], "door", PUBLIC)  # noqa: B010  # a function of Flask's
    app.before_request(_stand_at_the_door)
    app.after_request(_keep_out_of_search)


def office() -> Office:
    """The outside world, as casework.app wired it."""
    world: Office = current_app.extensions["casework"]
    return world


def staff() -> Actor:
    """The member of staff who is signed in, with the roles of those they stand in for today."""
    if "actor" not in g:
        g.actor = colleagues.actor_of(current_user, office().today())
    actor: Actor = g.actor
    return actor


def own_agency() -> Agency:
    """The agency of the member of staff who is signed in; it need not be the site's."""
    return office().agencies.by_id(staff().agency_id, office().now())


def _declare(view: ViewT, door: Door) -> ViewT:
    setattr(view, "door", door)  # noqa: B010  # a function has no such attribute for mypy
    return view


def _stand_at_the_door() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: the router answers 404 or 405
    if not all(str(part).isprintable() for part in (request.view_args or {}).values()):
        abort(404)  # nothing of ours has such a name, and PostgreSQL refuses to look for NUL
    door = door_of(current_app, request.endpoint)
    if door is None:
        abort(403)
    if door is PUBLIC:
        return None
    if door is HOLDER:
        return _holds_code()
    if door is ASKED:
        return _holds_letter()
    return _is_staff(door)


def _keep_out_of_search(response: Response) -> Response:
    """What is behind a door is nothing for search engines, nor is the way to it."""
    if request.endpoint is None or door_of(current_app, request.endpoint) is not PUBLIC:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _holds_code() -> Response | None:
    reference = str((request.view_args or {}).get("reference", ""))
    if reference in session.get(HELD, {}):
        return None
    return redirect(url_for("portal.track", reference=reference), 303)


def _holds_letter() -> Response | None:
    name = "{reference}-{number}".format_map(request.view_args or {})
    if name in session.get(OPINIONS, {}):
        return None
    return redirect(url_for("portal.opinion", name=name), 303)


def _here() -> str:
    """The page that somebody wanted to see, to go on to after signing in; "" for an act."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""


def _is_staff(door: Door) -> Response | None:
    if not current_user.is_authenticated:
        return redirect(url_for("desk.sign_in", next=_here()), 303)
    if not g.get("session_is_fresh", True):
        logout_user()
        return redirect(url_for("desk.sign_in", ended=1, next=_here() or None), 303)
    if current_user.password_is_given and request.endpoint not in _WITH_ANY_PASSWORD:
        return redirect(url_for("desk.own_password"), 303)
    if door.roles is not None and not door.roles & staff().roles:
        abort(403)
    return None
