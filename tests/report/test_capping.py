from __future__ import annotations

from egovcheck.core.shipped import shipped
from egovcheck.report.capping import CODE, NAME, cap, capped_rule, capped_sentence
from egovcheck.report.phrases import PHRASES
from egovcheck.rules import load_rules

from .samples import finding


def test_new_findings_are_kept_before_those_set_aside_and_the_order_stays() -> None:
    first, waived, second, third = (
        finding(message="a"),
        finding(message="b", status="waived"),
        finding(message="c", severity="warning"),
        finding(message="d", severity="info"),
    )
    capped = cap([first, waived, second, third], 2)
    assert (capped.kept, capped.left_out, capped.total) == ((first, second), 2, 4)
    assert cap([waived, first], 9).kept == (waived, first)


def test_the_sentence_counts_in_both_languages() -> None:
    assert capped_sentence("en", 1, 30, name="GitHub", limit="10 notices") == (
        "1 of 30 findings is left out here: GitHub takes at most 10 notices; the json output has them all"
    )
    assert capped_sentence("vi", 5001, 30_000, name="SARIF", limit="25.000 kết quả") == (
        "5.001 trong 30.000 phát hiện không được nêu ở đây: SARIF chỉ nhận tối đa 25.000 kết quả; đầu ra json có đủ"
    )


def test_formats_say_of_the_rule_what_the_rule_book_says() -> None:
    rule = load_rules(()).rules[CODE].meta
    assert (rule.name, rule.severity, rule.by) == (NAME, "warning", "run")
    for lang in ("en", "vi"):
        assert getattr(rule.title, lang) == getattr(PHRASES["capped_title"], lang)
        assert getattr(rule.message, lang) == getattr(PHRASES["capped"], lang)
        assert capped_rule(lang, left_out=True).title == getattr(rule.title, lang)
    assert (shipped("rules") / "eg9-run" / "EG905-output-capped.md").is_file()
