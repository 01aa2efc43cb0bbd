"""URLs, forms, sessions: the portal (citizens), the desk (handlers), the open pages (everybody)."""

from flask import Flask

from casework.web import desk, doors, faults, open, portal, safety, site, words
from casework.web.templates import Templates
from casework.web.words import reader_language

__all__ = ["Templates", "install", "reader_language"]


def install(app: Flask) -> None:
    """Register the faces, and what stands before and behind every page."""
    safety.install(app)
    app.register_blueprint(portal.face)
    app.register_blueprint(desk.face)
    app.register_blueprint(open.face)
    desk.install(app)
    doors.install(app)
    faults.install(app)
    site.install(app)
    words.install(app)
