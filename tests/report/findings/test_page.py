"""The page as a file: what it answers, what each finding says, and that a stranger's text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import Any

import pytest

from egovcheck.core.findings import Accepted, Diagnosis, Finding, NamedRecord, Place, Suggestion
from egovcheck.core.report import InputProblem, Report, RuleError, RuleResult, Since
from egovcheck.core.text import safe
from tests.report.drawing import text
from tests.report.parsing import Page
from tests.report.samples import conflict, finding, record, reference, report, wrong_edition
from tests.report.test_hostile import HOSTILE

from .samples import clean, few, many, nothing_compared, revised, undecided, unread, waived

EVIL = [*HOSTILE, "</script>", "<script>alert(1)</script>", "</noscript>", "<!--", "-->", "]]>", '"onclick="x', "&lt;"]


class _Apart(Page):
    """A page whose elements are apart, as they are for the eye."""

    def handle_data(self, data: str) -> None:
        super().handle_data(f"{data} ")


def _page(given: Report) -> Page:
    return Page(text("html", given))


def _read(given: Report) -> Page:
    return _Apart(text("html", given))


def _words(page: Page, tag: str, **wanted: str) -> str:
    return " ".join(" ".join(words.split()) for _, words in page.all(tag, **wanted))


def _top(given: Report) -> str:
    return _words(_read(given), "header", **{"class": "top"})


def _answer(given: Report) -> tuple[str, str]:
    page = _page(given)
    return next(
        ((attributes["class"] or "").split()[1], words.strip())
        for attributes, words in page.all("span")
        if (attributes.get("class") or "").startswith("answer ")
    )


@pytest.mark.parametrize(
    ("given", "kind", "sentence"),
    [
        (few(), "no", "Not yet: 2 errors."),
        (report(rule_errors=(RuleError("EG501", "boom"),)), "failed", "Nobody can say yet: 1 rule failed."),
        (unread(), "unread", "Nobody can say yet: 1 input could not be read."),
        (replace(nothing_compared(), summary=replace(nothing_compared().summary, records=0)), "empty",
         "Nobody can say: there was no figure to judge."),
        (nothing_compared(), "unknown", "Nobody can say: nothing was compared."),
        (report(finding(severity="warning")), "warned", "No error, but 1 warning needs a look."),
        (replace(clean(), since=Since("origin/main", "c" * 40, 4, 2)), "elsewhere",
         "No error or warning in what changed, but 2 findings elsewhere are not shown."),
        (undecided(), "partly", "No error or warning, but 3 checks could not be decided."),
        (clean(), "yes", "Yes, as far as it was compared: no error in 12 figures."),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)  # fmt: skip
def test_the_first_words_say_whether_this_may_go_out(given: Report, kind: str, sentence: str) -> None:
    assert _answer(given) == (kind, sentence)


def test_findings_that_are_counted_but_not_listed_are_errors_all_the_same() -> None:
    given = report(errors=4)
    assert _answer(given)[0] == "no"
    assert "4 more findings are counted but not listed in this report" in _top(given)


def test_the_first_screen_says_what_was_compared_with_what() -> None:
    words = _top(few())
    assert "periods with editions and dates 4 1" in words
    assert "figures with their parts, shares and ranks 1 0" in words
    assert "sources with each other 7 1" in words
    assert "12 figures in 2 files, judged by 3 rules" in words
    assert "submissions/file2.csv csv 12" in words


def test_rules_of_one_s_own_are_named_as_such() -> None:
    given = report(rules=(RuleResult("XY1", "ours", 5, 0, 0),))
    assert "what your own rules compare 5 0" in _top(given)


def test_the_first_screen_says_what_was_not_compared_and_why() -> None:
    given = replace(
        few(), input_problems=(InputProblem("a.xlsx", "a.xlsx is encrypted"),), rule_errors=(RuleError("EG9", "boom"),)
    )
    words = _top(given)
    for told in (
        "Not read: a.xlsx is encrypted",
        "Rule EG9 failed; its verdicts are missing: boom",
        "3 checks could not be decided: something they need is missing EG303 composite-mismatch: 2",
        "1 rule had nothing to judge no indicator has parts here: EG304",
    ):
        assert told in words


def test_nothing_compared_is_never_green() -> None:
    page = _page(nothing_compared())
    assert not any("answer yes" in (attributes.get("class") or "") for attributes, _ in page.all("span"))
    assert "Nothing was compared, so nothing is known" in _words(page, "main")
    # why it was not stands there without anybody opening it
    assert "open" in page.all("details", **{"class": "fold idle"})[0][0]


def test_what_a_run_on_changes_left_out_is_said() -> None:
    words = _top(replace(few(), since=Since("origin/main", "c" * 40, 4, 2)))
    assert "4 figures changed since origin/main (findings elsewhere, not shown: 2)" in words


def test_what_was_waived_or_known_is_said_beside_the_answer() -> None:
    assert "Not counted here: 1 waived, 1 baselined." in _top(few())


def test_a_finding_begins_with_its_sentence() -> None:
    page = _page(few())
    summary = " ".join(page.all("summary")[3][1].split())
    sentence = "Viet Nam's EGDI rank 88/193 is filed under 2020, but it is that of the 2018 edition"
    assert summary == f"✗{sentence}error EG204 wrong-edition submissions/haiphong.csv:3"


def _details(given: Report, one: Finding) -> str:
    return _words(_read(given), "details", id=f"f-{one.fingerprint}")


def test_a_finding_shows_both_sides_the_arithmetic_the_cause_and_the_mend() -> None:
    words = _details(few(), conflict("en"))
    for told in (
        "hatinh in question submissions/hatinh.xlsx:Chỉ số!D7",
        "UN_EGDI_SCORE Việt Nam 2020 0,6667 Báo cáo của Sở Thông tin và Truyền thông",
        "true value 0.66665 ≤ x ≤ 0.66675",
        "texts/bao-cao-2020.txt:120-126 · published 2022-10-05",
        "report agreeing",
        "2 of 3 sources agree on 0.6667",
        "likely superseded edition : 0.6787 is the score of the 2022 edition",
        "Suggestion: period 2020 → 2022",
        "possibly one wrong digit : one digit differs",
        "fingerprint a1b2c3d4e5f60718",
    ):
        assert told in words
    assert "Expected 86 Actual 88" in _details(few(), wrong_edition("en"))


def test_the_cell_and_the_words_in_question_are_marked() -> None:
    page = _page(few())
    marks = [words for _, words in page.all("mark")]
    assert marks[:3] == ["88/193", "86", "88"]
    assert "0,6787" in marks  # inside its quotation


def test_a_long_row_is_cut_around_its_figure() -> None:
    row = tuple(f"c{n}" for n in range(30))
    words = _details(report(one := finding(records=(record("c20", row=row, row_mark=20),))), one)
    assert "c0 c1 c2 (16 cells) c19 c20 c21 (8 cells)" in words


def test_an_empty_cell_is_seen() -> None:
    one = finding(records=(record("", row=("DVC", "VNM", ""), row_mark=2),))
    assert "DVC VNM (empty)" in _details(report(one), one)


def test_of_many_sides_the_rest_is_folded_away_but_there() -> None:
    sides = tuple(record(str(n), source=f"s{n}") for n in range(30))
    page = _page(report(finding(records=sides)))
    assert "25 further figures" in _words(page, "summary")
    assert len([1 for attributes, _ in page.all("li") if (attributes.get("class") or "").startswith("side")]) == 30


def test_a_waived_finding_says_by_whom_why_and_until_when_and_stands_apart() -> None:
    page = _read(few())
    apart = _words(page, "details", **{"class": "apart waived"})
    assert apart.startswith("1 finding was waived")
    for told in (
        "Waived by Phòng Thống kê",
        "Bảng của Liên hợp quốc ghi 0",
        "until 2027-06-01 · egovcheck-waivers.toml:3",
    ):
        assert told in apart
    assert "open" not in page.all("details", **{"class": "apart waived"})[0][0]
    assert _words(page, "details", **{"class": "apart baselined"}).startswith("1 finding was there before")


def test_the_text_of_a_rule_is_rendered_once_and_every_finding_leads_there() -> None:
    page = _page(few())
    told = _words(_read(few()), "div", id="rule-EG501")
    assert "Two sources state different values" in told
    assert "What to do Look at the edition first. Open both sources." in told
    assert "#rule-EG501" in [attributes.get("href") for attributes, _ in page.all("a")]
    assert "#rule-EG204" not in [attributes.get("href") for attributes, _ in page.all("a")]  # nothing is told of it


def test_the_previous_version_has_a_block_of_its_own() -> None:
    page = _page(revised())
    words = _words(_read(revised()), "section", **{"class": "revision"})
    assert "6 of 12 figures revised (50 %): 5 changed, 1 added, 0 removed" in words
    assert "1 finding is resolved EG109 Huế stood twice" in words
    badges = [words for attributes, words in page.all("span") if attributes.get("class") == "badge"]
    assert badges == ["not in the previous version"]
    assert not _page(few()).all("section", **{"class": "revision"})


def test_ids_come_from_fingerprints_and_stay_when_findings_are_put_before() -> None:
    more = replace(few(), findings=(finding(fingerprint="ff00"), *few().findings))
    before, after = ({a["id"] for a, _ in _page(one).all("details") if "data-n" in a} for one in (few(), more))
    assert after - before == {"f-ff00"}
    assert before < after


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    twice = replace(few(), findings=(*few().findings, *few().findings, waived()))
    page = _page(twice)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for a, _ in page.all("a")} <= set(ids)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_page_speaks_one_language(lang: Any) -> None:
    page, other = _page(revised(lang)), _page(revised("vi" if lang == "en" else "en"))
    assert page.elements[0][1]["lang"] == lang
    for name, wanted in (("h1", {}), ("h2", {}), ("h3", {}), ("option", {"value": ""}), ("button", {})):
        mine, theirs = (
            ({words.strip() for _, words in one.all(name, **wanted)} - {"‹", "›", "?"}) for one in (page, other)
        )
        assert mine
        assert not mine & theirs
    assert not set(page.data("words").values()) & set(other.data("words").values())


def test_nothing_may_be_loaded_and_only_the_page_s_own_script_may_run() -> None:
    page = _page(few())
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0][0]["content"] or ""
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    script = next(words for attributes, words in page.all("script") if "type" not in attributes)
    style = page.all("style")[0][1]
    hashes = [base64.b64encode(hashlib.sha256(words.encode()).digest()).decode() for words in (style, script)]
    assert rules == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "style-src": f"'sha256-{hashes[0]}'",
        "script-src": f"'sha256-{hashes[1]}'",
    }
    keys = {key for _, attributes in page.elements for key in attributes}
    assert not {key for key in keys if key in {"src", "srcset", "action", "style"} or key.startswith("on")}
    assert all((a["href"] or "").startswith("#") for a, _ in page.all("a"))
    assert not re.search(r"url\(|@import|https?:", style)


def test_the_whole_report_is_embedded() -> None:
    assert _page(revised("vi")).data("report") == revised("vi").to_dict()


def _everywhere(evil: str) -> Report:
    told: dict[str, Any] = {"field": evil, "published": evil, "note": evil, "key": {"indicator": evil, "area": evil}}
    values: dict[str, Any] = {"printed": evil, "value": evil + "1", "low": evil, "high": evil + "2"}
    records = (
        NamedRecord("primary", evil, evil, Place(line=1, column=1), row=(evil, evil), row_mark=1, **told, **values),
        NamedRecord(evil, evil, evil, Place(start=1, end=2), quote=f"x {evil} y", **told, **values),
        NamedRecord("part", evil, evil, Place(sheet=evil, cell=evil), **told, **values),
        NamedRecord("reference", evil, None, Place(), **told, **values),
    )
    one = Finding(
        evil, evil, evil, "error", evil, {"area": evil, "indicator": "x"}, records, expected=evil, actual=evil,
        evidence=(evil,), diagnosis=(Diagnosis(evil, "high", evil, Suggestion(evil, evil, evil, evil)),),
    )  # fmt: skip
    plotted = replace(
        conflict("en"),
        fingerprint=f"1{evil}",
        records=tuple(replace(record, source=evil, printed=evil) for record in conflict("en").records),
    )
    hidden = replace(one, status="waived", waiver=Accepted(evil, evil, evil, evil))
    rules = (
        RuleResult(evil, evil, 1, 1, 1, title=evil, about=f"{evil}\n\n- {evil}\n\n```\n{evil}\n```", to_do=evil),
        RuleResult("other", evil, 0, 0, 0, evil),
    )
    given = report(one, plotted, hidden, rules=rules, rule_errors=(RuleError(evil, evil),))
    file = replace(given.inputs[0], path=evil, format=evil, encoding=evil)
    return replace(given, inputs=(file,), input_problems=(InputProblem(evil, evil),))


@pytest.mark.parametrize("evil", EVIL, ids=ascii)
def test_hostile_text_is_visible_and_stays_text(evil: str) -> None:
    written = text("html", _everywhere(evil))
    written.encode("utf-8")
    page, harmless = Page(written), _page(_everywhere("zzz"))
    counted = [
        [name for name, _ in one.elements if name not in {"p", "tspan", "text", "br"}] for one in (page, harmless)
    ]
    assert sorted(counted[0]) == sorted(counted[1])
    assert page.data("report") == _everywhere(evil).to_dict()
    card = next(words for attributes, words in page.all("details") if attributes.get("data-n") == "0")
    assert card.count(safe(evil)) >= 12
    shown = "".join(words for _, words in page.all("body")) + "".join(
        str(value) for _, attributes in page.elements for value in attributes.values()
    )
    assert all(safe(sign) == sign for sign in set(shown) - {"\n", "\t"})


def test_many_findings_are_all_there_to_be_read_without_a_script() -> None:
    page = _page(many(300))
    rows = [words for attributes, words in page.all("details") if "data-n" in attributes]
    assert len(rows) == 300
    assert all("in question" not in words and "data/file" in words for words in rows)
    assert page.all("body")[0][0]["class"] == "long"


def test_references_without_a_file_have_no_place() -> None:
    one = finding(records=(reference("86", key={"area": "VNM", "period": "2018"}),))
    words = _details(report(one), one)
    assert "un_egdi VNM 2018 86" in words
    assert " -" not in words
