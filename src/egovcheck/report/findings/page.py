"""The page of a report as a whole."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.report.findings.rows import lists
from egovcheck.report.findings.rules import rules
from egovcheck.report.findings.tools import help_dialog, spoken_words, strip
from egovcheck.report.findings.top import top
from egovcheck.report.findings.words import word
from egovcheck.report.page.document import asset, document, embedded, style_of
from egovcheck.report.page.markup import Markup, element, text

_PACKAGE = "egovcheck.report.findings"

LONG = 200
"""From so many findings on, those out of sight are laid out only when they come near."""


def print_page(report: Report, out: TextIO) -> None:
    """Write the page; a pure function of the report."""
    out.write(
        document(
            _body(report),
            title=f"{word(report.basis.lang, 'report')} · egovcheck",
            lang=report.basis.lang,
            tool=report.tool,
            style=style_of(_PACKAGE),
            script=asset(_PACKAGE, "page.js"),
            class_="long" if len(report.findings) >= LONG else None,
        )
    )


def _body(report: Report) -> list[Markup | None]:
    basis = report.basis
    lang = basis.lang
    tool = f"{report.tool.name} {report.tool.version}"
    made = word(lang, "made_by", tool=tool, catalogue=basis.catalogue_version, rules=basis.rules_sha256[:12])
    return [
        element("a", text(word(lang, "skip")), class_="skip", href="#findings"),
        top(report),
        strip(report) if report.findings else None,
        element("main", lists(report), rules(report), id="findings", tabindex="-1"),
        element("footer", element("p", text(made), class_="faint")),
        help_dialog(lang),
        embedded(report.to_dict(), "report"),
        embedded(spoken_words(lang), "words"),
    ]
