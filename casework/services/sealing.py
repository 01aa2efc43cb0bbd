"""The agency's seal: given by its administrator as a picture, set from then on by the press.

Letters that were issued keep the seal that they bear. A picture is judged before it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.domain.workflow import Facts
from casework.letters import seal_from_png
from casework.persistence.database import db, transaction
from casework.persistence.models import Sealing
from casework.persistence.models.people import AdminAct
from casework.persistence.queries import letterhead, people
from casework.services.administration import Deed, Mandate
from casework.services.office import Office
from casework.services.refusals import NotThere


@dataclass(frozen=True, slots=True)
class SealChoice(Facts):
    """What is set from now on: the seal in force, another, or none; and to which letters.

    `sha256` is of a new picture, "" where the one in force stays.
    """

    on_every_letter: bool
    drops_seal: bool = False
    sha256: str = ""


def change(office: Office, given: SealChoice, png: bytes | None, mandate: Mandate) -> None:
    """Set another seal, or the same otherwise, from now on.

    `png`: a new picture; None: none is given. Raises UnfitSeal, and NotThere.
    """
    if png is not None:
        seal_from_png(png)
    deed = Deed(AdminAct.CHANGE_SEAL, mandate, office.now())
    actor = mandate.actor
    with transaction():
        if deed.earlier(given) is not None:
            return
        if people.locked_agency(actor.agency_id) is None or actor.user_id is None:
            raise NotThere(str(actor.agency_id))
        db.session.add(
            Sealing(
                agency_id=actor.agency_id,
                png=None if given.drops_seal else png or picture(actor.agency_id),
                on_every_letter=given.on_every_letter,
                saved_at=deed.at,
                saved_by=actor.user_id,
            )
        )
        deed.enter({})


def picture(agency_id: int) -> bytes | None:
    """The picture of the seal that is set now; None where none is."""
    sealing = letterhead.sealing(agency_id)
    return None if sealing is None else sealing.png


def history(agency_id: int) -> Sequence[tuple[Sealing, bool]]:
    """How the agency ever sealed its letters, the latest first, and whether with any seal."""
    return letterhead.sealings(agency_id)
