"""What a heading says: the indicator of the catalogue that it names, and a period where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import vocabulary
from egovcheck.records.layouts.cells import without_marks
from egovcheck.records.layouts.heading import JOIN, Header, blocks, name_columns
from egovcheck.records.layouts.units import read_unit
from egovcheck.records.names import fold
from egovcheck.records.periods import read_period
from egovcheck.sources.tables import Row

RANKS = ("vi tri xep hang", "thu hang", "xep hang", "thu bac", "xep thu", "vi thu", "hang", "ranking", "rank")
SCORES = ("tong diem", "diem so", "so diem", "diem", "gia tri", "score", "value")
_YEAR = re.compile(r"(?<![\d.,/-])(?:(?:năm|nam|year)\s+)?((?:19|20)\d\d)(?![\d.,/-])", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_RANK_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(RANKS)})(?!\w)")
_SCORE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(SCORES)})(?!\w)")
_DEEP = 20


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading comes to.

    ``indicator`` is the code it names for certain, or None; ``candidates`` are codes it may mean. ``period`` and
    ``status`` are what it says of them. ``bare`` is ``rank`` or ``score`` where it says that and nothing else.
    """

    indicator: str | None = None
    candidates: tuple[str, ...] = ()
    period: str | None = None
    status: str | None = None
    bare: str | None = None


def match_heading(label: str, catalogue: Catalogue, *, near: bool = True) -> Match:
    """Return what a heading says; the rows of a header in several rows are joined in it.

    Without ``near`` no candidates are looked for that are only spelt alike, which takes long.
    """
    rows = label.split(JOIN)
    period, status = _period(label)
    for text in (*_ways(rows), *(_ways([_undated(row) for row in rows]) if period else ())):
        if code := _named(text, catalogue):
            return Match(code, period=period, status=status)
    said = fold(" ".join(rows))
    ranks, scores = _RANK_WORD.search(said), _SCORE_WORD.search(said)
    cores = [core for row in rows if (core := _core(row))]
    if not cores:
        return Match(period=period, status=status, bare="rank" if ranks else "score" if scores else None)
    for text in _orders(cores):
        if code := catalogue.indicator_code(text):
            turned = _turned(code, catalogue, rank=bool(ranks), score=bool(scores and not ranks))
            return Match(turned, () if turned else (code,), period, status)
    close = [code for text in _orders(cores) for code in catalogue.nearest_indicators(text)] if near else []
    wanted = "rank" if ranks else None
    close.sort(key=lambda code: wanted is not None and catalogue.indicators[code].kind != wanted)
    return Match(None, tuple(dict.fromkeys(close))[:3], period, status)


def rank_of(score: str, catalogue: Catalogue) -> str | None:
    """Return the rank that orders a score, or None where the catalogue has none."""
    return next((i.code for i in catalogue.indicators.values() if i.kind == "rank" and i.score == score), None)


def looks_wide(top: Sequence[Row], catalogue: Catalogue) -> bool:
    """Say whether the headings of a table name an indicator, or two periods at least."""
    header = guessed_header(top, catalogue)
    said = [match_heading(label, catalogue, near=False) for label in header.labels.labels if label] if header else []
    return any(match.indicator for match in said) or len({match.period for match in said if match.period}) > 1


def guessed_header(top: Sequence[Row], catalogue: Catalogue) -> Header | None:
    """Return the rows in which most cells are indicators or fields, the lowest and first; None where none are."""
    best: tuple[int, int, int] = (0, 0, 0)
    found: Header | None = None
    for first, last in blocks(top[:_DEEP]):
        labels = name_columns([row.cells for row in top[first : last + 1]])
        score = (sum(_known(label, catalogue) for label in labels.labels), first - last, -first)
        if score[0] and (found is None or score > best):
            best, found = score, Header(first, last, labels)
    return found


def _known(label: str, catalogue: Catalogue) -> bool:
    if not label or fold(label) in vocabulary().headings:
        return bool(label)
    match = match_heading(label, catalogue, near=False)
    return bool(match.indicator or match.bare or match.period)


def _named(text: str, catalogue: Catalogue) -> str | None:
    return catalogue.indicator_code(text) if text else None


def _ways(rows: Sequence[str]) -> Iterator[str]:
    """Yield the ways in which a whole heading may be the name of an indicator."""
    for joined in (" ".join(rows), " ".join(reversed(rows))):
        bare = _BRACKETS.sub(" ", without_marks(joined))
        yield from (joined, bare, _without_unit(bare))
    if len(rows) == 1:
        yield from (bracket for bracket in _BRACKETS.findall(rows[0]) if read_unit(bracket) is None)


def _orders(cores: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((" ".join(cores), " ".join(reversed(cores)))))


def _core(row: str) -> str:
    """Return a row of a heading, folded, without year, status, unit, brackets and words of rank and score."""
    text = _without_unit(_BRACKETS.sub(" ", without_marks(_undated(row))))
    folded = fold(text)
    statuses = vocabulary().words["status"]
    if folded in statuses or read_unit(text) is not None:
        return ""
    return " ".join(_SCORE_WORD.sub(" ", _RANK_WORD.sub(" ", folded)).split())


def _turned(code: str, catalogue: Catalogue, *, rank: bool, score: bool) -> str | None:
    """Return the rank of a score, or the score of a rank, where the heading says so; None where there is none."""
    known = catalogue.indicators[code]
    if rank and known.kind != "rank":
        return rank_of(code, catalogue)
    if score and known.kind == "rank":
        return known.score
    return code


def _period(label: str) -> tuple[str | None, str | None]:
    """Return the one period that a heading names, with its status where a word beside it says so."""
    statuses = vocabulary().words["status"]
    for row in reversed(label.split(JOIN)):
        bare = _BRACKETS.sub(" ", without_marks(row)).strip()
        try:
            return read_period(bare).text, _status_beside(row, statuses)
        except ValueError:
            pass
    years = _YEAR.findall(label)
    if len(set(years)) != 1:
        return None, None
    return years[0], _status_beside(label, statuses)


def _status_beside(text: str, statuses: dict[str, str]) -> str | None:
    rest = [fold(_undated(part)) for part in (*_BRACKETS.findall(text), _BRACKETS.sub(" ", text))]
    found = next((statuses[part] for part in rest if part in statuses), None)
    return found if found != "actual" else None


def _undated(text: str) -> str:
    return _YEAR.sub(" ", text).strip()


def _without_unit(text: str) -> str:
    """Return a heading without a unit behind a comma or a percent sign at its end."""
    head, comma, tail = text.rpartition(",")
    if comma and read_unit(tail) is not None:
        text = head
    return text.strip().removesuffix("%").strip()
