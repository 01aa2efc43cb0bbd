"""The desk's blueprint, alone in a module so that its pages can import it."""

from flask import Blueprint

face = Blueprint("desk", __name__, url_prefix="/desk")
