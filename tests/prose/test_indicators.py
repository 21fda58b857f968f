"""Which indicator the figures of a text are of, by the shipped catalogue."""

from __future__ import annotations

from decimal import Decimal

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators import Match, matcher_of
from egovcheck.prose.structure import structure
from egovcheck.records.catalogue import load_catalogue

MATCHER = matcher_of(load_catalogue())


def match_one(raw: str, number: str, figure: Figure) -> Match:
    """Match the one figure whose number is printed as given; its places are filled in here."""
    text = structure(raw)
    at = next(i for i, token in enumerate(text.tokens) if token.word == number)
    figure.first = figure.core = at
    figure.last = figure.core_last = at + 1
    return MATCHER.match(text, [figure])[0]


def test_a_rank_out_of_all_members_of_the_united_nations_is_that_of_the_survey() -> None:
    figure = Figure(0, 0, 0, 0, "rank", Decimal(86), Decimal(193))
    match = match_one("Về Chính phủ điện tử, nước ta đứng ở vị trí thứ 86 của thế giới.", "86", figure)
    assert match.indicator == "UN_EGDI_RANK"


def test_what_nobody_counts_here_is_of_no_indicator() -> None:
    figure = Figure(0, 0, 0, 0, "percent", Decimal("6.5"))
    assert match_one("Kinh tế của huyện tăng trưởng 6,5% trong năm qua.", "6,5", figure).indicator is None
