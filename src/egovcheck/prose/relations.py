"""Figures of one sentence beside each other: ranges, levels from and to, lists, what a rank is out of, targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from egovcheck.prose.figure import Figure
from egovcheck.prose.left import LeftSide
from egovcheck.prose.lexicon import FigureWords, figure_words
from egovcheck.prose.text import Sentence, Text
from egovcheck.prose.tokens import SIGN

_DASHES = frozenset("-–—~")
_TO = {"den", "toi", "to", "and"}
_RISEN = {"len", "xuong", "con", "den", "toi", "to", "thanh", "dat"}
_RANKING = frozenset(
    {"hang", "bac", "bang", "chot", "rank", "ranked", "ranks", "ranking", "rankings", "places", "position"}
)
_WORLD = frozenset({Decimal(190), Decimal(191), Decimal(192), Decimal(193), Decimal(194)})
"""So many countries are only ever ranked among each other."""

_FEWEST = 9
_LARGEST_RANK = 300
_COMPARED_BACK = 5
_COMPARED = {
    ("so", "voi"),
    ("compared", "with"),
    ("compared", "to"),
    ("higher", "than"),
    ("lower", "than"),
    ("up", "from"),
}
_FAR_WORDS = frozenset({",", ";", "(", "hon", "cao", "thap", "than", "above", "below", "chung"})
_AND = frozenset({"va", "and", ",", "&"})
_BACK = 9
_LIST_GAP = 7
_FAR = 14
_SUPPORTED_AFTER = 24
_AIMS = frozenset({"tieu", "target", "goal"})
_MODALS = frozenset({"phai", "can", "se", "must", "should", "will", "expected"})
_CLAUSES = frozenset(";()")


def relate(text: Text, sentence: Sentence, found: Sequence[tuple[Figure, LeftSide]]) -> list[Figure]:
    """Return the figures of a sentence with what they say of each other."""
    words = figure_words()
    related: list[Figure] = []
    for index, (figure, left) in enumerate(found):
        before = found[index - 1] if index else None
        if before is not None:
            if _range(text, before, (figure, left)):
                continue
            _levels(text, before[0], figure, left, moved=_places(related))
            _listed(text, related, figure)
        if figure.measure == "change" and not figure.direction and not _directed(text, sentence, related, figure):
            continue
        related.append(figure)
    _in_turn(text, sentence, related)
    for figure in related:
        if figure.role == "from" and not any(other.role == "to" for other in related):
            figure.role = None
        if figure.role is None and figure.measure == "level" and _is_compared(text, sentence, figure):
            figure.role = "base"
    _means(text, sentence, related, words)
    _ranks_by_members(text, sentence, related)
    _out_of_members(text, sentence, related, words)
    _targets(text, sentence, related, words)
    return [end for figure in related for end in _ends(figure)]


def _between(text: Text, before: Figure, figure: Figure) -> list[str]:
    return text.words(before.core_last, max(before.core_last, figure.first))


def _range(text: Text, before: tuple[Figure, LeftSide], after: tuple[Figure, LeftSide]) -> bool:
    """Make one range of two figures with a dash or "đến" between them; the first then holds both ends."""
    (low, left), (high, right) = before, after
    gap = text.tokens[low.core_last : right.core]
    joined = len(gap) == 1 and (gap[0].word in _DASHES or gap[0].word in _TO)
    if not joined or (gap[0].word == "and" and not _between_word(text, low)):
        return False
    if left.starts and (left.change_at >= 0 or _moved(text, low)):
        return False  # "tăng từ 72% đến 86%" are two levels
    bare = low.unit is None or (low.shape == "score" and low.core_last == low.digits_last)
    same = low.unit == high.unit or (low.shape in {"number", "score"} and bare)
    if low.measure != high.measure and not (low.shape == "number" and left.change == right.change):
        return False  # "by 22 places to 59th"
    if not same or low.denominator or high.denominator or abs(low.value) >= abs(high.value):
        return False
    if left.rank and right.rank and gap[0].word in _TO:
        return False  # "từ hạng 1 đến hạng 17" are two ranks
    if (
        low.shape == "number"
        and high.shape in {"count", "money"}
        and low.value * 1000 < high.value
        and low.value < 1000
    ):
        low.value *= _scale_of(high)
    low.range_high = replace(
        high, end="high", qualifier="at_most", first=low.first, core=low.core, measure=high.measure
    )
    low.shape, low.unit, low.measure = high.shape, high.unit, high.measure
    low.last, low.core_last, low.noun, low.noun_last = high.last, high.core_last, high.noun, high.noun_last
    low.end, low.qualifier = "low", "at_least"
    return True


def _is_compared(text: Text, sentence: Sentence, figure: Figure) -> bool:
    """Say whether a figure is what another one is compared with: "so với mức 90,09% của năm 2022"."""
    before = text.words(max(sentence.first, figure.first - _COMPARED_BACK), figure.first)
    found = [at for at, pair in enumerate(pairwise(before)) if pair in _COMPARED]
    # in "so với năm 2021, xếp hạng thứ 25" the year is compared with
    return bool(found) and not any(word == "," or word.isdigit() for word in before[found[-1] :])


def _between_word(text: Text, figure: Figure) -> bool:
    return figure.first > 0 and text.tokens[figure.first - 1].word == "between"


def _scale_of(figure: Figure) -> int:
    digits = int(abs(figure.value))
    scale = 1
    while digits >= 1000 and digits % 1000 == 0:
        digits, scale = digits // 1000, scale * 1000
    return scale


def _levels(text: Text, before: Figure, figure: Figure, left: LeftSide, *, moved: bool) -> None:
    """See in "tăng từ 72% năm 2018 lên 86,5% năm 2019" the level before and the level after."""
    gap = _between(text, before, figure)
    if before.role != "from" or len(gap) > _FAR:
        return
    led = text.words(figure.first, min(figure.first + 2, figure.core_last))
    if left.reached or any(word in _RISEN for word in (*gap[-3:], *led)):
        figure.role = "to"
        if (figure.shape == "number" and figure.unit is None) or (figure.shape == "count" and before.shape == "rank"):
            figure.shape, figure.unit = before.shape, before.unit
        if figure.shape == before.shape == "number" and moved:
            # "up 21 places, from 145 to 124"
            figure.shape = before.shape = "rank"
            figure.unit = before.unit = "rank"
        figure.direction = before.direction
        if before.shape == "number" and figure.shape in {"count", "percent", "score", "rank"}:
            before.shape, before.unit = figure.shape, figure.unit
        if figure.measure in {"growth", "change"}:
            figure.value, figure.measure = abs(figure.value), "level"


def _in_turn(text: Text, sentence: Sentence, related: Sequence[Figure]) -> None:
    """Read "thứ hạng … lần lượt là 22, 9, 13" as ranks."""
    words = text.words(sentence.first, sentence.last)
    if "luot" not in words or not any(
        pair in {("thu", "hang"), ("xep", "hang"), ("vi", "tri")} for pair in pairwise(words)
    ):
        return
    listed = words.index("luot") + sentence.first
    behind = [figure for figure in related if figure.first >= listed]
    if len(behind) > 1 and all(f.shape == "number" and not f.decimals and 0 < f.value < _LARGEST_RANK for f in behind):
        for figure in behind:
            figure.shape, figure.unit = "rank", "rank"


def _places(related: Sequence[Figure]) -> bool:
    """Say whether the figures before tell of places gained or lost."""
    return any(figure.shape == "rank" and figure.measure == "change" for figure in related[-3:])


def _listed(text: Text, related: Sequence[Figure], figure: Figure) -> None:
    """Read "24/47 Châu Á" behind "xếp hạng 86/193 quốc gia", and the 12 of "thứ hạng 6 và 12", like what is before."""
    before = related[-1] if related else None
    if before is None or before.measure != "level" or figure.measure != "level":
        return
    gap = text.tokens[before.last : figure.first]
    if len(gap) > _LIST_GAP or any(token.word in ".;" for token in gap):
        return
    if before.shape == "rank" and figure.shape == "count" and figure.denominator is not None:
        figure.shape, figure.unit = "rank", "rank"
    elif figure.shape == "number" and figure.unit is None and before.shape in {"rank", "percent", "score"}:
        near = len(gap) == 1 and gap[0].word in _AND
        to = before.role == "from" or (gap and gap[0].word in _TO)
        if (near or to) and not (before.shape == "rank" and (figure.value % 1 or figure.value > 300)):
            figure.shape, figure.unit = before.shape, before.unit
            if before.shape != "rank" and figure.value > 1000 and figure.other is not None:
                figure.value, figure.decimals = figure.other, 3


def _directed(text: Text, sentence: Sentence, related: Sequence[Figure], figure: Figure) -> bool:
    """Give a change without a word of its own the direction of the one before: "giảm nhẹ, gần 1 điểm %"."""
    words = figure_words()
    for index in range(figure.first, max(sentence.first, figure.first - _BACK), -1):
        found = words.left.before(text, index, sentence.first)
        if found and found[1].part == "change":
            figure.direction = -1 if found[1].value == "-1" else 1
            break
    else:
        if related and related[-1].measure == "change" and related[-1].shape == figure.shape:
            figure.direction = related[-1].direction
    if figure.direction < 0:
        figure.value = -figure.value
    return figure.direction != 0


def _moved(text: Text, figure: Figure) -> bool:
    """Say whether a word of change stands closely before a figure: "tăng 2 bậc, từ vị trí 15 đến 13"."""
    words = figure_words()
    first = max(0, figure.first - _BACK)
    return any(
        (found := words.left.before(text, index, first)) and found[1].part == "change"
        for index in range(figure.first, first, -1)
    )


def _means(text: Text, sentence: Sentence, related: Sequence[Figure], words: FigureWords) -> None:
    """Read the first figure behind "trung bình của 63 tỉnh là" as the mean, though other words stand between."""
    for index in range(sentence.first, sentence.last):
        if text.tokens[index].word not in words.means.firsts:
            continue
        found = words.left.at(text, index, sentence.last)
        if (
            not found
            or found[1].part != "mean"
            or words.no_means.before(text, found[0], max(sentence.first, index - 1))
        ):
            continue
        behind = next((f for f in related if f.first >= index and not _is_group(text, f, words)), None)
        if behind is None or behind.measure != "level" or behind.core - found[0] > _BACK:
            return
        gap = text.words(found[0], behind.core)
        if behind.shape in {"score", "percent", "count", "number"} and not _FAR_WORDS & set(gap):
            behind.measure = "mean"
        return


def _is_group(text: Text, figure: Figure, words: FigureWords) -> bool:
    return figure.shape == "count" and words.members.at(text, figure.noun, figure.noun_last) is not None


def _ranks_by_members(text: Text, sentence: Sentence, related: Sequence[Figure]) -> None:
    """Read "từ 88/193 lên 86/193 quốc gia" as ranks where the sentence speaks of a ranking."""
    if not any(token.word in _RANKING for token in text.tokens[sentence.first : sentence.last]):
        return
    for figure in related:
        if figure.shape == "count" and figure.denominator is not None and figure.measure == "level":
            bare = figure.noun == figure.noun_last and figure.denominator >= _FEWEST
            bracketed = figure.first > 0 and text.tokens[figure.first - 1].word == "("
            if figure.denominator in _WORLD or (bare and (figure.role or bracketed)):
                figure.shape, figure.unit = "rank", "rank"


def _out_of_members(text: Text, sentence: Sentence, related: Sequence[Figure], words: FigureWords) -> None:
    """Give a rank what it is out of where the sentence says so elsewhere: "trong 63 tỉnh … xếp thứ 44"."""
    groups = [
        figure
        for figure in related
        if figure.shape == "count"
        and figure.denominator is None
        and figure.noun < figure.noun_last
        and words.members.at(text, figure.noun, figure.noun_last)
        and _counted_out_of(text, figure, sentence)
    ]
    told = [figure for figure in related if figure.shape == "rank" and figure.denominator]
    told = [figure for figure in told if words.members.at(text, figure.noun, figure.noun_last)]
    for figure in related:
        if figure.shape != "rank" or figure.measure != "level" or figure.denominator is not None or figure.end:
            continue
        near = [group.value for group in groups if not _parted(text, figure, group)]
        # of "thứ 12, thứ 13 và thứ 14 trong 63 tỉnh" only the last one says it
        near = near or [rank.denominator for rank in told if rank.denominator and not _parted(text, figure, rank)]
        if len(set(near)) == 1 and 1 < near[0] >= figure.value:
            figure.denominator = near[0]


def _counted_out_of(text: Text, figure: Figure, sentence: Sentence) -> bool:
    before = text.words(max(sentence.first, figure.first - 3), figure.first)
    return bool({"trong", "tren", "so", "of", "among", "out"} & set(before))


def _parted(text: Text, one: Figure, other: Figure) -> bool:
    first, last = sorted((one.first, other.first))
    return any(token.word == ";" for token in text.tokens[first:last])


def _targets(text: Text, sentence: Sentence, related: Sequence[Figure], words: FigureWords) -> None:
    """Tell what is to be reached from what was: the nearest word of either kind decides, in front or behind."""
    if not related:
        return
    cues: list[tuple[int, int, str]] = []
    index = sentence.first
    firsts = words.aims.firsts
    while index < sentence.last:
        found = words.aims.at(text, index, sentence.last) if text.tokens[index].word in firsts else None
        if found:
            cues.append((index, found[0], found[1]))
            index = found[0]
        else:
            index += 1
    if not any(kind == "target" or text.tokens[last - 1].word in _AIMS for _, last, kind in cues):
        return
    for position, figure in enumerate(related):
        clause = _clause_start(text, sentence, figure)
        ahead = [(last, kind) for first, last, kind in cues if clause <= first < figure.core]
        if ahead:
            # "vượt mục tiêu 60%": what was surpassed is the target
            named = ahead[-1][0] == figure.core and text.tokens[figure.core - 1].word in _AIMS
            figure.target = named or ahead[-1][1] == "target"
            continue
        limit = related[position + 1].first if position + 1 < len(related) else sentence.last
        behind = [
            (first, kind)
            for first, _, kind in cues
            if figure.core_last <= first < min(limit, figure.core_last + _SUPPORTED_AFTER)
        ]
        modal = behind and behind[0][1] == "target" and text.tokens[behind[0][0]].word in _MODALS
        if modal and not any(
            token.kind == SIGN and token.word in _CLAUSES for token in text.tokens[figure.core_last : behind[0][0]]
        ):
            figure.target = True


def _clause_start(text: Text, sentence: Sentence, figure: Figure) -> int:
    for index in range(figure.first - 1, sentence.first - 1, -1):
        if text.tokens[index].kind == SIGN and text.tokens[index].word in _CLAUSES:
            return index + 1
    return sentence.first


def _ends(figure: Figure) -> list[Figure]:
    return [figure, figure.range_high] if figure.range_high is not None else [figure]
