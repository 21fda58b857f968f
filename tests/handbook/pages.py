"""All pages: one for every rule, and one for every template of ``docs/templates``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from egovcheck.core.findings import Lang
from tests.handbook import figures, knowledge, texts
from tests.handbook.judged import BOOK, LANGS, RULES
from tests.handbook.markdown import linked
from tests.handbook.rule_pages import rule_page

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
TEMPLATES = DOCS / "templates"
INSERTS = {**figures.INSERTS, **knowledge.INSERTS, **texts.INSERTS}
"""What a template may ask for by ``{{name}}``."""

_ASKED = re.compile(r"\{\{([a-z-]+)\}\}")


@cache
def all_pages() -> dict[str, str]:
    """Return every page of the handbook by its path below ``docs``."""
    pages = {}
    for lang in LANGS:
        for template in sorted((TEMPLATES / lang).glob("*.md")):
            pages[f"{lang}/{template.name}"] = filled(template, lang)
        for rule in BOOK:
            pages[f"{lang}/{RULES}{rule.code}.md"] = rule_page(rule, lang)
    return pages


def filled(template: Path, lang: Lang) -> str:
    """Return the page that a template makes: codes of rules become links, and what it asks for is put in."""
    text = linked(template.read_text(encoding="utf-8"), BOOK.rules, RULES)
    return _ASKED.sub(lambda asked: INSERTS[asked[1]](lang), text).rstrip() + "\n"


def asked(template: Path) -> set[str]:
    """Return the names that a template asks for."""
    return set(_ASKED.findall(template.read_text(encoding="utf-8")))
