"""``egovcheck rules`` and ``egovcheck rule``: the handbook in the terminal. DuckDB is not needed for it."""

from __future__ import annotations

import sys
from pathlib import Path

from egovcheck.cli.configuration import load_configuration
from egovcheck.core.findings import Lang
from egovcheck.core.text import safe
from egovcheck.rules import Rule, RuleBook, load_rules
from egovcheck.rules.wording import ADVICE, VIETNAMESE, ess_code, ess_words, needs, prose

_HEADINGS = {
    "en": ("code", "severity", "ESS", "name", "title"),
    "vi": ("mã", "mức độ", "ESS", "tên", "tiêu đề"),
}
_NEEDS = {"en": "It needs", "vi": "Quy tắc này cần"}
_SEVERITY = {
    "en": {"error": "error", "warning": "warning", "info": "info"},
    "vi": {"error": "lỗi", "warning": "cảnh báo", "info": "thông tin"},
}


def list_rules(packs: tuple[str, ...], lang: str | None, *, isolated: bool) -> None:
    """Print every rule, one a line: aligned columns, never cut."""
    book, language = _book(packs, lang, isolated=isolated)
    rows = [_HEADINGS[language]]
    rows += [
        (r.code, _SEVERITY[language][r.meta.severity], ess_code(r), r.name, getattr(r.meta.title, language))
        for r in book
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        sys.stdout.write("  ".join([*cells, safe(row[4])]).rstrip() + "\n")


def show_rule(code: str, packs: tuple[str, ...], lang: str | None, *, isolated: bool) -> None:
    """Print one rule; on a terminal its Markdown is rendered, in a pipe it is given as it stands."""
    book, language = _book(packs, lang, isolated=isolated)
    rule = book.get(code)
    text = _page(rule, language)
    if not sys.stdout.isatty():
        sys.stdout.write(text + "\n")
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.markdown import Markdown  # noqa: PLC0415

    Console().print(Markdown(text))


def _page(rule: Rule, language: Lang) -> str:
    """Return a rule as a Markdown page: title first, then what stands in its file."""
    parts = [f"# {rule.code} {rule.name}", f"**{getattr(rule.meta.title, language)}**"]
    meaning = f" ({words})" if (words := ess_words(rule, language)) else ""
    parts.append(f"{_SEVERITY[language][rule.meta.severity]} · ESS {ess_code(rule)}{meaning} · {rule.label}")
    text = prose(rule, language)
    parts += [text.pop("")]
    if rule.settings:
        lines = [
            f"- `{name}` = {rule.settings[name]}: {getattr(p.about, language)}"
            for name, p in rule.meta.parameters.items()
        ]
        parts.append("\n".join(lines))
    if wanted := needs(rule, language):
        parts.append(f"{_NEEDS[language]}: {'; '.join(wanted)}")
    parts += [f"## {name}\n\n{said}" for name, said in text.items()]
    shown = [name for name in rule.sections if name and name not in {*ADVICE, VIETNAMESE}]
    parts += [f"## {name}\n\n{rule.sections[name]}" for name in shown]
    return "\n\n".join(safe_lines(part) for part in parts)


def safe_lines(text: str) -> str:
    """Make every line of a text safe to show; a rule may come from a stranger."""
    return "\n".join(safe(line) for line in text.split("\n"))


def _book(packs: tuple[str, ...], lang: str | None, *, isolated: bool) -> tuple[RuleBook, Lang]:
    configuration = load_configuration(Path.cwd(), isolated=isolated)
    book = load_rules((*configuration.rules, *(Path(pack) for pack in packs)))
    return book, configuration.get("lang", lang, "en")
