"""``[[layouts]]`` tables into layouts; a mistake is a ``UsageError`` with its place and the nearest key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from egovcheck.core.errors import UsageError
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import enumerated
from egovcheck.records.figures import LOCALES, FigureError, read_figure
from egovcheck.records.layouts.files import captured, check_pattern
from egovcheck.records.layouts.model import FIELDS, ORIGINS, Column, Layout, Origin
from egovcheck.records.layouts.units import read_unit
from egovcheck.records.model import CHOICES
from egovcheck.records.names import nearest
from egovcheck.records.periods import read_date, read_period

SDMX = "sdmx-csv"
KEYS = (
    "files",
    "sheet",
    "columns",
    "header",
    "missing",
    "locale",
    "areas",
    "form",
    "indicators",
    "units",
    "ignore",
    *FIELDS,
)
_OBSERVATIONS = ("files", "form", "areas", "indicators", "units", "ignore", "value", *FIELDS)
_OTHERS = ("form", "indicators", "units", "ignore")
_ROWS = re.compile(r"(\d{1,3})\s*(?:[-–]\s*(\d{1,3}))?")


class Places(Protocol):
    """Tells where a key of a table stands, ``file:line``."""

    def __call__(self, *keys: str) -> str:
        """Return the place of the key that the path ``keys`` leads to."""
        ...


def read_layout(table: Any, folder: Path, place: Places) -> Layout:
    """Check one ``[[layouts]]`` table.

    Args:
        table: what TOML has made of it.
        folder: the configuration's, from which patterns with a slash start.
        place: tells where a key stands.
    """
    if not isinstance(table, Mapping):
        raise UsageError("'layouts' holds tables: [[layouts]]", place=place())
    form = _choice(table.get("form"), (SDMX,), "form", place)
    _known(table, _OBSERVATIONS if form else KEYS, "a layout of SDMX-CSV" if form else "a layout", place)
    if alone := next((key for key in _OTHERS if key in table and not form), None):
        raise UsageError(f"'{alone}' is for SDMX-CSV", place=place(alone), hint=f'add form = "{SDMX}"')
    files = _texts(table.get("files"), "files", place)
    if not files or not all(files):
        raise UsageError("a layout without files", place=place("files"), hint='give files = "egdi-*.csv"')
    if absolute := next((pattern for pattern in files if pattern.startswith("/")), None):
        hint = "a pattern with a slash starts from the configuration file"
        raise UsageError(f"'{absolute}' is an absolute path", place=place("files"), hint=hint)
    named = (*FIELDS, "value") if form else FIELDS
    fields = {name: _origin(name, table[name], lambda *k, n=name: place(n, *k)) for name in named if name in table}
    layout = Layout(
        files=files,
        folder=folder,
        fields=fields,
        columns=() if form else _columns(table.get("columns"), place),
        place=place(),
        header=_header(table.get("header"), place),
        missing=_texts(table.get("missing", []), "missing", place),
        locale=_choice(table.get("locale"), tuple(LOCALES), "locale", place),
        areas=_mapping(table.get("areas", {}), "areas", place),
        form=form,
        indicators=_mapping(table.get("indicators", {}), "indicators", place),
        units=_mapping(table.get("units", {}), "units", place),
        ignore=_texts(table.get("ignore", []), "ignore", place),
        sheets=_texts(table.get("sheet", []), "sheet", place),
    )
    for column in layout.columns:
        for name in ("indicator", "area"):
            if name not in layout.origins(column):
                hint = f'give {name} = {{column = "…"}} or {{value = "…"}} in the layout'
                raise UsageError(f"the column '{column.heading}' has no {name}", place=column.place, hint=hint)
    return layout


def check_known(layouts: Iterable[Layout], catalogue: Catalogue) -> None:
    """Check what layouts name against the catalogue, and whether their patterns can be run."""
    for layout in layouts:
        for fields in (layout.fields, *(column.fields for column in layout.columns)):
            for name, origin in fields.items():
                if origin.kind == "value" and name in {"indicator", "area"}:
                    _check_code(name, origin.text, origin.place, catalogue)
                elif origin.kind == "filename":
                    try:
                        captured(origin.text, "")
                    except UsageError as error:
                        raise UsageError(error.message, hint=error.hint, place=origin.place) from None
        for name, meanings in (("area", layout.areas), ("indicator", layout.indicators)):
            for meant in filter(None, meanings.values()):
                _check_code(name, meant, layout.place, catalogue)


def _check_code(name: str, text: str, place: str, catalogue: Catalogue) -> None:
    known = catalogue.indicator_code(text) if name == "indicator" else catalogue.area_code(text)
    if known is None:
        # a code is compared with codes; what nobody would take for one with names as well
        codes = catalogue.indicators if name == "indicator" else (*catalogue.areas, *catalogue.groups)
        named = catalogue.nearest_indicators(text) if name == "indicator" else catalogue.nearest_areas(text)
        close = (nearest(text, codes, 1) or named)[:1]
        hint = f"did you mean {close[0]}?" if close else f"egovcheck catalogue lists every {name}"
        raise UsageError(f"'{text}' is no {name} of the catalogue", place=place, hint=hint)


def _columns(table: Any, place: Places) -> tuple[Column, ...]:
    if not isinstance(table, dict) or not table:
        hint = '[layouts.columns] with a line for each column: "e-gov-rank" = "UN_EGDI_RANK"'
        raise UsageError("a layout without columns", place=place("columns") if table else place(), hint=hint)
    return tuple(
        _column(heading, said, lambda *k, h=heading: place("columns", h, *k)) for heading, said in table.items()
    )


def _column(heading: str, said: Any, place: Places) -> Column:
    if isinstance(said, str):
        return Column(heading, {"indicator": _value("indicator", said, place)}, place())
    if not isinstance(said, dict):
        raise UsageError(f"'{heading}' must be an indicator, or a table of fields", place=place())
    _known(said, FIELDS, "a column of a layout", place)
    fields = {}
    for name, given in said.items():
        own: Places = lambda *k, n=name: place(n, *k)  # noqa: E731 - the place of this key
        fields[name] = _origin(name, given, own) if isinstance(given, dict) else _value(name, given, own)
    return Column(heading, fields, place())


def _origin(name: str, given: Any, place: Places) -> Origin:
    if not isinstance(given, dict) or len(given) != 1:
        hint = f'{name} = {{column = "…"}}, {{value = "…"}} or {{filename = \'…\'}}'
        raise UsageError(f"'{name}' must say where it stands", place=place(), hint=hint)
    _known(given, ORIGINS, f"'{name}' of a layout", place)
    ((key, text),) = given.items()
    if key == "value":
        return _value(name, text, lambda *_: place("value"))
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"'{key}' must be a text", place=place(key))
    if key == "filename":
        if wrong := check_pattern(text):
            raise UsageError(f"the pattern '{text}' cannot be used: {wrong}", place=place(key))
        return Origin("filename", text, place(key))
    return Origin("column", text, place(key))


def _value(name: str, given: Any, place: Places) -> Origin:
    if isinstance(given, bool) or not isinstance(given, (str, int, date)) or not str(given).strip():
        raise UsageError(f"'{name}' must be a text", place=place())
    text = str(given).strip()
    if wrong := _wrong(name, text):
        raise UsageError(f"'{text}' is not {wrong}", place=place())
    return Origin("value", text, place())


def _wrong(name: str, text: str) -> str | None:
    """Return what a fixed value of a field should be and is not, or None."""
    try:
        if name in {"period", "base_period"}:
            read_period(text)
        elif name == "published":
            read_date(text)
        elif name == "denominator":
            return None if read_figure(text, None).value > 0 else "a number above 0"
    except FigureError:
        return "a number"
    except ValueError:
        return "a date" if name == "published" else "a period"
    if name in CHOICES and enumerated(name, text) not in CHOICES[name] and not (name == "unit" and read_unit(text)):
        return f"one of {', '.join(CHOICES[name])}"
    return None


def _header(given: Any, place: Places) -> tuple[int, int] | None:
    if given is None:
        return None
    match = _ROWS.fullmatch(str(given).strip()) if isinstance(given, (int, str)) else None
    if match:
        first, last = int(match[1]), int(match[2] or match[1])
        if 1 <= first <= last and not isinstance(given, bool):
            return first, last
    raise UsageError(
        "'header' must be a row, or rows from and to", place=place("header"), hint='header = 3, header = "3-4"'
    )


def _texts(given: Any, name: str, place: Places) -> tuple[str, ...]:
    texts = [given] if isinstance(given, str) else given
    if texts is None:
        return ()
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise UsageError(f"'{name}' must be a text or a list of texts", place=place(name))
    if any(len(text) > 500 for text in texts):
        raise UsageError(f"'{name}' holds a text of more than 500 characters", place=place(name))
    return tuple(texts)


def _mapping(given: Any, name: str, place: Places) -> Mapping[str, str]:
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        hint = 'names of the file and what they stand for: {"Cả nước" = "VNM", "Bình quân" = ""}'
        raise UsageError(f"'{name}' must be a table of texts", place=place(name), hint=hint)
    return dict(given)


def _choice(given: Any, known: tuple[str, ...], name: str, place: Places) -> str | None:
    if given is not None and given not in known:
        raise UsageError(f"'{name}' cannot be '{given}'", place=place(name), hint=f"one of {', '.join(known)}")
    return None if given is None else str(given)


def _known(table: Mapping[str, Any], known: Iterable[str], what: str, place: Places) -> None:
    for key in table:
        if key not in known:
            close = nearest(key, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"
            raise UsageError(f"'{key}' is no key of {what}", place=place(key), hint=hint)
