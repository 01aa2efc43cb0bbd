"""The floor: the least that a page of this stack can cost, served beside the site in the same run.

`/bare` says ok. `/page` reads 25 open cases of the site's own books by one indexed ORM SELECT, and
renders 25 rows to a page of 28 KB.
"""

import os
from datetime import date
from pathlib import Path

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from markupsafe import Markup
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from config import read_settings

# As much markup as the rows of a real page have; it is ready, because the floor is the least.
_FILLER = Markup(  # noqa: S704  # the bench's own words
    '<span class="govuk-tag govuk-tag--blue">还有十五个工作日</span>' * 13
)


class Base(DeclarativeBase):
    """The floor's own models."""


class OpenCase(Base):
    """Of a case, what a list shows."""

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int]
    reference: Mapped[str]
    state: Mapped[str]
    received_on: Mapped[date | None]
    due_on: Mapped[date | None]
    closed_on: Mapped[date | None]


app = Flask(__name__, template_folder=str(Path(__file__).parent))
app.config["SQLALCHEMY_DATABASE_URI"] = read_settings(os.environ).database
books = SQLAlchemy(app, model_class=Base)


@app.get("/bare")
def bare() -> str:
    """Nothing but an answer."""
    return "ok"


@app.get("/page")
def page() -> str:
    """One SELECT and one page."""
    first = (
        books.select(OpenCase)
        .where(OpenCase.agency_id == 1, OpenCase.closed_on.is_(None), OpenCase.due_on.is_not(None))
        .order_by(OpenCase.due_on, OpenCase.id)
        .limit(25)
    )
    cases = books.session.scalars(first).all()
    return render_template("floor.html", cases=cases, filler=_FILLER)
