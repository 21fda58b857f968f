"""The page in a real browser: reading, filters, keys, paper, and what it must never do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from egovcheck.core.report import Report
from tests.report.browsing import Open, violations
from tests.report.drawing import text
from tests.report.samples import conflict, finding, record, report, wrong_edition

from .samples import clean, few, many, nothing_compared, revised

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def opened(opened_page: Open) -> Open:
    """Opens a report."""
    return lambda given, *rest, **options: opened_page(text("html", given), *rest, **options)


def _codes(page: Page) -> list[str]:
    return [said.split()[0] for said in page.locator("details.finding:visible .code").all_inner_texts()]


def _current(page: Page) -> str | None:
    found = page.locator(".finding.current")
    return found.get_attribute("id") if found.count() else None


def test_severity_is_a_sign_and_a_word(opened: Open) -> None:
    page = opened(few())
    rows = page.locator("ol.findings").first.locator("summary")
    assert [row.locator("> .sign").inner_text() for row in rows.all()] == ["✗", "✗", "▲", "i"]
    assert rows.locator(".severity").all_inner_texts() == ["error", "error", "warning", "info"]


def test_of_few_findings_the_worst_stand_open(opened: Open) -> None:
    page = opened(few())
    opened_ = [one.get_attribute("open") is not None for one in page.locator("details.finding").all()]
    assert opened_ == [True, True, False, False, False, False]


def test_a_closed_finding_opens_with_all_that_it_has(opened: Open) -> None:
    page = opened(many(10))
    row = page.locator("details.finding").first
    assert row.locator(".body").count() == 0
    row.locator("summary").click()
    expect(row.locator(".mend")).to_contain_text("Suggestion: period 2020 → 2018")
    expect(row.get_by_text("Very likely wrong edition".lower())).to_be_visible()


def test_what_to_do_stands_in_the_finding_itself(opened: Open) -> None:
    page = opened(few())
    card = page.locator(f"#f-{conflict('en').fingerprint}")
    expect(card.get_by_text("Open both sources.")).to_be_visible()
    card.get_by_role("link", name="What this rule checks: EG501").click()
    expect(page.get_by_text("Two sources state different values.")).to_be_in_viewport()


def test_severities_filter_and_the_way_back_works(opened: Open) -> None:
    page = opened(few())
    page.get_by_role("link", name="error 2").click()
    assert _codes(page) == ["EG204", "EG501"]
    assert page.url.endswith("#severity=error")
    expect(page.locator(".shown")).to_have_text("3 of 6 findings")  # one more was waived and is folded away
    page.get_by_role("link", name="warning 1").click()
    assert _codes(page) == ["EG109"]
    page.go_back()
    assert _codes(page) == ["EG204", "EG501"]
    page.keyboard.press("a")
    assert len(_codes(page)) == 4


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("code", "EG501", ["EG501"]),
        ("file", "submissions/report.jsonl", ["EG501"]),
        ("file", "texts/bao-cao-2020.txt", ["EG501", "EG607"]),
        ("status", "waived", ["EG303"]),
        ("status", "new", ["EG204", "EG501", "EG109", "EG607"]),
    ],
)
def test_findings_are_chosen_by_rule_file_and_status(opened: Open, name: str, value: str, codes: list[str]) -> None:
    page = opened(few())
    page.locator(f"select[name={name}]").select_option(value)
    assert _codes(page) == codes


def test_what_is_new_since_the_previous_version_can_be_chosen(opened: Open) -> None:
    page = opened(revised())
    page.locator("select[name=status]").select_option("appeared")
    assert _codes(page) == ["EG501"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("0,6787", ["EG501"]),
        ("tren so", []),
        ("AN giang", ["EG109"]),
        ("xep thu 86", ["EG501"]),
        ("hatinh 7", ["EG501"]),
        ("136 days", ["EG204"]),
    ],
)
def test_words_and_values_are_found_with_or_without_diacritics(opened: Open, said: str, codes: list[str]) -> None:
    page = opened(few())
    page.get_by_role("searchbox").fill(said)
    expect(page.locator(".shown")).to_have_text(f"{_found(said)} of 6 findings")
    visible = [code for code in _codes(page) if code in {"EG204", "EG501", "EG109", "EG607"}]
    assert [code for code in visible if code in codes] == codes
    assert not set(visible) - set(codes)


def _found(said: str) -> int:
    """How many are found with those that are folded away: EG303 is a copy of EG204, the baselined one of EG109."""
    return {"AN giang": 2, "136 days": 2, "tren so": 0}.get(said, 1)


def test_filters_survive_in_the_address(opened: Open) -> None:
    page = opened(few())
    page.get_by_role("searchbox").fill("nối 1.039")
    page.locator("select[name=sort]").select_option("code")
    page.get_by_role("link", name="info 1").click()
    expect(page.locator(".shown")).to_have_text("1 of 6 findings")
    page.reload()
    assert _codes(page) == ["EG607"]
    assert page.get_by_role("searchbox").input_value() == "nối 1.039"
    assert page.locator("select[name=sort]").input_value() == "code"
    page.get_by_role("button", name="Clear").click()
    assert len(_codes(page)) == 4
    assert page.url.endswith("#")


@pytest.mark.parametrize(
    "fragment",
    ["#severity=nonsense", "#at=f-000", "#%E0%A4%A", "#code=EG999&file=x", "#sort=__proto__", "#f-", "#at=__proto__"],
)
def test_an_address_that_means_nothing_shows_all(opened: Open, fragment: str) -> None:
    assert len(_codes(opened(few(), fragment))) == 4


def test_a_link_to_a_finding_opens_it(opened: Open) -> None:
    page = opened(many(300), "#f-0000000000000123")
    assert _current(page) == "f-0000000000000123"
    expect(page.locator(".current .body")).to_be_in_viewport()


def test_findings_are_put_in_another_order(opened: Open) -> None:
    page = opened(few())
    page.locator("select[name=sort]").select_option("code")
    assert _codes(page) == ["EG109", "EG204", "EG501", "EG607"]
    page.locator("select[name=sort]").select_option("")
    assert _codes(page) == ["EG204", "EG501", "EG109", "EG607"]


def test_keys_go_from_finding_to_finding(opened: Open) -> None:
    page = opened(few())
    for _ in range(3):
        page.keyboard.press("n")
    assert _current(page) == "f-cc33"
    expect(page.locator(".position")).to_have_text("3 of 6")
    page.keyboard.press("p")
    assert _current(page) == f"f-{conflict('en').fingerprint}"
    assert page.url.endswith(f"#at=f-{conflict('en').fingerprint}")
    assert page.locator("#f-cc33").get_attribute("open") is None
    assert page.evaluate("document.activeElement.closest('details').id") == _current(page)
    page.keyboard.press("e")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert _current(page) == f"f-{conflict('en').fingerprint}"  # the next error is folded away


def test_keys_are_letters_while_somebody_writes(opened: Open) -> None:
    page = opened(few())
    page.keyboard.press("/")
    page.keyboard.type("nape?")
    assert page.get_by_role("searchbox").input_value() == "nape?"
    assert _current(page) is None


def test_the_list_of_keys_opens_and_closes(opened: Open) -> None:
    page = opened(few())
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_a_suggestion_is_copied(opened: Open) -> None:
    page = opened(few(), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "2018"


def test_without_a_script_all_can_be_read(opened: Open) -> None:
    page = opened(few(), java_script_enabled=False)
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy").first).to_be_hidden()
    page.locator("#f-cc33 > summary").click()
    expect(page.locator("#f-cc33 .where").first).to_be_visible()
    page.locator(".apart.waived > summary").click()
    page.locator(".apart.waived .finding > summary").click()
    assert page.locator(".waiver h3").inner_text() == "Waived by Phòng Thống kê"
    expect(page.locator(".waiver h3")).to_be_visible()


@pytest.mark.parametrize("given", [clean(), nothing_compared()], ids=["clean", "nothing"])
def test_a_page_without_findings_has_no_filters(opened: Open, given: Report) -> None:
    page = opened(given)
    assert page.locator(".strip").count() == 0
    expect(page.get_by_role("heading", level=1)).to_be_visible()


LONG = "Tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận và giải quyết trực tuyến toàn trình của " * 3


def _wide() -> Report:
    """Long sentences, long paths, names without a blank, long rows."""
    path = "du-lieu/" + "thu-muc-rat-dai/" * 12 + "bao-cao.csv"
    row = ("UN_EGDI_SCORE", LONG, "x" * 200, "0,6667", *("ô" * 9,) * 12)
    sides = tuple(
        record(
            printed,
            path=path,
            source="nguon_" * 20,
            row=row,
            row_mark=3,
            value=printed.replace(",", "."),
            low=low,
            high=low + "9",
            key={"indicator": "UN_EGDI_SCORE"},
        )
        for printed, low in (("0,6667", "0.6666"), ("0,6787", "0.6786"))
    )
    return report(finding(message=LONG, records=sides), finding(message="y" * 900, fingerprint="2"), lang="vi")


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_runs_over_the_edge(opened: Open, width: int) -> None:
    page = opened(_wide(), viewport={"width": width, "height": 844})
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_of_drawings_are_not_cut_and_do_not_touch(opened: Open) -> None:
    page = opened(report(*_wide().findings[:1], wrong_edition("en"), lang="vi"))
    assert page.locator(".plot").count() == 2
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.plot svg')].map(svg => [svg.getBoundingClientRect(),
            [...svg.querySelectorAll('text')].map(one => one.getBoundingClientRect())])"""
    )
    for whole, words in boxes:
        assert all(whole["left"] - 1 <= one["left"] and one["right"] <= whole["right"] + 1 for one in words)
        for number, one in enumerate(words):
            for other in words[number + 1 :]:
                beside = one["right"] <= other["left"] or other["right"] <= one["left"]
                assert beside or one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_of(opened: Open, width: int, scheme: Any) -> None:
    page = opened(revised("vi"), viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.wait_for_function("!document.querySelector('details.finding > noscript')")
    assert violations(page) == []
    page.keyboard.press("e")
    page.keyboard.press("n")
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_all_is_open_and_the_page_is_white(opened: Open, scheme: Any) -> None:
    page = opened(few(), color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    expect(page.locator("#f-cc33").get_by_text("submissions/haiphong.csv:2", exact=True)).to_be_visible()
    expect(page.get_by_text("Waived by Phòng Thống kê")).to_be_visible()
    expect(page.get_by_text("no indicator has parts here")).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy").first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.answer')).color") == "rgb(168, 32, 26)"


def test_it_prints_to_a4_and_nothing_is_wider(opened: Open) -> None:
    written = opened(_wide()).pdf(prefer_css_page_size=True)
    assert written.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in written or b"/MediaBox [0 0 595 842]" in written
    page = opened(_wide(), viewport={"width": 688, "height": 1000})  # 182 mm between the margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 688


def test_a_stranger_s_text_runs_nothing_and_asks_for_nothing(opened: Open) -> None:
    evil = (
        "<img src=https://example.org/x onerror=alert(1)></noscript></script><script>alert(2)</script>\u202e\x1b[2J<b>"
    )
    sides = tuple(replace(one, printed=evil, source=evil, quote=evil, row=(evil,)) for one in conflict("en").records)
    more = (replace(conflict("en"), message=evil, fingerprint=str(n), records=sides, code=evil) for n in range(9))
    page = opened(report(*more))
    page.locator("details.finding > summary").first.click()
    page.get_by_role("searchbox").fill("onerror")
    expect(page.locator(".shown")).to_have_text("9 of 9 findings")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.wait_for_function("!document.querySelector('details.finding > noscript')")
    assert page.locator("img, b:not(.strip b), script").count() == 3
    expect(page.locator(".whose").first).to_contain_text("<img src=https://example.org/x onerror=alert(1)></noscript>")


def test_a_script_that_got_in_would_not_run(opened: Open) -> None:
    page = opened(few(), complains=True)
    page.evaluate("window.ran = false")
    blocked = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
        })"""
    )
    assert blocked == "script-src-elem"
    assert page.evaluate("window.ran") is False


def test_three_thousand_findings_stay_usable(opened: Open) -> None:
    page = opened(many(3000))
    page.keyboard.press("e")
    expect(page.locator(".shown")).to_have_text("1,500 of 3,000 findings")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator(".position")).to_have_text("2 of 1,500")
    expect(page.locator(".current .body")).to_be_in_viewport()
    page.locator("select[name=file]").select_option("data/file3.csv")
    expect(page.locator(".shown")).to_have_text("300 of 3,000 findings")
