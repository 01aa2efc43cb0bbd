"""The processing fee of 条例 42: by item or by page, never both (国办函〔2020〕109号).

Both tariffs are progressive: each item or page costs what its own tier says (R-FEE-1).
"""

from dataclasses import dataclass, replace

from casework.domain.terms import Term, term


class FeeMethod(Term):
    """Which of the two tariffs is applied to an application."""

    BY_ITEM_MONTH = term("by_item_month", "按件计收（同一申请人一个自然月内累计）")
    BY_PAGE = term("by_page_single_request", "按量计收（单件申请的页数）")


@dataclass(frozen=True, slots=True)
class FeeTier:
    """A tier of the tariff: from the first to the last item or page, both inclusive, at a price.

    `last` None: no end. `step`: from here each further 10 items cost so much more an item.
    """

    first: int
    last: int | None
    yuan: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A line of the calculation in a fee notice: so many items or pages at this price."""

    first: int
    last: int
    yuan: int

    @property
    def total_yuan(self) -> int:
        """What the line costs."""
        return (self.last - self.first + 1) * self.yuan


STEP_WIDTH = 10  # items: R-FEE-2, 以10件为一档

TARIFFS = {
    FeeMethod.BY_ITEM_MONTH: (
        FeeTier(1, 10, 0),
        FeeTier(11, 30, 100),
        FeeTier(31, None, 200, step=100),
    ),
    FeeMethod.BY_PAGE: (
        FeeTier(1, 30, 0),
        FeeTier(31, 100, 10),
        FeeTier(101, 200, 20),
        FeeTier(201, None, 40),
    ),
}


def fee_yuan(method: FeeMethod, quantity: int) -> int:
    """The fee in whole yuan for so many items of a month, or pages of one application.

    Raises ValueError below 0. R-FEE-2, R-FEE-3.
    """
    if quantity < 0:
        raise ValueError("a quantity is not negative")
    return sum(_tier_yuan(tier, quantity) for tier in TARIFFS[method])


def fee_increment_yuan(before: int, quantity: int) -> int:
    """What `quantity` further items cost after `before` of the same month. R-FEE-2."""
    by_item = FeeMethod.BY_ITEM_MONTH
    return fee_yuan(by_item, before + quantity) - fee_yuan(by_item, before)


def fee_lines(method: FeeMethod, quantity: int) -> tuple[FeeLine, ...]:
    """The calculation as a fee notice shows it, free tiers included; it adds up to `fee_yuan`."""
    return tuple(line for tier in TARIFFS[method] for line in _tier_lines(tier, quantity))


def further_lines(method: FeeMethod, before: int, quantity: int) -> tuple[FeeLine, ...]:
    """The lines of what `quantity` further items or pages cost after `before`: as a notice has it.

    They add up to `fee_increment_yuan` by item, and to `fee_yuan` by page, where `before` is 0.
    """
    return tuple(
        replace(line, first=max(line.first, before + 1))
        for line in fee_lines(method, before + quantity)
        if line.last > before
    )


def _tier_lines(tier: FeeTier, quantity: int) -> list[FeeLine]:
    last = quantity if tier.last is None else min(tier.last, quantity)
    width = STEP_WIDTH if tier.step else max(1, last - tier.first + 1)
    return [
        FeeLine(first, min(first + width - 1, last), tier.yuan + tier.step * number)
        for number, first in enumerate(range(tier.first, last + 1, width))
    ]


def _tier_yuan(tier: FeeTier, quantity: int) -> int:
    """The tier's share in closed form: a typing error of ten digits must not run a long loop."""
    last = quantity if tier.last is None else min(tier.last, quantity)
    count = max(0, last - tier.first + 1)
    steps, rest = divmod(count, STEP_WIDTH)
    # `steps` full groups of ten, the i-th dearer by i steps, and the rest dearer by `steps`.
    dearer = tier.step * (STEP_WIDTH * steps * (steps - 1) // 2 + rest * steps)
    return count * tier.yuan + dearer
