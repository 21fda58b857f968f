"""Plain Markdown as GitHub shows it: cells, tables, fences, links to rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

_SPECIAL = re.compile(r"[\\`*<>|\[\]~]|(?<!\w)_|_(?!\w)")
_CODE = re.compile(r"\bEG\d{3}\b")
_VERBATIM = re.compile(r"(^```.*?^```$|``.*?``|`[^`\n]*`|\[[^\]]*\]\([^)]*\)|^#.*?$)", re.DOTALL | re.MULTILINE)


def cell(text: str) -> str:
    """Return text as it stands in a cell of a table: nothing in it is markup."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text.replace("\n", " ")).strip()


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are Markdown already, but for bars and line feeds."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def fence(text: str, language: str = "text") -> str:
    """Return text as a block that is shown as it stands."""
    marks = "`" * max(3, *(len(found[0]) + 1 for found in re.finditer("`{3,}", text)), 3)
    return f"{marks}{language}\n{text.rstrip()}\n{marks}"


def link(code: str, folder: str) -> str:
    """Return a link to a rule's page; ``folder`` leads there from the page."""
    return f"[{code}]({folder}{code}.md)"


def linked(text: str, codes: Collection[str], folder: str, *, but: str = "") -> str:
    """Make links of the codes of rules in prose; headings, code and what is a link already stay as they are."""
    parts = _VERBATIM.split(text)
    for number in range(0, len(parts), 2):
        parts[number] = _CODE.sub(
            lambda found: link(found[0], folder) if found[0] in codes and found[0] != but else found[0], parts[number]
        )
    return "".join(parts)
