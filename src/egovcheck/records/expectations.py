"""What a data set is expected to hold: the tables ``[[expect]]`` of the configuration.

An expectation names figures (an indicator or a survey, periods, a breakdown) and says for which areas there must be one
(EG207) or how many there must be (EG209), in one source or in all of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.names import nearest, nearest_codes
from egovcheck.records.periods import read_period

KEYS = ("indicator", "survey", "period", "areas", "records", "source", "breakdown")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation; ``place`` is its ``file:line`` and ``places`` those of its keys.

    Exactly one of ``indicators`` and ``surveys`` is given, and at least one of ``group``, ``areas`` and ``records``.
    ``group`` is the code of a group, of a whole (``UN-WORLD``) or a kind of area; ``areas`` are listed one by one.
    Without ``periods`` every period is meant that the data has; without ``source`` all sources together.
    """

    place: str
    places: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    group: str | None = None
    areas: tuple[str, ...] = ()
    records: tuple[int, int] | None = None
    source: str | None = None
    breakdown: str = "_T"

    def place_of(self, key: str) -> str:
        """Return where a key stands, or else the expectation."""
        return self.places.get(key, self.place)


def expectation(row: Any, place_of: Callable[..., str]) -> Expectation:
    """Check the form of one table of expectations; ``place_of`` tells where it stands, or the key that it is given.

    Raises:
        UsageError: an unknown key, a value of the wrong form, or too little said; with its place.
    """
    place = place_of()
    if not isinstance(row, Mapping):
        raise UsageError("'expect' holds tables: [[expect]]", place=place)
    known = Expectation(place, {str(key): place_of(str(key)) for key in row})
    for key in row:
        if key not in KEYS:
            close = nearest(str(key), KEYS, 1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(KEYS)}"
            raise UsageError(f"'{key}' is nothing that can be expected", place=known.place_of(str(key)), hint=hint)
    if ("indicator" in row) == ("survey" in row):
        raise UsageError(
            "an expectation names either an indicator or a survey", place=place, hint="give 'indicator' or 'survey'"
        )
    if "areas" not in row and "records" not in row:
        raise UsageError(
            "an expectation says for which areas, or how many records", place=place, hint="give 'areas' or 'records'"
        )
    areas = row.get("areas")
    group = areas.strip() if isinstance(areas, str) else None
    return replace(
        known,
        indicators=_texts(row, "indicator", known),
        surveys=_texts(row, "survey", known),
        periods=tuple(_period(text, known) for text in _texts(row, "period", known)),
        group=group or None,
        areas=() if group else _texts(row, "areas", known),
        records=_range(row["records"], known.place_of("records")) if "records" in row else None,
        source=_texts(row, "source", known)[0] if "source" in row else None,
        breakdown=_texts(row, "breakdown", known)[0] if "breakdown" in row else "_T",
    )


def in_one_word(text: str, place: str) -> Expectation:
    """Read an expectation as an example of a rule has it: ``indicator:VN_DTI_RANK;period:2022|2023;records:60..63``."""
    row: dict[str, Any] = {}
    for part in text.split(";"):
        key, _, value = part.partition(":")
        if key == "records":
            row[key] = [int(end) if end.isdigit() else end for end in value.split("..")] * (1 if ".." in value else 2)
        else:
            row[key] = value.split("|") if "|" in value else value
    return expectation(row, lambda *_: place)


def _texts(row: Mapping[str, Any], key: str, known: Expectation) -> tuple[str, ...]:
    """Return one text or several as a tuple; a year may be written as a number."""
    value = row.get(key)
    if value is None:
        return ()
    listed = value if isinstance(value, (list, tuple)) and key not in {"source", "breakdown"} else [value]
    texts = [str(v) if key == "period" and isinstance(v, int) and not isinstance(v, bool) else v for v in listed]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        many = "" if key in {"source", "breakdown"} else " or a list of texts"
        raise UsageError(f"'{key}' must be a text{many}", place=known.place_of(key))
    return tuple(dict.fromkeys(text.strip() for text in texts))


def _period(text: str, known: Expectation) -> str:
    try:
        return read_period(text).text
    except ValueError:
        hint = "write 2022, 2022-Q3, 2022-08 or 2022-01/2022-06"
        raise UsageError(f"'{text}' is not a period", place=known.place_of("period"), hint=hint) from None


def _range(value: Any, place: str) -> tuple[int, int]:
    ends = value if isinstance(value, (list, tuple)) else [value, value]
    whole = all(isinstance(end, int) and not isinstance(end, bool) and end >= 0 for end in ends)
    if len(ends) != 2 or not whole:
        raise UsageError("'records' must be a number or two", place=place, hint="write 193 or [190, 193]")
    if ends[0] > ends[1]:
        raise UsageError(f"'records' runs backwards: {ends[0]} to {ends[1]}", place=place)
    return ends[0], ends[1]


def with_codes(expectations: Iterable[Expectation], catalogue: Catalogue) -> tuple[Expectation, ...]:
    """Return the expectations with the catalogue's codes in the place of names.

    Raises:
        UsageError: a code or name that the catalogue does not have, with its place and the nearest that it has.
    """
    surveys = sorted({edition.survey for edition in catalogue.editions})
    kinds = sorted({area.kind for area in catalogue.areas.values()} - {"world"})
    found = []
    for given in expectations:
        group, breakdown = given.group, given.breakdown
        if group is not None and group not in kinds:
            group = _area("areas", group, given, catalogue, kinds)
        if breakdown.startswith(("UN-", "VN-")):
            breakdown = _area("breakdown", breakdown, given, catalogue)
        found.append(
            replace(
                given,
                indicators=tuple(_indicator(text, given, catalogue) for text in given.indicators),
                surveys=tuple(_survey(text, given, surveys) for text in given.surveys),
                group=group,
                areas=tuple(_area("areas", text, given, catalogue) for text in given.areas),
                breakdown=breakdown,
            )
        )
    return tuple(found)


def _indicator(text: str, given: Expectation, catalogue: Catalogue) -> str:
    code = catalogue.indicator_code(text)
    if code is None:
        close = nearest(text, catalogue.indicators, 1) or catalogue.nearest_indicators(text)[:1]
        raise _unknown("indicator", text, given.place_of("indicator"), close)
    return code


def _survey(text: str, given: Expectation, surveys: Sequence[str]) -> str:
    if text not in surveys:
        raise _unknown("survey", text, given.place_of("survey"), nearest(text, surveys, 1), surveys)
    return text


def _area(key: str, text: str, given: Expectation, catalogue: Catalogue, kinds: Sequence[str] = ()) -> str:
    code = catalogue.area_code(text)
    if code is None:
        known = (*catalogue.areas, *catalogue.groups)
        close = nearest(text, kinds, 1) or nearest_codes(text, known) or catalogue.nearest_areas(text)[:1]
        raise _unknown("area or group", text, given.place_of(key), close, kinds)
    return code


def _unknown(what: str, text: str, place: str, close: Sequence[str], known: Sequence[str] = ()) -> UsageError:
    hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(known)}" if known else None
    return UsageError(f"no {what} is called '{text}'", place=place, hint=hint)
