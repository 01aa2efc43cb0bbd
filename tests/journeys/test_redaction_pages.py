"""遮盖附件 in a browser: a box drawn with the mouse, or put and moved with keys, and the copy."""

import io
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.adapters.redaction import files
from tests.journeys.conftest import Site
from tests.journeys.inspection import Inspection
from tests.journeys.people import Colleague, fill, press, said, text_of
from tests.road import Road
from tests.web.desk.test_redaction import handed_in

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

COPY = "遮盖后的副本.pdf"
# The secret's line, and the public one above it, in parts of the page from its top.
SECRET_LINE, PUBLIC_LINE = 0.285, 0.165


def opened(site: Site, path: str, width: int = 1280) -> Page:
    """The page of boxes, as a handler sees it, with its picture there."""
    colleague = Colleague(site.visit(width), "handler")
    colleague.goes(path)
    colleague.page.locator(".redaction__sheet img").evaluate("image => image.decode()")
    return colleague.page


def dark_parts(pdf: bytes, height: float) -> float:
    """How much of a line of the first page is dark."""
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=1).to_pil().convert("L")
    line = [
        picture.getpixel((across, int(height * picture.height))) for across in range(picture.width)
    ]
    return sum(1 for dot in line if isinstance(dot, int) and dot < 128) / len(line)


def test_a_box_drawn_with_the_mouse_leaves_nothing_of_what_is_under_it(
    site: Site, folder: Path, road: Road
) -> None:
    path = handed_in(road)
    page = opened(site, path)
    inspection = Inspection(page, folder)
    inspection.look(path)
    for tick in page.locator("input[name=suggested]").all():
        tick.uncheck()
    sheet = page.locator(".redaction__sheet")
    sheet.scroll_into_view_if_needed()
    edges = sheet.bounding_box()
    assert edges is not None
    page.mouse.move(edges["x"] + 0.05 * edges["width"], edges["y"] + 0.26 * edges["height"])
    page.mouse.down()
    page.mouse.move(edges["x"] + 0.95 * edges["width"], edges["y"] + 0.31 * edges["height"])
    page.mouse.up()
    inspection.look()
    fill(page, {"filename": COPY})
    press(page, "遮盖并保存副本")
    page.wait_for_url(f"**/desk/requests/{road.reference}")
    pdf = page.request.get(page.get_by_role("link", name=COPY).get_attribute("href") or "").body()
    inspection.check_html()

    assert files.SECRET not in text_of(pdf)
    assert dark_parts(pdf, SECRET_LINE) > 0.8
    assert 0 < dark_parts(pdf, PUBLIC_LINE) < 0.5
    assert [] == inspection.faults


def test_a_box_is_put_moved_widened_and_removed_with_keys_on_a_phone(
    site: Site, road: Road
) -> None:
    page = opened(site, handed_in(road), 390)
    written = page.locator("textarea[name=boxes]")
    page.get_by_role("button", name="在第1页加一个框").click()
    put = written.input_value()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    moved = written.input_value()
    page.keyboard.press("Delete")

    assert (put, moved, written.input_value()) == ("1 400 475 200 50", "1 400 480 205 50", "")
    assert "在第1页加一个框" in said(page)
