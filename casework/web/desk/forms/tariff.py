"""A fee in words: how it comes about, line by line, and what a page costs (国办函〔2020〕109号)."""

from flask_babel import gettext

from casework.domain.disclosure.facts import FeeCharge
from casework.domain.disclosure.fees import TARIFFS, FeeLine, FeeMethod, FeeTier


def calculation(charge: FeeCharge) -> str:
    """A charge's calculation, line by line, and its sum."""
    is_item = charge.method is FeeMethod.BY_ITEM_MONTH
    unit = gettext("件") if is_item else gettext("页")
    text = gettext("；").join(_line(line, unit) for line in charge.lines)
    if is_item:
        return str(gettext("按件计收，应收%(yuan)s元：%(lines)s。", yuan=charge.yuan, lines=text))
    return str(gettext("按量计收，应收%(yuan)s元：%(lines)s。", yuan=charge.yuan, lines=text))


def _line(line: FeeLine, unit: str) -> str:
    first, last = line.first, line.last
    span = gettext("第%(first)s至%(last)s%(unit)s", first=first, last=last, unit=unit)
    if first == last:
        span = gettext("第%(first)s%(unit)s", first=first, unit=unit)
    if not line.yuan:
        return str(gettext("%(span)s不收费", span=span))
    total = line.total_yuan
    return str(
        gettext(
            "%(span)s每%(unit)s%(yuan)s元，计%(total)s元",
            span=span,
            unit=unit,
            yuan=line.yuan,
            total=total,
        )
    )


def tariff() -> str:
    """What a page costs."""
    tiers = gettext("；").join(_tier(tier) for tier in TARIFFS[FeeMethod.BY_PAGE])
    return str(gettext("按量计收的标准：%(tiers)s。", tiers=tiers))


def _tier(tier: FeeTier) -> str:
    first, last, yuan = tier.first, tier.last, tier.yuan
    if last is None:
        return str(gettext("%(first)s页以上，每页%(yuan)s元", first=first, yuan=yuan))
    if not yuan:
        return str(gettext("%(last)s页以下，不收费", last=last))
    return str(gettext("%(first)s至%(last)s页，每页%(yuan)s元", first=first, last=last, yuan=yuan))
