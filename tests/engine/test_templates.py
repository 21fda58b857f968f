"""Message templates: fields, one and many, numbers as the language writes them, and nothing else."""

from __future__ import annotations

import pytest

from egovcheck.core.findings import NamedRecord, Place
from egovcheck.engine.templates import decimal_mark, field_names, filled, number


def test_fields_are_filled_in_and_unknown_ones_stand_as_written():
    assert filled("{a} of {b}, {c}", {"a": "86", "b": "193"}, ".") == "86 of 193, {c}"


@pytest.mark.parametrize(("days", "said"), [("0", "0 days"), ("1", "1 day"), ("136", "136 days")])
def test_a_word_goes_with_its_number(days, said):
    assert filled("{days:day|days} before", {"days": days}, ".") == f"{said} before"


@pytest.mark.parametrize(
    ("text", "said"),
    [("0.06", "0,06"), ("1039", "1039"), ("-2.5", "-2,5"), ("86.5%", "86,5%"), ("24.5–25.", "24,5–25."), ("", "")],
)
def test_numbers_get_the_decimal_mark_where_asked(text, said):
    assert number(text, ",") == said
    assert filled("{x:n}", {"x": text}, ",") == said
    assert filled("{x:n}", {"x": text}, ".") == text
    assert filled("{x}", {"x": text}, ",") == text


@pytest.mark.parametrize(
    ("printed", "lang", "mark"),
    [
        (("0,6667",), "en", "."),
        (("0,6667",), "vi", ","),
        (("0.6667",), "vi", "."),
        (("86/193", "60 triệu", None), "vi", ","),
        (("0.6667", "0,6776"), "vi", ","),
        (("1.039",), "vi", ","),
        (("1.234.567",), "vi", ","),
    ],
)
def test_the_decimal_mark_is_that_of_the_language_but_for_figures_with_a_point(printed, lang, mark):
    named = [NamedRecord("primary", "one", "a.csv", Place(), printed=text) for text in printed]
    reference = NamedRecord("reference", "un_egdi", None, Place(), printed="0.6667")
    assert decimal_mark([*named, reference], lang) == mark


@pytest.mark.parametrize("template", ["{a.__class__}", "{a[0]}", "{a!r}", "{a:>9}", "{a:{b}}"])
def test_a_template_reaches_into_nothing(template):
    said = filled(template, {"a": "86", "b": "x"}, ".")
    assert said in {"86", template}


def test_the_names_of_fields_do_not_hold_their_words():
    assert field_names("{days:day|days} of {period}, {x:n}") == ["days", "period", "x"]
