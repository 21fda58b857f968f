from __future__ import annotations

import string
import unicodedata

import pytest

from egovcheck.core.findings import ROLES as KNOWN_ROLES
from egovcheck.core.findings import SEVERITIES
from egovcheck.report.phrases import CAUSES, CONFIDENCE, PHRASES, ROLES, SEVERITY, STATUS, Phrase, cause_word, say

EVERY = [phrase for table in (CAUSES, CONFIDENCE, PHRASES, ROLES, SEVERITY, STATUS) for phrase in table.values()]


def _fields(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template)} - {None}


@pytest.mark.parametrize("phrase", EVERY, ids=lambda phrase: phrase.en or "empty")
def test_both_languages_say_the_same_things(phrase: Phrase) -> None:
    assert _fields(phrase.en) == _fields(phrase.vi) == _fields(phrase.one or phrase.en)
    assert bool(phrase.en) == bool(phrase.vi)


@pytest.mark.parametrize("phrase", EVERY, ids=lambda phrase: phrase.en or "empty")
def test_vietnamese_is_composed(phrase: Phrase) -> None:
    assert unicodedata.is_normalized("NFC", phrase.vi)


def test_every_role_and_severity_has_a_word() -> None:
    assert set(ROLES) == set(KNOWN_ROLES)
    assert set(SEVERITY) == set(SEVERITIES)


def test_english_has_a_plural_and_vietnamese_has_none() -> None:
    assert [say("en", "findings", n) for n in (0, 1, 2)] == ["0 findings", "1 finding", "2 findings"]
    assert [say("vi", "findings", n) for n in (0, 1, 2)] == ["0 phát hiện", "1 phát hiện", "2 phát hiện"]


def test_thousands_are_grouped_as_the_language_does() -> None:
    assert say("en", "records", 1_234_567) == "1,234,567 figures"
    assert say("vi", "records", 1_234_567) == "1.234.567 số liệu"


def test_a_field_is_never_read_as_a_template() -> None:
    assert say("en", "source", name="{n} {0} %s") == "source {n} {0} %s"


def test_an_unknown_kind_is_spelled_out_and_harmless() -> None:
    assert cause_word("en", "new-kind\x1b") == r"new kind\x1b"
