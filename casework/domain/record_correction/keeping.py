"""Who works on a record correction, who may see it, and what hangs on it: as for a request."""

from casework.domain.disclosure.acts.keeping import (
    IdentityCheck,
    LiftedRestriction,
    Note,
    Recusal,
    Restriction,
    not_restricted,
    own_or_ordered,
    restricted,
)
from casework.domain.notices import Notice
from casework.domain.record_correction.standing import Standing
from casework.domain.record_correction.vocabulary import ANY, OPEN, Action
from casework.domain.roles import STAFF, Role, who
from casework.domain.workflow import Transition

_C, _H, _R, _S = Role.CLERK, Role.HANDLER, Role.REVIEWER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.NOTE,
        sources=ANY,
        target=None,
        who=STAFF,
        article="41",
        facts=Note,
    ),
    Transition(
        action=Action.RECUSE,
        sources=OPEN,
        target=None,
        who=who(_C, _H, _R, _S),
        article="41",
        facts=Recusal,
        guards=(own_or_ordered,),
    ),
    Transition(
        action=Action.RESTRICT,
        sources=ANY,
        target=None,
        who=who(_S),
        article="41",
        facts=Restriction,
        guards=(not_restricted,),
    ),
    Transition(
        action=Action.LIFT_RESTRICTION,
        sources=ANY,
        target=None,
        who=who(_S),
        article="41",
        facts=LiftedRestriction,
        guards=(restricted,),
    ),
    Transition(
        action=Action.REISSUE_CODE,
        sources=ANY,
        target=None,
        who=who(_C, _H),
        article="41",
        facts=IdentityCheck,
        notice=Notice.CODE_REISSUED,
    ),
)
