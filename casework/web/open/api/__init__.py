"""/api/v1: what is public, for programs. Reading only; the types of its answers are its own."""

from casework.web.open.api import catalogue, consultations, description, messages, statistics, views

__all__ = ["catalogue", "consultations", "description", "messages", "statistics", "views"]
