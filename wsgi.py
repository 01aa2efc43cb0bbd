"""What a web server loads: gunicorn wsgi:app."""

from casework.app import create_app

app = create_app()
