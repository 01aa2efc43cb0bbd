"""The open pages' blueprint; the modules of pages put their routes on it."""

from flask import Blueprint

face = Blueprint("open", __name__)
