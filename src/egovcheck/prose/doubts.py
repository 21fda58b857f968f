"""Which figures of a text are probably not of what they seem to be of.

Two figures of one paragraph that would be the same fact with different values are no contradiction of the author's but
a limit of reading: a rank among all and one among the region, the highest and the lowest, a part and its whole. Neither
is compared with anything then. The same holds of any two where what one is of stands nowhere near it; of the level that
a change began from, where the text does not date it; and of what is loose: another sentence names its country or its
edition, and the text has several. A headline against the body remains a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from egovcheck.prose.attachment import Attached
from egovcheck.prose.figure import Figure
from egovcheck.prose.text import Text
from egovcheck.records.catalogue import Catalogue

Key = tuple[object, ...]
_SIDES = {"at_least": 1, "at_most": -1, "almost": -1}


def doubtful(text: Text, attached: Sequence[Attached], catalogue: Catalogue) -> set[int]:
    """Return the indexes of the figures of a text that are not to be compared with anything."""
    found: set[int] = set()
    groups: dict[Key, list[int]] = {}
    for index, one in enumerate(attached):
        if one.indicator is None or one.area is None:
            continue
        indicator = catalogue.indicators.get(one.indicator)
        surveyed = indicator is not None and indicator.survey is not None
        undated = surveyed and one.period is None and one.figure.role in {"from", "base"}
        unsure = one.loose or undated or _is_total(text, one)
        if unsure or _is_flow_of_stock(one, catalogue) or _is_of_all(one, catalogue):
            found.add(index)
        else:
            groups.setdefault(_key(one), []).append(index)
    for members in groups.values():
        for first, second in _pairs(members):
            if _differ(attached[first].figure, attached[second].figure):
                found |= _doubted(text, attached, first, second)
    return found


def _key(one: Attached) -> Key:
    return one.indicator, one.area, one.period, one.breakdown, one.figure.measure, one.base_period, one.target


def _pairs(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a group; of very many only neighbours, so that a text of one indicator costs no square."""
    reach = len(members) if len(members) <= 40 else 8
    for at, first in enumerate(members):
        yield from ((first, second) for second in members[at + 1 : at + 1 + reach])


def _differ(one: Figure, other: Figure) -> bool:
    """Say whether two figures cannot both be the value, as far as plain sight goes."""
    if one.end or other.end:
        return False
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.value == high.value:
        return False
    if _SIDES.get(low.qualifier) == 1 or _SIDES.get(high.qualifier) == -1:
        return False
    places = min(one.decimals, other.decimals)
    step = Decimal(1).scaleb(-places)
    about = "about" in {one.qualifier, other.qualifier}
    rounded = one.decimals != other.decimals and abs(one.value - other.value) <= step / 2
    return not rounded and not (about and abs(one.value - other.value) <= abs(high.value) / 10)


def _doubted(text: Text, attached: Sequence[Attached], first: int, second: int) -> set[int]:
    one, other = attached[first], attached[second]
    sentences = [text.sentence_of(each.figure.first) for each in (one, other)]
    paragraphs = [text.sentences[sentence].paragraph for sentence in sentences]
    if paragraphs[0] == paragraphs[1]:
        return {first, second}
    sure = [_is_sure(text, each, sentence) for each, sentence in zip((one, other), sentences, strict=True)]
    return {index for index, certain in zip((first, second), sure, strict=True) if not certain}


def _is_sure(text: Text, one: Attached, sentence: int) -> bool:
    """Say whether the sentence itself, or the heading over it, tells what a figure is of."""
    near: Mapping[str, bool] = {
        said.field: said.words is not None and text.sentence_of(said.words[0]) == sentence for said in one.decided
    }
    return near.get("indicator", False) and near.get("period", one.period is None)


def _is_total(text: Text, one: Attached) -> bool:
    """Say whether a count only tells among how many something is: "among the 55 countries with a low income"."""
    figure = one.figure
    return figure.shape == "count" and "among" in text.words(max(0, figure.first - 2), figure.first)


def _is_of_all(one: Attached, catalogue: Catalogue) -> bool:
    """Say whether a figure of an index of provinces is said of the country: a mean, but nobody knows of which."""
    indicator, area = catalogue.indicators.get(one.indicator or ""), catalogue.areas.get(one.area or "")
    if indicator is None or area is None or area.kind != "country" or one.figure.measure == "mean":
        return False
    ranked = [indicator, *(each for each in catalogue.indicators.values() if each.score == indicator.code)]
    return indicator.survey is not None and any("province" in each.out_of for each in ranked)


def _is_flow_of_stock(one: Attached, catalogue: Catalogue) -> bool:
    """Say whether a figure tells what a running total grew by: visits in August are not all visits until then."""
    indicator = catalogue.indicators.get(one.indicator or "")
    if indicator is None or not indicator.cumulative or one.figure.measure != "level" or one.period is None:
        return False
    return len(one.period) == 7 or "/" in one.period
