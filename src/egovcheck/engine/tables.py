"""The catalogue as tables that rules read. Each is given as columns with SQL types and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.catalogue.entries import current_spans, days

DECIMAL = "DECIMAL(28,10)"

COLUMNS: dict[str, dict[str, str]] = {
    "indicators": {
        "indicator": "VARCHAR", "kind": "VARCHAR", "unit": "VARCHAR", "minimum": DECIMAL, "maximum": DECIMAL,
        "decimals": "INTEGER", "decimals_max": "INTEGER", "better": "VARCHAR", "cumulative": "BOOLEAN",
        "flow": "BOOLEAN", "counted": "BOOLEAN", "survey": "VARCHAR", "publisher": "VARCHAR", "score": "VARCHAR",
    },
    "out_of": {"indicator": "VARCHAR", "area_kind": "VARCHAR", "group_code": "VARCHAR"},
    "sum_of": {"indicator": "VARCHAR", "area_kind": "VARCHAR", "group_code": "VARCHAR"},
    "areas": {"area": "VARCHAR", "kind": "VARCHAR", "parent": "VARCHAR", "valid_from": "DATE", "valid_to": "DATE"},
    "successors": {"area": "VARCHAR", "successor": "VARCHAR", "since": "DATE"},
    "groups": {"group_code": "VARCHAR"},
    "members": {"group_code": "VARCHAR", "area": "VARCHAR", "valid_from": "DATE", "valid_to": "DATE"},
    "group_sizes": {"group_code": "VARCHAR", "valid_from": "DATE", "valid_to": "DATE", "members": "INTEGER"},
    "editions": {
        "survey": "VARCHAR", "edition": "VARCHAR", "released": "VARCHAR", "released_start": "DATE",
        "released_end": "DATE", "members": "INTEGER", "previous": "VARCHAR", "current_from": "DATE",
        "current_to": "DATE", "latest": "BOOLEAN",
    },
    "composites": {
        "indicator": "VARCHAR", "component": "VARCHAR", "weight": "INTEGER", "scale": "INTEGER", "form": "VARCHAR",
        "from_edition": "VARCHAR", "to_edition": "VARCHAR", "slack": DECIMAL,
    },
    "parts": {
        "whole": "VARCHAR", "part": "VARCHAR", "exhaustive": "VARCHAR", "from_period": "VARCHAR",
        "to_period": "VARCHAR",
    },
    "breakdowns": {
        "indicator": "VARCHAR", "breakdown": "VARCHAR", "exhaustive": "VARCHAR", "from_period": "VARCHAR",
        "to_period": "VARCHAR",
    },
    "shares": {"share": "VARCHAR", "numerator": "VARCHAR", "denominator": "VARCHAR"},
    "flows": {"stock": "VARCHAR", "flow": "VARCHAR"},
    "levels": {
        "indicator": "VARCHAR", "score": "VARCHAR", "ordinal": "INTEGER", "label_en": "VARCHAR", "label_vi": "VARCHAR",
        "low": DECIMAL, "high": DECIMAL, "from_edition": "VARCHAR", "counted_by": "VARCHAR",
    },
}  # fmt: skip
"""The catalogue's tables, as ``egovcheck rule --tables`` and the sandbox know them."""

REFERENCE = {
    "id": "BIGINT", "source": "VARCHAR", "indicator": "VARCHAR", "area": "VARCHAR", "period": "VARCHAR",
    "breakdown": "VARCHAR", "value": DECIMAL, "low": DECIMAL, "high": DECIMAL, "high_open": "BOOLEAN",
    "denominator": DECIMAL, "printed": "VARCHAR", "seen": "VARCHAR",
}  # fmt: skip
"""The authority's values; ids are below zero, so that they never meet those of records."""


def catalogue_rows(catalogue: Catalogue) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Yield each table's name and its rows in the order of ``COLUMNS``."""
    yield "indicators", [
        (i.code, i.kind, i.unit, _text(i.minimum), _text(i.maximum), i.decimals, i.decimals_max, i.better, i.cumulative,
         i.flow, i.counted, i.survey, i.publisher, i.score)
        for i in catalogue.indicators.values()
    ]  # fmt: skip
    yield "out_of", [(i.code, kind, group) for i in catalogue.indicators.values() for kind, group in i.out_of.items()]
    yield "sum_of", [(i.code, kind, group) for i in catalogue.indicators.values() for kind, group in i.sum_of.items()]
    yield "areas", [(a.code, a.kind, a.parent, *days(a.valid_from, a.valid_to)) for a in catalogue.areas.values()]
    yield "successors", [(s.area, s.successor, days(s.start, None)[0]) for s in catalogue.successors]
    yield "groups", [(code,) for code in catalogue.groups]
    members = [(m.group, m.area, *days(m.valid_from, m.valid_to)) for m in catalogue.members]
    yield "members", members
    yield "group_sizes", list(_sizes(members))
    yield "editions", list(_editions(catalogue))
    yield "composites", list(_composites(catalogue))
    yield "parts", [(p.whole, p.part, p.exhaustive, p.start, p.end) for p in catalogue.parts]
    yield "breakdowns", [(b.indicator, b.breakdown, b.exhaustive, b.start, b.end) for b in catalogue.breakdowns]
    yield "shares", [(s.share, s.numerator, s.denominator) for s in catalogue.shares]
    yield "flows", [(f.stock, f.flow) for f in catalogue.flows]
    yield (
        "levels",
        [
            (v.indicator, v.score, v.ordinal, v.label_en, v.label_vi, _text(v.low), _text(v.high), v.start, v.count)
            for v in catalogue.levels
        ],
    )


