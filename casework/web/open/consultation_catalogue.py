"""重大行政决策事项目录: what the agency will decide in a year, and how the public takes part."""

from flask import abort, render_template

from casework.services.consultation import catalogue
from casework.web.doors import office, public
from casework.web.open.face import face


@face.get("/consultations/catalogue/<int:year>")
@public
def consultation_catalogue(year: int) -> str:
    """A year's catalogue, each line with the consultation on it, if there is one (R-713-3)."""
    agency_id, this_year = office().agency().id, office().today().year
    years = sorted({this_year, *catalogue.years(agency_id)}, reverse=True)
    if year not in years:
        abort(404)
    decisions = catalogue.listed(agency_id, year)
    return render_template(
        "open/consultation_catalogue.html", year=year, years=years, decisions=decisions
    )
