"""Violations into findings: named records are fetched once, messages filled in, in the language of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from egovcheck.core.findings import SEVERITIES, Finding, Lang, NamedRecord, Place, Severity
from egovcheck.core.fingerprints import fingerprint
from egovcheck.core.text import safe
from egovcheck.engine.reasons import reason
from egovcheck.engine.running import SUBJECT, Violation, plain
from egovcheck.engine.templates import decimal_mark, field_names, filled, number
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.figures import Mark
from egovcheck.records.names import fold, nearest, nearest_codes
from egovcheck.records.submission import Submission
from egovcheck.rules import Rule

if TYPE_CHECKING:
    import duckdb

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*|(?i:(?:vn|un)[-_ ]?[a-z0-9]{1,12})")

_AREA = re.compile(r"\b[A-Z]{2,}(?:-[A-Z0-9]+)*\b")

_LISTS = (
    *("members", "members_en", "members_vi", "sharing", "around", "better_area", "worse_area", "lowest_area"),
    "highest_area",
)
"""Columns in which a rule lists areas by their codes, between other text."""

_RECORD = (
    *("id", "file", "record", "line", "column", "excerpt", "source", "indicator", "area", "period", "breakdown"),
    *("base_period", "status", "value", "low", "high", "high_open", "denominator", "printed", "published", "quote"),
    *("measure", "qualifier", "unit", "inferred", "path", "start", "end", "decimals", "step"),
)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record or reference value as the database has it, by column name; ids below zero are reference values."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def is_reference(self) -> bool:
        """Say whether this is the authority's value."""
        return bool(self.values["id"] < 0)


def fetch(connection: duckdb.DuckDBPyConnection, ids: Iterable[int]) -> dict[int, RecordRow]:
    """Fetch records, reference values and records of the previous version by id, in one query each."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found: dict[int, RecordRow] = {}
    columns = ", ".join(f'"{name}"' for name in _RECORD)
    reference = (
        "SELECT r.*, e.released AS published FROM reference r LEFT JOIN indicators i ON i.indicator = r.indicator "
        "LEFT JOIN editions e ON e.survey = i.survey AND e.edition = r.period"
    )
    earlier = f"SELECT {columns}, true AS earlier FROM previous r"
    for sql in (f"SELECT {columns} FROM records r", reference, earlier):
        if found.keys() >= set(wanted):
            break
        cursor = connection.cursor()
        cursor.execute(f"{sql} WHERE r.id IN (SELECT unnest($1::BIGINT[]))", [wanted])
        names = [column[0] for column in cursor.description or []]
        for row in cursor.fetchall():
            values = dict(zip(names, row, strict=True))
            found[values["id"]] = RecordRow(values)
        cursor.close()
    return found


@dataclass
class Words:
    """Names and sentences in the language of the report."""

    catalogue: Catalogue
    lang: Lang

    def indicator(self, code: str | None) -> str:
        """Return the short name of an indicator, or its code where the catalogue has none."""
        known = self.catalogue.indicators.get(code or "")
        return getattr(known.short, self.lang) if known else safe(code or self._nothing())

    def fact(self, columns: Mapping[str, str | None]) -> str:
        """Return the name of an indicator with its measure and comparison group, where these are not the usual ones."""
        name = self.indicator(columns.get("indicator"))
        measure, breakdown = self.measure(columns.get("measure")), columns.get("breakdown")
        if measure:
            name = {"en": f"{measure} of {name}", "vi": f"{measure} của {name}"}[self.lang]
        return f"{name} ({self.area(breakdown)})" if breakdown and breakdown != "_T" else name

    def area(self, code: str | None) -> str:
        """Return the name of an area or group, or its code where the catalogue has none."""
        known = self.catalogue.areas.get(code or "") or self.catalogue.groups.get(code or "")
        return getattr(known, f"name_{self.lang}") if known else safe(code or self._nothing())

    def listed(self, text: str) -> str:
        """Return a text with names in place of the codes of areas."""
        return _AREA.sub(lambda code: self.area(code[0]) if code[0] in self.catalogue.areas else code[0], text)

    def measure(self, measure: str | None) -> str:
        """Return the word for a measure other than the level itself."""
        names = {
            "en": ("change", "growth", "multiple", "mean"),
            "vi": ("mức thay đổi", "mức tăng", "số lần", "trung bình"),
        }
        return dict(zip(names["en"], names[self.lang], strict=True)).get(measure or "", "")

    def nearest(self, kind: str, text: str) -> str:
        """Name what is closest to an unknown indicator or area, at most two of them; nothing where nothing is close.

        A code is compared with codes of its form, a name with names. A name with diacritics is answered in Vietnamese.
        """
        written_as_code = _CODE.fullmatch(text)
        if kind == "indicator":
            codes = nearest(text, self.catalogue.indicators, 1) if written_as_code else []
            codes = codes or self.catalogue.nearest_indicators(text)
        else:
            codes = nearest_codes(text, (*self.catalogue.areas, *self.catalogue.groups)) if written_as_code else []
            # a code as short as this is like too many names
            codes = codes or (self.catalogue.nearest_areas(text) if len(text) > 3 else [])
        words = self if text.isascii() else Words(self.catalogue, "vi")
        name = words.indicator if kind == "indicator" else words.area
        if codes and fold(name(codes[0])) == fold(text):
            del codes[1:]
        return reason("or", {}, self.lang).join(f"{name(code)} ({code})" for code in codes[:2])

    def _nothing(self) -> str:
        return {"en": "(not stated)", "vi": "(không nêu)"}[self.lang]

    def fill(self, template: Mapping[str, str] | Any, fields: Mapping[str, str], mark: Mark | None = None) -> str:
        """Fill a message template in the report's language."""
        return filled(str(getattr(template, self.lang)), fields, mark or decimal_mark((), self.lang))


