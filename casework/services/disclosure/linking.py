"""Two requests of one agency that belong together: linked both ways, or one merged."""

from casework.domain.disclosure.facts import Link, LinkKind, Merge
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.terms import Term, term
from casework.domain.workflow import Refused
from casework.persistence.database import transaction
from casework.persistence.models import Case
from casework.persistence.queries import cases, register
from casework.services.disclosure.acts import Order, do
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


class LinkRefusal(Term):
    """Why two requests are not joined."""

    UNKNOWN = term("unknown", "本机关没有登记编号为{reference}的申请。请核对编号。")
    ITSELF = term("itself", "不能与它自己关联或者并入它自己。请填写另一件申请的登记编号。")
    NOT_THE_SAME_APPLICANT = term(
        "not_the_same_applicant", "两件申请不是同一申请人提出的，不能并入。可以改为关联。"
    )


def link(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Link a request to another, and that one back; raises Refused and NotThere."""
    if not isinstance(order.facts, Link):
        raise TypeError("a link links")
    kind, remark = order.facts.kind, order.facts.remark
    said = Link(_tidy(order.facts.reference), kind, remark)
    _join(office, reference, order, actor, said, Link(reference, kind.reverse, remark))


def merge(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Merge a request into the same one that came first, where it is linked; raises Refused."""
    if not isinstance(order.facts, Merge):
        raise TypeError("a merger merges")
    merging = Merge(_tidy(order.facts.into), order.facts.reason)
    back = Link(reference, LinkKind.SAME_SUBJECT, order.facts.reason)
    _join(office, reference, order, actor, merging, back)


def _join(  # noqa: PLR0913, PLR0917  # two cases, and what is said of each
    office: Office, reference: str, order: Order, actor: Actor, said: Link | Merge, back: Link
) -> None:
    other = said.reference if isinstance(said, Link) else said.into
    if other == reference:
        raise Refused(LinkRefusal.ITSELF)
    now = office.now()
    key = register.scoped(order.key, order.action, reference, actor.user_id)
    with transaction():
        if earlier(key, said, (), now, reference) is not None:
            return
        # In the order of their references, or two who join the same pair would wait for good.
        both = {each: cases.locked(each, actor) for each in sorted((reference, other))}
        case, joined = both[reference], both[other]
        if case is None:
            raise NotThere(reference)
        if joined is None:
            raise Refused(LinkRefusal.UNKNOWN, reference=other)
        if isinstance(said, Merge):
            _same_applicant(case, joined)
        do(office, case, Order(order.action, said, order.key, order.version), actor, now)
        do(office, joined, Order(Action.LINK, back, order.key), actor, now)


def _same_applicant(case: Case, other: Case) -> None:
    one, two = case.disclosure.applicant, other.disclosure.applicant
    if not one.identity_index or one.identity_index != two.identity_index:
        raise Refused(LinkRefusal.NOT_THE_SAME_APPLICANT)


def _tidy(reference: str) -> str:
    return reference.strip().upper()
