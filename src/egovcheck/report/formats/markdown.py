"""GitHub Flavored Markdown, for a comment on a pull request.

The new findings stand in a table, errors first, each with its place, its sentence and the likeliest mend, and their
evidence below it, folded. Waived findings are listed with their reasons, folded; known ones are only counted. GitHub
takes 65,536 characters of a comment: the page stays below and says what it left out. Every value of a stranger is
shown as it is printed; none can form a link, call a person or an issue, or become HTML.
"""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.report.markdown.page import page
from egovcheck.report.phrases import say
from egovcheck.report.writers import Style

NAME = "markdown"
MACHINE = True

MOST = 65_536
"""Characters of a comment on GitHub."""


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - a platform lays it out
    """Write the page."""
    limit = say(report.basis.lang, "limit_characters", MOST)
    out.write(page(report, MOST, _characters, limit=limit, name="GitHub"))


def _characters(text: str) -> int:
    """Count characters as browsers do, where one beyond U+FFFF is two."""
    return len(text) + sum(character > "\uffff" for character in text)