@dataclass
class FindingMaker:
    """Makes findings from violations. ``submissions`` are the files by number."""

    words: Words
    rules: Mapping[str, Rule]
    submissions: Mapping[int, Submission]

    def finding(self, violation: Violation, rows: Mapping[int, RecordRow]) -> Finding:
        """Return the finding of a violation whose records have been fetched."""
        rule = self.rules[violation.code]
        about = violation.columns.get("field") or "value"
        named = [
            self.named(role, rows[i], about if role == "primary" else "value")
            for role, ids in violation.roles
            for i in ids
            if i in rows
        ]
        subject = {name: value for name in SUBJECT if (value := violation.columns.get(name)) is not None}
        if subject.get("breakdown") == "_T":
            del subject["breakdown"]
        if subject.get("measure") == "level":
            del subject["measure"]
        if (
            "source" not in subject
            and len({n.source for n in named if n.role == "primary"}) == 1
            and rule.meta.by in {"sql", "text"}
        ):
            subject["source"] = next(n.source for n in named if n.role == "primary")
        primary = next((n for n in named if n.role == "primary"), None)
        own = violation.columns.get("severity")
        severity: Severity = next((known for known in SEVERITIES if known == own), rule.meta.severity)
        mark = decimal_mark(named, self.words.lang)
        fields = self.fields(violation.columns, named)
        fields |= {name: number(fields[name], mark) for name in violation.numbers & fields.keys()}
        expected = violation.columns.get("expected") or (_agreed(named) if severity != "info" else None)
        return Finding(
            # a finding about a source as a whole is the same one, whichever of its records comes first
            fingerprint=fingerprint(rule.code, subject, named, of_source=subject.keys() <= {"source"}),
            code=rule.code,
            name=rule.name,
            severity=severity,
            message=self.words.fill(rule.meta.message, fields, mark),
            subject=subject,
            records=tuple(named),
            expected=expected,
            actual=violation.columns.get("actual") or (primary.value if primary and expected else None),
            evidence=self._evidence(rule, violation, fields, mark),
        )

    def taken_in(self, violation: Violation, rows: Mapping[int, RecordRow]) -> str:
        """Return the sentence of a violation that another finding takes in as evidence."""
        return f"{violation.code}: {self.finding(violation, rows).message}"

    def _evidence(self, rule: Rule, violation: Violation, fields: Mapping[str, str], mark: Mark) -> tuple[str, ...]:
        """Fill the rule's evidence lines whose fields the violation has."""
        lines = []
        for template in rule.meta.evidence:
            text = getattr(template, self.words.lang)
            wanted = field_names(text)
            if all(
                violation.columns.get(name) is not None or (name in fields and name not in violation.columns)
                for name in wanted
            ):
                lines.append(self.words.fill(template, fields, mark))
        return tuple(lines)

    def fields(self, columns: Mapping[str, str | None], named: Sequence[NamedRecord]) -> dict[str, str]:
        """Return what templates may name: the rule's columns, names instead of codes, printed figures by role."""
        fields = {name: safe(value) for name, value in columns.items() if value is not None}
        codes = {name: fields.get(name, "") for name in ("indicator", "area")}
        fields |= {f"{name}_code": value for name, value in codes.items()}
        fields["indicator"] = self.words.fact(columns)
        for name in ("area", "breakdown", "group"):
            fields[name] = self.words.area(columns.get(name))
        for name in _LISTS:
            if columns.get(name):
                fields[name] = self.words.listed(fields[name])
        for name in ("other", "component", "whole", "part", "share", "numerator", "score"):
            if columns.get(name):
                fields[name] = self.words.indicator(columns[name])
        if columns.get("missing"):
            fields["missing"] = ", ".join(self.words.indicator(code) for code in (columns["missing"] or "").split(", "))
        for name, most in (("absent", 8), ("areas", 3)):
            if columns.get(name):
                areas = (columns[name] or "").split(", ")
                fields[name] = _listed([self.words.area(code) for code in areas], most)
        if columns.get("successor"):
            fields["successor"] = self.words.area(columns["successor"])
        if unknown := columns.get("unknown"):
            close = self.words.nearest(unknown, columns.get(unknown) or "")
            fields["hint"] = reason("did-you-mean", {"nearest": close}, self.words.lang) if close else ""
        fields.setdefault("period", {"en": "an unstated period", "vi": "kỳ không nêu"}[self.words.lang])
        fields = {role: _listed(printed) for role, printed in _printed(named).items()} | fields
        fields["values"] = _listed([f"{safe(r.printed or r.value or '')} ({safe(r.source)})" for r in named])
        fields.setdefault("source", safe(named[0].source) if named else "-")
        return fields

    def named(self, role: str, row: RecordRow, field: str = "value") -> NamedRecord:
        """Return a record as a finding names it: by its figure, or by the cell of its row that the finding is about."""
        submission = self.submissions.get(row["file"]) if not row.is_reference else None
        key = {name: str(row[name]) for name in ("indicator", "area", "period", "breakdown", "measure") if row[name]}
        if key.get("breakdown") == "_T":
            del key["breakdown"]
        if key.get("measure") == "level":
            del key["measure"]
        cells = row["excerpt"].split("\x1f") if row["excerpt"] else []
        shown = (
            [(name, cell) for name, cell in zip(submission.excerpt_fields, cells, strict=False) if cell]
            if submission
            else []
        )
        cell = next((cell for name, cell in shown if name == field), None)
        figure = field == "value" or cell is None
        field = "value" if figure else field
        start = None if row["start"] is None else int(row["start"])
        # the figures of a wide table's row have a column each, what they share has one
        column = (row["column"] if figure else None) or (submission.column_of(field, start) if submission else None)
        stands = (
            submission.place(row["line"], row["record"], column) if submission else Place(row["line"], row["record"])
        )
        place = replace(stands, start=start, end=None if row["end"] is None else int(row["end"]))
        return NamedRecord(
            role=role,
            source=row["source"],
            path=submission.document.label if submission else None,
            place=place,
            field=field,
            printed=row["printed"] if figure else cell,
            value=plain(row["value"]) if figure else None,
            low=plain(row["low"]) if figure else None,
            high=plain(row["high"]) if figure else None,
            high_open=bool(row["high_open"]) and figure,
            published=row["published"],
            quote=row["quote"],
            key=key,
            row=tuple(cell for _, cell in shown),
            row_mark=next((index for index, (name, _) in enumerate(shown) if name == field), None),
            note=self._note(row),
        )

    def _note(self, row: RecordRow) -> str | None:
        lang = self.words.lang
        if row["earlier"]:
            return {"en": "previous version", "vi": "phiên bản trước"}[lang]
        if row.is_reference:
            return {"en": "seen at ", "vi": "nguồn "}[lang] + ", ".join(row["seen"].split("|"))
        if row["inferred"]:
            return {"en": f"edition {row['period']}, inferred from the dates",
                    "vi": f"kỳ {row['period']}, suy ra từ thời điểm"}[lang]  # fmt: skip
        return None


def _agreed(named: Sequence[NamedRecord]) -> str | None:
    """Return the value of the agreeing records, of the one that says it most exactly; None where none agree."""
    exact = [
        (Decimal(record.high) - Decimal(record.low), record.value)
        for record in named
        if record.role == "agreeing" and record.low is not None and record.high is not None
    ]
    return min(exact, key=lambda pair: (pair[0], pair[1] or ""))[1] if exact else None


def _printed(named: Iterable[NamedRecord]) -> dict[str, list[str]]:
    """Return the figures of the records as printed, by role, each once."""
    by_role: dict[str, list[str]] = {}
    for record in named:
        printed = safe(record.printed or record.value or "")
        if printed not in by_role.setdefault(record.role, []):
            by_role[record.role].append(printed)
    return by_role


def _listed(texts: Sequence[str], most: int = 8) -> str:
    more = f" … (+{len(texts) - most})" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more
