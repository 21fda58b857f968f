"""The handbook: its pages are those that would be written, its links lead somewhere, nothing in it is left out."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import get_args

import pytest

from egovcheck.cli.configuration import KEYS
from egovcheck.diagnosis.diagnosing import all_hypotheses
from egovcheck.records.model import IndicatorRecord
from egovcheck.rules.ess import TYPES
from egovcheck.rules.model import EXAMPLE_OPTIONS, RuleMeta
from tests.handbook.about import CAUSES_VI, FIELDS_VI, KEYS_ABOUT
from tests.handbook.judged import BOOK, LANGS
from tests.handbook.markdown import cell, fence, linked
from tests.handbook.pages import DOCS, INSERTS, TEMPLATES, all_pages, asked
from tests.handbook.words import DECIDED, NO_RULE, OPTIONS

pytestmark = pytest.mark.xdist_group("examples")

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_VERBATIM = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]*`", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def pages():
    return all_pages()


def test_the_pages_are_those_that_make_docs_writes(pages):
    there = {path.relative_to(DOCS).as_posix(): path for lang in LANGS for path in (DOCS / lang).rglob("*.md")}
    assert there.keys() == pages.keys(), "run make docs"
    stale = [name for name, path in there.items() if path.read_bytes() != pages[name].encode()]
    assert stale == [], "run make docs"


def test_every_link_leads_to_a_file_and_every_anchor_to_a_heading(pages):
    broken = []
    for name, text in pages.items():
        for target in _LINK.findall(_VERBATIM.sub("", text)):
            path, _, anchor = target.partition("#")
            where = (DOCS / name).parent / path if path else DOCS / name
            inside = where.resolve().relative_to(DOCS.parent).as_posix().removeprefix("docs/")
            there = inside in pages or where.exists()
            if not there or (anchor and anchor not in _anchors(pages[inside])):
                broken.append((name, target))
    assert broken == []


def _anchors(text):
    """Return the anchors of headings as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", _VERBATIM.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_rule_has_a_page_in_both_languages_that_the_index_links(pages):
    for lang in LANGS:
        for rule in BOOK:
            assert f"{lang}/rules/{rule.code}.md" in pages
            assert f"(rules/{rule.code}.md)" in pages[f"{lang}/README.md"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_page_has_all_that_a_reader_needs(pages, lang):
    for rule in BOOK:
        page = pages[f"{lang}/rules/{rule.code}.md"]
        assert getattr(rule.meta.title, lang) in page
        assert (rule.sql or "") in page
        assert all(f"| `{name}` | `{p.default}` |" in page for name, p in rule.meta.parameters.items())
        for found in re.findall(r"^```text\n(.*?)\n```", page, re.DOTALL | re.MULTILINE):
            assert f"[{rule.code}]" in found


def test_every_example_that_fails_shows_a_finding(pages):
    for rule in BOOK:
        failing = sum(example.shows == "fails" for example in rule.examples)
        assert pages[f"en/rules/{rule.code}.md"].count("\n```text\n") == failing, rule.code


def test_each_of_eurostats_types_has_a_rule_or_a_reason():
    covered = {rule.meta.ess.type for rule in BOOK} - {None}
    assert [code for code in TYPES if code not in covered and code not in NO_RULE] == []
    assert [code for code in NO_RULE if code in covered] == []


def test_what_is_said_in_vietnamese_is_said_of_everything_there_is():
    assert FIELDS_VI.keys() == IndicatorRecord.model_fields.keys()
    assert CAUSES_VI.keys() == {module.KIND for module in all_hypotheses()}
    assert KEYS_ABOUT.keys() == KEYS.keys()
    assert DECIDED.keys() == set(get_args(RuleMeta.model_fields["by"].annotation))
    assert OPTIONS.keys() == EXAMPLE_OPTIONS.keys() - {"version"}


def test_both_languages_have_the_same_templates_which_use_every_insert():
    names = [{path.name: asked(path) for path in (TEMPLATES / lang).glob("*.md")} for lang in LANGS]
    assert names[0] == names[1]
    assert set().union(*names[0].values()) == INSERTS.keys()


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.md")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_templates_are_composed_and_their_lines_not_too_long(path: Path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert max(len(line) for line in text.splitlines() if not line.startswith("|")) <= 140


def test_nothing_is_left_to_be_filled_in(pages):
    assert [name for name, text in pages.items() if "{{" in text] == []


def test_nothing_in_a_cell_is_markup():
    assert cell("a|b *c* <d> `e` [f](g) ~h~ _T x_y") == r"a\|b \*c\* \<d\> \`e\` \[f\](g) \~h\~ \_T x_y"
    assert cell("two\nlines ") == "two lines"


def test_a_fence_is_longer_than_what_stands_in_it():
    assert fence("a\n````\nb\n", "md") == "`````md\na\n````\nb\n`````"


def test_codes_become_links_in_prose_only():
    text = "EG501 and `EG501`, [EG501](x.md), EG999\n# EG501\n```\nEG501\n```\nEG502"
    assert linked(text, {"EG501", "EG502"}, "r/", but="EG502") == text.replace("EG501 and", "[EG501](r/EG501.md) and")
