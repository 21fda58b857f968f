"""The page as a file: what it holds, and that a stranger's text stays text. How it behaves is in test_browser.py."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from egovcheck.core.findings import Diagnosis, Suggestion
from egovcheck.core.report import InputProblem
from egovcheck.core.review import Evidence, Reason, Review
from egovcheck.core.text import safe
from tests.report.parsing import Page
from tests.report.test_hostile import HOSTILE

from .drawing import text
from .samples import ARTICLE, figure, long, review, reviewed, whole, wrong_place

EVIL = [*HOSTILE, "</script>", "<script>alert(1)</script>", "<!--", "]]>", '"onmouseover="x', "a\0b", "&lt;", "</mark>"]


def _page(given: Review) -> Page:
    return Page(text("html", given))


def test_every_figure_has_a_mark_and_a_card() -> None:
    page, figures = _page(whole()), whole().figures()
    assert [attributes["href"] for attributes, _ in page.all("a") if "to-card" in (attributes.get("class") or "")] == [
        f"#{one.id}" for one in figures
    ]
    cards = page.all("details")
    assert [attributes["id"] for attributes, _ in cards] == [one.id for one in figures]
    assert [("open" in attributes) for attributes, _ in cards] == [one.verdict == "contradicted" for one in figures]


def test_two_figures_of_the_same_words_share_a_mark_with_two_numbers() -> None:
    shared = [words for _, words in _page(whole()).all("mark") if "3-5" in words]
    assert shared == ["3-5 ngày○8○9"]


def test_the_text_is_there_as_it_stands() -> None:
    words = "".join(part for _, part in _page(whole()).all("div", **{"class": "prose"}))
    bare = re.sub(r"[✓✗○–]\d+", "", words)
    assert "".join(bare.split()) == "".join(ARTICLE.split())


def test_the_first_screen_answers() -> None:
    words = _page(whole()).all("header", **{"class": "top"})[0][1]
    assert "May this go out? Not yet: 2 of 11 figures are contradicted." in words
    assert "UN DESA (reference, edition 2020): 5 figures" in words
    assert "not known what they measure: 1 figure" in words


def test_the_strip_counts_the_verdicts() -> None:
    words = _page(whole()).all("nav")[0][1]
    assert " ".join(words.split()).startswith(
        "figures found 11✓ supported 4✗ contradicted 2○ no source 3– not checkable 2"
    )


def test_a_card_says_what_was_read_from_which_words_and_what_others_print() -> None:
    cards = {attributes["id"]: words for attributes, words in _page(whole()).all("details")}
    card = cards[whole().figures()[1].id]
    for told in (
        "86 of 193",
        "UN_EGDI_RANK from Báo cáo do Liên hợp quốc",
        "2020 from tháng 7/2020",
        "said byLiên hợp quốc",
        "UN DESAreference · edition 2020 · 2020-07-1086✓ yes",
        "data/bo-tttt.csv:12xếp hạng 86/193 quốc gia86/193✓ yes",
        "UN_EPART_RANK: no word of participation in the sentence",
    ):
        assert told in card
    assert "88 (2018) − 86 (2020) = 2" in cards[whole().figures()[2].id]
    accused = cards[whole().figures()[4].id]
    for told in ("error EG502", "expected 6", "very likely neighbouring row", "Suggestion: value 7/11 → 6/11", "✗ no"):
        assert told in accused


def test_the_page_speaks_one_language() -> None:
    vi, en = _page(whole("vi")), _page(whole("en"))
    assert (vi.elements[0][1]["lang"], en.elements[0][1]["lang"]) == ("vi", "en")
    for words in ("contradicted", "Evidence", "Decision", "Compared", "from", "Close", "figure "):
        assert all(
            words not in told for name in ("nav", "header", "dialog", "summary", "th") for _, told in vi.all(name)
        )
    assert not {*(vi.data("words").values())} & {*(en.data("words").values())}


def test_nothing_may_be_loaded_and_only_the_page_s_own_script_may_run() -> None:
    page = _page(whole())
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0][0]["content"] or ""
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    script = next(words for attributes, words in page.all("script") if "type" not in attributes)
    style = page.all("style")[0][1]
    assert rules == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "script-src": f"'sha256-{_sha256(script)}'",
        "style-src": f"'sha256-{_sha256(style)}'",
    }
    assert not any(
        key in {"src", "srcset", "action", "style"} or key.startswith("on") for _, a in page.elements for key in a
    )
    assert all((a["href"] or "#").startswith("#") for a, _ in page.all("a") if "href" in a)
    assert "url(" not in style
    assert "@import" not in style


def _sha256(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()


@pytest.mark.parametrize("given", [whole(), long(40)], ids=["whole", "long"])
def test_ids_are_unique_and_every_link_leads_somewhere(given: Review) -> None:
    page = _page(given)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for a, _ in page.all("a") if "href" in a} <= set(ids)


def test_ids_stay_when_a_paragraph_is_put_before() -> None:
    words = "Năm 2020 có 86 nước tham gia khảo sát đợt này, theo báo cáo đã công bố."
    before = reviewed(words, figure(words, "86", "no-source"))
    more = f"Một đoạn mới.\n{words}"
    assert before.figures[0].id == reviewed(more, figure(more, "86", "no-source")).figures[0].id


def test_the_whole_review_is_embedded() -> None:
    assert _page(whole("vi")).data("review") == whole("vi").to_dict()


def _everywhere(evil: str) -> Review:
    words = f"Có 86 nước. {evil} Và 87{evil} nước."
    names = "indicator indicator_name area area_name period value speaker breakdown unit base_period denominator low"
    told = dict.fromkeys(names.split(), evil)
    other = Evidence("source", evil, evil, evil, evil, evil, evil, evil, evil, evil, path=evil, line=1, quote=evil)
    why = (Reason("area", evil, evil, 1, 2), Reason(evil, evil, evil))
    figures = [
        figure(words, "86", "contradicted", findings=("77aa12cd90ef3456",), arithmetic=(evil,), why=why, **told),
        figure(words, f"87{evil}", "no-source", considered=(evil,), evidence=(other,), **told),
    ]
    cause = Diagnosis(evil, "low", evil, Suggestion(evil, evil, evil, evil))
    found = replace(
        wrong_place(), code=evil, name=evil, message=evil, expected=evil, evidence=(evil,), diagnosis=(cause,),
        subject={"area": evil},
    )  # fmt: skip
    text_ = reviewed(words, *figures, path=evil, title=evil, published=evil, publisher=evil, format=evil)
    findings = (found, replace(found, fingerprint="0"))
    return review(text_, findings=findings, problems=(InputProblem(evil, evil),))


@pytest.mark.parametrize("evil", EVIL, ids=ascii)
def test_hostile_text_is_visible_and_stays_text(evil: str) -> None:
    written = text("html", _everywhere(evil))
    written.encode("utf-8")
    page, harmless = Page(written), _page(_everywhere("zzz"))
    assert {name for name, _ in page.elements} == {name for name, _ in harmless.elements}
    assert [len(page.all(name)) for name in ("script", "details", "dialog", "section")] == [3, 2, 2, 2]
    assert page.data("review") == _everywhere(evil).to_dict()
    card = page.all("details")[0][1]
    assert card.count(safe(evil)) >= 12
    shown = "".join(words for _, words in page.all("body")) + "".join(
        str(a) for _, attrs in page.elements for a in attrs.values()
    )
    assert all(safe(sign) == sign for sign in set(shown) - {"\n", "\t"})


def test_tabs_and_lines_of_a_text_stay_what_they_are() -> None:
    words = "Cột một\tcột hai\r\n" + "x" * 120 + " 86 điểm"
    page = _page(review(reviewed(words, figure(words, "86 điểm", "no-source"))))
    assert page.all("div", **{"class": "prose"})[0][1] == "Cột một\tcột hai"


def test_a_title_that_stands_in_the_text_is_not_said_twice() -> None:
    page = _page(whole())
    assert [words for _, words in page.all("h2", id="text-1")] == ["Việt Nam lên hạng 86✓1 về Chính phủ điện tử"]
    words = "Có 86 nước."
    apart = _page(review(reviewed(words, figure(words, "86", "no-source"), title="Tiêu đề ở siêu dữ liệu")))
    assert [told for _, told in apart.all("h2", id="text-1")] == ["Tiêu đề ở siêu dữ liệu"]


def test_a_text_without_figures_says_so() -> None:
    page = _page(review(reviewed("Không có số.")))
    assert "No figure was found in this text." in page.all("section")[0][1]