def reference_rows(
    catalogue: Catalogue, areas: set[str], compared: Iterable[tuple[str, str]] = ()
) -> list[tuple[Any, ...]]:
    """Return the authority's values for the given areas, numbered from -1 downwards.

    ``compared`` are indicators and groups of areas whose members a figure is held against.
    """
    others: dict[str, set[str]] = {}
    scores = {level.count: level.score for level in catalogue.levels if level.count}
    for code, group in compared:
        known = catalogue.indicators.get(code)
        for wanted in {code, scores.get(code), known.score if known else None} - {None}:
            others.setdefault(str(wanted), set()).update(catalogue.members_of(group))
    return [
        (-n, r.source, r.indicator, r.area, r.edition, r.breakdown, str(r.value), str(r.low), str(r.high), r.high_open,
         _text(r.denominator), r.printed, r.seen)
        for n, r in enumerate(catalogue.reference(areas, others), 1)
    ]  # fmt: skip


def _composites(catalogue: Catalogue) -> Iterator[tuple[Any, ...]]:
    """Give all weights of an index in units that make them whole: 12.5 and 10 are 125 and 100, of which 10 make 1."""
    units: dict[str, int] = {}
    for c in catalogue.composites:
        own = next(scale for scale in (1, 10, 100, 1000, 10_000) if c.weight * scale % 1 == 0)
        units[c.indicator] = max(own, units.get(c.indicator, 1))
    for c in catalogue.composites:
        scale = units[c.indicator]
        slack = _text(c.slack) or "0"
        yield c.indicator, c.component, int(c.weight * scale), scale, c.form, c.start, c.end, slack


def _editions(catalogue: Catalogue) -> Iterator[tuple[Any, ...]]:
    for editions in catalogue.edition_lists():
        for edition, span in zip(editions, current_spans(editions), strict=True):
            released = edition.released_between()
            latest = edition is editions[-1]
            yield (
                edition.survey, edition.edition, edition.released, *released, edition.members, edition.previous, *span,
                latest,
            )  # fmt: skip


def _sizes(members: Iterable[tuple[str, str, date | None, date | None]]) -> Iterator[tuple[Any, ...]]:
    """Count the members of each group between the days on which somebody joins or leaves."""
    groups: dict[str, list[tuple[date, date]]] = {}
    for group, _, start, end in members:
        groups.setdefault(group, []).append((start or date.min, end or date.max))
    for group, spans in sorted(groups.items()):
        changes = sorted({s for s, _ in spans} | {e + timedelta(days=1) for _, e in spans if e != date.max})
        for start, following in zip(changes, [*changes[1:], None], strict=True):
            end = following - timedelta(days=1) if following else None
            count = sum(s <= start <= e for s, e in spans)
            yield group, None if start == date.min else start, end, count


def _text(value: Any) -> str | None:
    return None if value is None else f"{value:f}"


_INDICATOR_COLUMNS = {
    "indicators": ("indicator", "score"),
    "out_of": ("indicator",),
    "composites": ("indicator", "component"),
    "parts": ("whole", "part"),
    "shares": ("share", "numerator", "denominator"),
    "flows": ("stock", "flow"),
    "levels": ("indicator", "score"),
}


def related(indicators: set[str], rows: Mapping[str, list[tuple[Any, ...]]]) -> set[str]:
    """Return the indicators together with all that any table relates them to, near or far."""
    links = []
    for table, wanted in _INDICATOR_COLUMNS.items():
        places = [i for i, name in enumerate(COLUMNS[table]) if name in wanted]
        links += [{row[i] for i in places if row[i] is not None} for row in rows[table]]
    found = set(indicators)
    while True:
        grown = found.union(*(link for link in links if link & found))
        if grown == found:
            return found
        found = grown
