"""What a rule file holds: front matter, prose, examples, and the SELECT that decides."""

from __future__ import annotations

import string
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from egovcheck.core.findings import Severity
from egovcheck.rules.ess import LEVELS, TYPES

COLUMNS_NEEDED = ("kind", "measure", "status", "qualifier", "unit", "survey")
"""Columns of ``records`` by whose values a rule may say what it needs to have anything to judge."""

HAVING = {
    "composites": {
        "en": "composite index beside one of its components",
        "vi": "chỉ số tổng hợp cùng thành phần của nó",
    },
    "shares": {"en": "share beside its numerator or denominator", "vi": "tỷ lệ cùng tử số hoặc mẫu số của nó"},
    "shared": {"en": "fact that two sources state", "vi": "số liệu nào do hai nguồn cùng nêu"},
    "repeated": {"en": "fact that one source states twice", "vi": "số liệu nào được một nguồn nêu hai lần"},
    "urls": {"en": "address of a source", "vi": "địa chỉ của nguồn nào"},
    "coincidences": {
        "en": "figure that two sources state of two indicators",
        "vi": "con số nào được hai nguồn nêu cho hai chỉ tiêu khác nhau",
    },
    "previous": {"en": "previous version to compare with", "vi": "phiên bản trước để so sánh"},
    "lists": {"en": "list of several areas", "vi": "danh sách nhiều địa phương"},
    "series": {"en": "series of at least three periods", "vi": "chuỗi từ ba kỳ trở lên"},
    "flows": {"en": "running total beside its flow", "vi": "số lũy kế cùng số phát sinh của nó"},
    "parts": {"en": "whole beside one of its parts", "vi": "tổng số cùng bộ phận của nó"},
    "children": {"en": "area beside the areas that it is made of", "vi": "địa bàn cùng các đơn vị thuộc nó"},
    "groups": {"en": "figure about a group of areas", "vi": "số liệu nào về một nhóm địa bàn"},
    "subperiods": {"en": "period that is part of a year", "vi": "kỳ nào ngắn hơn một năm"},
    "quotes": {"en": "quote", "vi": "trích dẫn nào"},
    "sums": {"en": "figure beside those that add up to it", "vi": "số liệu cùng các số cộng lại thành nó"},
    "distributions": {"en": "shares of one whole side by side", "vi": "các tỷ lệ của cùng một tổng thể"},
    "units": {"en": "share of a known number of things", "vi": "tỷ lệ nào của một tổng số đã biết"},
    "running": {"en": "running total at two times", "vi": "số lũy kế ở hai thời điểm"},
    "spans": {"en": "flow of a period beside that of a part of it", "vi": "số phát sinh của một kỳ và của phần kỳ đó"},
    "regional": {"en": "rank within a group", "vi": "thứ hạng nào trong một nhóm"},
    "counted": {"en": "number of areas at a level", "vi": "số địa bàn nào theo mức"},
    "tables": {"en": "list of at least nine areas", "vi": "danh sách từ chín địa bàn trở lên"},
    "expected": {"en": "[[expect]] in the configuration", "vi": "mục [[expect]] nào trong tệp cấu hình"},
    "unfinished": {
        "en": "figure of a period that may have lasted until it was published",
        "vi": "số liệu nào của một kỳ có thể kéo dài đến ngày công bố",
    },
    "panels": {"en": "list of at least ten areas", "vi": "danh sách từ mười địa bàn trở lên"},
    "histories": {
        "en": "series of at least three periods with a figure that the authority has not published",
        "vi": "chuỗi từ ba kỳ trở lên có số liệu mà cơ quan công bố chưa nêu",
    },
    "directed": {"en": "change whose direction is told", "vi": "mức thay đổi nào có nêu chiều tăng, giảm"},
    "superlatives": {
        "en": "claim such as highest ever or for the first time",
        "vi": "nhận định nào kiểu cao nhất từ trước đến nay, lần đầu tiên",
    },
    "ordered": {"en": "list said to be in order", "vi": "danh sách nào được nói là xếp theo thứ tự"},
    "rhythms": {"en": "rhythm of a survey told in words", "vi": "chu kỳ khảo sát nào được nêu trong văn bản"},
    "thresholds": {"en": "bound of a level told in words", "vi": "ngưỡng nào của một mức được nêu trong văn bản"},
    "refuted": {"en": "figure that differs from the authority's", "vi": "số liệu nào khác số của cơ quan công bố"},
}
"""What else a rule may need the records to have, under ``having``."""

