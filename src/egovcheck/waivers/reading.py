"""``egovcheck-waivers.toml``: what people accepted, read with the line of every mistake."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe
from egovcheck.records.documents import regular_bytes
from egovcheck.records.names import nearest
from egovcheck.records.toml_lines import TomlLines
from egovcheck.waivers.model import WHERE, Waiver, WaiverFile

MAX_BYTES = 4 * 1024 * 1024
"""A larger file of waivers is refused: nobody wrote that by hand."""

KEYS = ("rule", "where", "reason", "owner", "expires", "evidence")

_Place = Callable[..., str]


def read_waivers(path: Path, shown: str) -> WaiverFile:
    """Read a file of waivers, which messages call ``shown``.

    Raises:
        UsageError: where it cannot be read or is written wrong, with file, line and the nearest key.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"the waivers have more than {MAX_BYTES >> 20} MiB", place=safe(shown))
        data = regular_bytes(path)
        text = data.decode("utf-8-sig")
        whole = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"the waivers cannot be read: {error.strerror}", place=safe(shown)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        said = safe(str(error).partition(" (at")[0])
        place = f"{safe(shown)}:{line[1]}" if line else safe(shown)
        raise UsageError(f"this is not valid TOML: {said}", place=place) from None
    lines = TomlLines(text, Path(shown))
    for key in whole:
        if key != "waivers":
            raise _unknown(key, ("waivers",), "a file of waivers", lines.place(key))
    tables = whole.get("waivers", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError("'waivers' holds tables: [[waivers]]", place=lines.place("waivers"))
    read = (_waiver(table, shown, partial(lines.place, "waivers", turn)) for turn, table in enumerate(tables))
    return WaiverFile(tuple(read), hashlib.sha256(data).hexdigest())


def _waiver(table: Mapping[str, Any], shown: str, place: _Place) -> Waiver:
    for key in table:
        if key not in KEYS:
            raise _unknown(key, KEYS, "a waiver", place(key))
    for key in ("rule", "expires"):
        if key not in table:
            hint = {"rule": 'rule = "EG303"', "expires": "expires = 2027-06-01"}[key]
            raise UsageError(f"this waiver has no '{key}'", place=place(), hint=hint)
    rule = _text(table["rule"], "rule", place)
    return Waiver(
        rule=rule,
        where=_where(table.get("where", {}), place),
        reason=_text(table.get("reason", ""), "reason", place),
        owner=_text(table.get("owner", ""), "owner", place),
        expires=_date(table["expires"], place),
        evidence=_evidence(table.get("evidence", ()), place),
        path=shown,
        line=int(place().rpartition(":")[2]),
    )


def _where(table: Any, place: _Place) -> dict[str, str]:
    if not isinstance(table, dict):
        raise UsageError("'where' is a table", place=place("where"), hint='where = { area = "LBY", period = "2012" }')
    for key in table:
        if key not in WHERE:
            raise _unknown(key, WHERE, "'where'", place("where"))
    if not table:
        hint = "say of what: indicator, area, period, source …; ignore = [CODE] leaves out a whole rule"
        raise UsageError("this waiver would accept all findings of its rule", place=place(), hint=hint)
    return {key: _text(value, key, place, "where") for key, value in table.items()}


def _text(value: Any, key: str, place: _Place, *inside: str) -> str:
    # years are often written without quotes
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UsageError(f"'{key}' must be a text", place=place(*(inside or (key,))))
    return str(value).strip()


def _date(value: Any, place: _Place) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise UsageError("'expires' is not a date", place=place("expires"), hint="write 2027-06-01")


def _evidence(value: Any, place: _Place) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or not all(isinstance(one, str) and one.strip() for one in listed):
        hint = 'write the figure as a text, evidence = "88/193", or several in a list'
        raise UsageError("'evidence' must be a text", place=place("evidence"), hint=hint)
    return tuple(one.strip() for one in listed)


def _unknown(key: str, known: tuple[str, ...], what: str, place: str) -> UsageError:
    close = nearest(key, known, 1)
    hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"
    return UsageError(f"'{safe(key)}' is no key of {what}", place=place, hint=hint)
