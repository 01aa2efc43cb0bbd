"""The floor: the least a page can cost here, one indexed SELECT through the ORM and 28 KB."""

import os
from pathlib import Path

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select

from casework.persistence.database import Base
from casework.persistence.models import Case
from config import read_settings

app = Flask(__name__, template_folder=str(Path(__file__).parent))
app.config["SQLALCHEMY_DATABASE_URI"] = read_settings(os.environ).database
db = SQLAlchemy(app, model_class=Base)


@app.get("/bare")
def bare() -> str:
    """Nothing but an answer."""
    return "ok"


@app.get("/page")
def page() -> str:
    """The first 25 rows by an index, on a page of 28 KB."""
    cases = db.session.scalars(select(Case).order_by(Case.id).limit(25)).all()
    return render_template("floor.html", cases=cases)