EXAMPLE_OPTIONS = {
    "encoding": r"[\w-]+",
    "expect": r"[\w:;|./-]+",
    "locale": "vi|en",
    "name": r"\w[\w.-]*",
    "normal": "NFD",
    "published": r"\d{4}(-\d\d){0,2}",
    "source": r"\w[\w-]*",
    "version": "previous",
}
"""What may be said of an example behind ``csv`` or ``text``, each with the form of its value: the encoding and name of
the file, what the configuration expects of it, the locale declared for it, and NFD for decomposed letters; ``source``
names the file's source and ``published`` is its date, told by the configuration. With ``version=previous`` it is no
example but the version before that of the next one. A table whose ``name`` ends in ``.xlsx`` is written as a workbook,
with formulas and errors where its cells are such (``=SUM(D2:D4)``, ``#REF!``)."""

EXAMPLE_FORMS = {"csv": ".csv", "text": ".txt"}
"""What an example may be, a table or a text, and the suffix of the file that is made of it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """A text in both languages."""

    en: str = Field(min_length=1)
    vi: str = Field(min_length=1)


class Ess(_Strict):
    """The type and level of the European Statistical System; None where it has no such type."""

    type: str | None
    level: str | None

    @field_validator("type")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and value not in TYPES:
            raise ValueError(f"'{value}' is not one of Eurostat's types: {', '.join(TYPES)}")
        return value

    @field_validator("level")
    @classmethod
    def _known_level(cls, value: str | None) -> str | None:
        if value is not None and value not in LEVELS:
            raise ValueError(f"'{value}' is not one of the levels: {', '.join(LEVELS)}")
        return value


class Parameter(_Strict):
    """A number or text that the SQL reads as ``$name``; an organisation may set another value."""

    default: str | int | bool
    about: Words


def check_template(template: str) -> None:
    """Raise ValueError for a template of a message that cannot be filled in: it would break the run that needs it."""
    for _, name, form, _ in string.Formatter().parse(template):
        if name is not None and (not name or "{" in (form or "")):
            raise ValueError("between { and } stands the name of one column")


class RuleMeta(_Strict):
    """The front matter of a rule file.

    ``rechecked`` is false for error rules whose verdict no correction of a figure, period or group can change for the
    better or the worse, such as those on codes; diagnosis does not ask them again.
    """

    code: str = Field(pattern=r"^[A-Z]{2,8}[0-9]{3}$")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Words
    ess: Ess
    severity: Severity
    message: Words
    by: Literal["sql", "reading", "record", "text", "run"] = "sql"
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    needs: dict[str, list[str]] = Field(default_factory=dict)
    rechecked: bool = True
    evidence: list[Words] = Field(default_factory=list)

    @field_validator("message", "evidence")
    @classmethod
    def _templates_can_be_filled(cls, value: Any) -> Any:
        for words in value if isinstance(value, list) else [value]:
            for template in (words.en, words.vi):
                check_template(template)
        return value

    @field_validator("needs")
    @classmethod
    def _needs_known(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        for name, wanted in value.items():
            if name not in {*COLUMNS_NEEDED, "having"}:
                raise ValueError(f"'{name}' is nothing that a rule can need: {', '.join(COLUMNS_NEEDED)}, having")
            if name == "having" and (unknown := set(wanted) - HAVING.keys()):
                raise ValueError(f"'{min(unknown)}' is nothing that records can have: {', '.join(HAVING)}")
        return value


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced table or text of a rule file: what it shows (fails, passes, undecided), its text, and where it stands.

    ``options`` are the words behind ``csv`` or ``text`` in the fence, such as ``encoding=cp1258``, and ``form`` is
    which of the two it is. ``previous`` is the text of the version before this one, if any.
    """

    shows: Literal["fails", "passes", "undecided"]
    text: str
    line: int
    options: dict[str, str]
    previous: str | None = None
    form: Literal["csv", "text"] = "csv"

    @property
    def source(self) -> str:
        """Return the name of the example's source: that of its file without the suffix."""
        return self.options.get("source", "example")

    @property
    def file_name(self) -> str:
        """Return the name of the file that the example is written to."""
        return self.options.get("name", self.source + EXAMPLE_FORMS[self.form])


@dataclass(frozen=True)
class Rule:
    """A rule as loaded. ``sql`` is None for rules that are decided while reading or by the run itself.

    ``shipped`` tells the rules that came with the program from those of a pack; ``markdown`` is the file as it stands.
    """

    meta: RuleMeta
    path: Path
    label: str
    markdown: str
    sections: dict[str, str]
    examples: tuple[Example, ...]
    sql: str | None
    sql_line: int
    shipped: bool
    settings: dict[str, Any]

    @property
    def code(self) -> str:
        """Return the rule's code."""
        return self.meta.code

    @property
    def name(self) -> str:
        """Return the rule's name."""
        return self.meta.name
