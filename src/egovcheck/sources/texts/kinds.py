"""Whether text of no telling name is prose or a table.

A header that names the required columns makes a table, whatever else; so do rows that a delimiter divides alike. Where
neither is so, a file called ``.txt`` is prose, and standard input only if its lines are sentences: a table with broken
rows must be reported as one and not be read as an article.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence

from egovcheck.sources.delimiters import CANDIDATES, find_delimiter

NamesColumns = Callable[[tuple[str, ...]], bool]
"""Says whether cells are a header that names the columns of a submission; given by those who know their names."""

_SAMPLE_LINES = 60
_TOP = 10
"""Lines among which a header that names the columns is looked for, below the titles that some tables have."""
_HEADER_LENGTH = 60
"""Characters of a cell of a header; a clause between two commas is soon longer."""
_HEADER_WORDS = 8
_NAMED_LENGTH = 2_000
_ALIKE = 0.8
_PROSE_WORDS = 7
_PROSE_SHARE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?…][\"”’')»]?\s*\Z")
_LINE_END = re.compile(r"\r\n|\r|\n")


def is_table(sample: str, names_columns: NamesColumns | None = None) -> bool:
    """Say whether the text that begins with ``sample`` is a delimited table."""
    lines = [line + "\n" for line in _LINE_END.split(sample) if line.strip()][:_SAMPLE_LINES]
    if not lines:
        return False
    if names_columns and any(_is_named(line, names_columns) for line in lines[:_TOP]):
        return True
    if not any(_is_header(next(csv.reader(lines[:1], delimiter=one))) for one in CANDIDATES if one in lines[0]):
        return False
    delimiter = find_delimiter(lines)
    rows = list(csv.reader(lines, delimiter=delimiter))
    if not _is_header(rows[0]):
        return False
    alike = sum(len(row) == len(rows[0]) for row in rows[1:])
    if delimiter != ",":
        return alike >= _ALIKE * (len(rows) - 1) and (len(rows) > 1 or len(rows[0]) > 2)
    if _commas_of_prose(lines):
        return False
    return alike >= _ALIKE * (len(rows) - 1)


def is_prose(sample: str) -> bool:
    """Say whether most of the text that begins with ``sample`` stands in sentences."""
    lines = [line.strip() for line in _LINE_END.split(sample) if line.strip()][:_SAMPLE_LINES]
    total = sum(map(len, lines))
    prose = sum(len(line) for line in lines if _reads_on(line))
    return total > 0 and prose >= _PROSE_SHARE * total


def _is_named(line: str, names_columns: NamesColumns) -> bool:
    if len(line) > _NAMED_LENGTH:
        return False
    for delimiter in CANDIDATES:
        if delimiter in line:
            cells = tuple(next(csv.reader([line], delimiter=delimiter)))
            if max(map(len, cells)) <= _HEADER_LENGTH and names_columns(cells):
                return True
    return False


def _is_header(cells: Sequence[str]) -> bool:
    """Say whether cells could name columns: short, different, not the parts of a sentence."""
    names = [cell.strip() for cell in cells if cell.strip()]
    if len(names) < 2:
        return False
    short = all(len(name) <= _HEADER_LENGTH and name.count(" ") < _HEADER_WORDS for name in names)
    return short and len(set(names)) == len(names) and not _SENTENCE.search(names[-1])


def _commas_of_prose(lines: Sequence[str]) -> bool:
    """Say whether commas are followed by blanks and lines read like sentences."""
    text = "".join(lines)
    spaced = text.count(", ")
    return spaced * 2 > text.count(",") and sum(map(_reads_on, lines)) * 2 >= len(lines)


def _reads_on(line: str) -> bool:
    words = len(_WORD.findall(line[:2_000]))
    return words >= _PROSE_WORDS and line.count(" ") >= _PROSE_WORDS - 1
