"""The open pages' tests enter cases by their columns, which no event announces to the shelf."""

import pytest
from flask import Flask

from casework.web.open.shelf import shelf_of


@pytest.fixture(autouse=True)
def empty_shelf(app: Flask) -> None:
    shelf_of(app).forget()
