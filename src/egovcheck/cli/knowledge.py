"""``egovcheck catalogue``: what is known, and where each fact was seen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from egovcheck.cli.configuration import load_configuration
from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.catalogue.entries import Area, Group, Indicator
from egovcheck.records.names import fold

_TEXT = {
    "en": {
        "catalogue": "Catalogue", "indicators": "indicators", "areas": "areas", "groups": "groups",
        "editions": "editions", "reference": "figures of the authority", "kind": "kind", "unit": "unit",
        "bounds": "bounds", "decimals": "decimals", "better": "better", "survey": "survey",
        "publisher": "publisher", "names": "also", "seen": "seen at",
        "made": "made of", "part_of": "part of", "exists": "exists", "members": "members", "released": "released",
        "member_of": "member of", "low": "low", "high": "high", "successor": "became part of",
    },
    "vi": {
        "catalogue": "Danh mục", "indicators": "chỉ tiêu", "areas": "địa phương, quốc gia, cơ quan", "groups": "nhóm",
        "editions": "kỳ khảo sát", "reference": "số liệu của cơ quan công bố", "kind": "loại", "unit": "đơn vị",
        "bounds": "giới hạn", "decimals": "số chữ số thập phân", "better": "tốt hơn khi", "survey": "khảo sát",
        "publisher": "cơ quan công bố", "names": "tên khác", "seen": "nguồn", "made": "gồm", "part_of": "thuộc",
        "exists": "tồn tại", "members": "thành viên", "released": "công bố", "member_of": "thành viên của",
        "low": "thấp", "high": "cao", "successor": "sáp nhập vào",
    },
}  # fmt: skip


def show_catalogue(wanted: str | None, folder: str | None, lang: str | None, *, isolated: bool) -> None:
    """Print an overview, or one entry by code or name; an unknown one is a ``UsageError`` that names the nearest."""
    configuration = load_configuration(Path.cwd(), isolated=isolated)
    catalogue = load_catalogue(Path(folder) if folder else configuration.catalogue)
    language = configuration.get("lang", lang, "en")
    lines = _overview(catalogue, language) if wanted is None else _entry(catalogue, wanted, language)
    for line in lines:
        sys.stdout.write(safe(line).rstrip() + "\n")


def _overview(catalogue: Catalogue, lang: str) -> Iterable[str]:
    text = _TEXT[lang]
    counts = (
        f"{len(catalogue.indicators)} {text['indicators']}, {len(catalogue.areas)} {text['areas']}, "
        f"{len(catalogue.groups)} {text['groups']}, {len(catalogue.editions)} {text['editions']}, "
        f"{sum(1 for _ in catalogue.reference())} {text['reference']}"
    )
    yield f"{text['catalogue']} {catalogue.version}: {counts}"
    yield ""
    width = max(len(code) for code in catalogue.indicators)
    for indicator in catalogue.indicators.values():
        yield f"  {indicator.code.ljust(width)}  {indicator.kind.ljust(8)}  {getattr(indicator.name, lang)}"
    yield ""
    for group in catalogue.groups.values():
        yield f"  {group.code.ljust(width)}  {text['groups'].ljust(8)}  {getattr(group, f'name_{lang}')}"
    yield ""
    for editions in catalogue.edition_lists():
        yield f"  {editions[0].survey.ljust(width)}  {text['editions']}: {', '.join(e.edition for e in editions)}"


def _entry(catalogue: Catalogue, wanted: str, lang: str) -> Iterable[str]:
    surveys = {e.survey for e in catalogue.editions}
    if wanted.upper() in surveys:
        return _survey(catalogue, wanted.upper(), lang)
    code = catalogue.indicator_code(wanted) or catalogue.indicator_code(wanted.upper())
    if code:
        return _indicator(catalogue, catalogue.indicators[code], lang)
    code = catalogue.area_code(wanted) or catalogue.area_code(wanted.upper())
    if code in catalogue.groups:
        return _group(catalogue, catalogue.groups[code or ""], lang)
    if code:
        return _area(catalogue, catalogue.areas[code], lang)
    close = [*catalogue.nearest_indicators(wanted), *catalogue.nearest_areas(wanted)][:3]
    close += [s for s in sorted(surveys) if fold(wanted) in fold(s)]
    raise UsageError(f"the catalogue has no '{wanted}'", hint=f"the nearest are {', '.join(close)}" if close else None)


def _indicator(catalogue: Catalogue, entry: Indicator, lang: str) -> Iterable[str]:
    text = _TEXT[lang]
    yield f"{entry.code}  {getattr(entry.name, lang)}"
    if entry.aliases:
        yield _row(text["names"], " · ".join(entry.aliases))
    yield _row(text["kind"], f"{entry.kind}, {text['unit']} {entry.unit}")
    if entry.minimum is not None or entry.maximum is not None:
        yield _row(text["bounds"], f"{_number(entry.minimum)} … {_number(entry.maximum)}")
    if entry.decimals is not None:
        yield _row(text["decimals"], str(entry.decimals))
    if entry.better:
        yield _row(text["better"], text[entry.better])
    if entry.survey:
        yield _row(text["survey"], entry.survey)
    if entry.publisher:
        yield _row(text["publisher"], entry.publisher)
    for c in catalogue.composites:
        if c.indicator == entry.code:
            editions = f"  {c.start or ''}–{c.end or ''}" if c.start or c.end else ""
            yield _row(text["made"], f"{c.weight} × {c.component}{editions}")
        elif c.component == entry.code:
            yield _row(text["part_of"], c.indicator)
    yield from _seen(catalogue, entry.seen, lang)


def _area(catalogue: Catalogue, entry: Area, lang: str) -> Iterable[str]:
    text = _TEXT[lang]
    yield f"{entry.code}  {getattr(entry, f'name_{lang}')}"
    yield _row(text["names"], " · ".join((entry.name_en, entry.name_vi, *entry.aliases)))
    if entry.valid_from or entry.valid_to:
        yield _row(text["exists"], f"{entry.valid_from or '…'} – {entry.valid_to or '…'}")
    for successor in catalogue.successors:
        if successor.area == entry.code:
            yield _row(text["successor"], f"{successor.successor}, {successor.start}")
    for member in catalogue.members:
        if member.area == entry.code:
            yield _row(text["member_of"], f"{member.group}  {member.valid_from or '…'} – {member.valid_to or '…'}")
    figures = sorted(catalogue.reference({entry.code}), key=lambda r: (r.indicator, r.breakdown, r.edition))
    for name in dict.fromkeys((figure.indicator, figure.breakdown) for figure in figures):
        said = [f"{f.edition}: {f.printed}" for f in figures if (f.indicator, f.breakdown) == name]
        yield _row(name[0] if name[1] == "_T" else f"{name[0]} {name[1]}", "  ".join(said))
    yield from _seen(catalogue, (*entry.seen, *(s for f in figures for s in f.seen.split("|"))), lang)


def _group(catalogue: Catalogue, entry: Group, lang: str) -> Iterable[str]:
    yield f"{entry.code}  {getattr(entry, f'name_{lang}')}"
    for member in catalogue.members:
        if member.group == entry.code:
            name = getattr(catalogue.areas[member.area], f"name_{lang}")
            yield f"  {member.area:<8} {name}  {member.valid_from or '…'} – {member.valid_to or '…'}"
    yield from _seen(catalogue, entry.seen, lang)


def _survey(catalogue: Catalogue, survey: str, lang: str) -> Iterable[str]:
    text = _TEXT[lang]
    yield survey
    seen: list[str] = []
    for edition in next(e for e in catalogue.edition_lists() if e[0].survey == survey):
        members = f"  {edition.members} {text['members']}" if edition.members else ""
        yield _row(edition.edition, f"{text['released']} {edition.released or '?'}{members}")
        seen += edition.seen
    yield from _seen(catalogue, seen, lang)


def _seen(catalogue: Catalogue, ids: Sequence[str], lang: str) -> Iterable[str]:
    for name in dict.fromkeys(ids):
        where = catalogue.provenance[name]
        commit = f" @ {where.commit[:12]}" if where.commit else ""
        path = f" {where.path}" if where.path else ""
        yield _row(_TEXT[lang]["seen"], f"{where.repository or where.title}{path}{commit} ({where.licence})")


def _row(label: str, value: str) -> str:
    return f"  {label:<14} {value}"


def _number(value: object) -> str:
    return "…" if value is None else str(value)
