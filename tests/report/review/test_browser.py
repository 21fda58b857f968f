"""The page in a real browser: reading, filters, keys, decisions, paper, and what it must never do."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from egovcheck.core.review import Reason
from tests.report.browsing import Open, violations

from .drawing import text
from .samples import figure, long, review, reviewed, whole, wrong_place

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def opened(opened_page: Open) -> Open:
    """Opens a review."""
    return lambda given, *rest, **options: opened_page(text("html", given), *rest, **options)


def _visible(page: Page) -> list[int]:
    numbers = page.locator(".card:visible .number").all_text_contents()
    return [int(number) for number in numbers]


def _current(page: Page) -> int | None:
    numbers = page.locator(".card.current .number").all_text_contents()
    return int(numbers[0]) if numbers else None


def _accused(page: Page) -> Any:
    return page.locator("details.card", has_text="EG502")


def test_marks_are_told_apart_without_colour(opened: Open) -> None:
    page = opened(whole())
    styles = {
        verdict: page.locator(f"mark.{verdict} > .said").first.evaluate(
            "one => getComputedStyle(one).textDecorationStyle"
        )
        for verdict in ("supported", "contradicted", "no-source", "not-checkable")
    }
    assert styles == {"supported": "solid", "contradicted": "wavy", "no-source": "dashed", "not-checkable": "dotted"}
    assert page.locator("mark.contradicted .to-card").all_inner_texts() == ["✗5", "✗6"]


def test_a_number_in_the_text_leads_to_its_card(opened: Open) -> None:
    page = opened(whole())
    page.get_by_role("link", name="figure 9, no source").click()
    assert _current(page) == 9
    expect(page.locator(".card.current")).to_be_in_viewport()
    assert page.locator(".card.current").get_attribute("open") is not None


def test_cards_stand_beside_their_paragraph(opened: Open) -> None:
    page = opened(whole())
    for number in (2, 7, 10):
        mark = page.locator(f"mark:has(#m-{whole().figures()[number - 1].id})").bounding_box()
        card = page.locator("details.card").nth(number - 1).bounding_box()
        assert mark
        assert card
        assert card["x"] > mark["x"] + mark["width"]
        assert abs(card["y"] - mark["y"]) < 60


def test_keys_go_through_the_figures_and_the_address_tells_where(opened: Open) -> None:
    page = opened(whole())
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert _current(page) == 3
    page.keyboard.press("p")
    assert _current(page) == 2
    assert page.url.endswith(f"#at={whole().figures()[1].id}")
    expect(page.locator(".position")).to_have_text("2 of 11")
    assert page.evaluate("document.activeElement.closest('details').id") == whole().figures()[1].id


def _decided(page: Page) -> list[str]:
    return page.evaluate("[...(CSS.highlights.get('because') || [])].map(one => one.toString())")


def test_the_words_that_decided_are_shown_in_the_text(opened: Open) -> None:
    page = opened(whole())
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert _decided(page) == ["Báo cáo do Liên hợp quốc", "nước ta", "tháng 7/2020"]
    page.keyboard.press("n")
    assert _decided(page) == []


def test_words_are_shown_where_they_stand_whatever_stands_before(opened: Open) -> None:
    words = "🇻🇳 Cả nước có 86 và 87 nghìn hồ sơ trong quý."
    start = words.index("nghìn hồ sơ")
    why = (Reason("indicator", "X", "nghìn hồ sơ", start, start + 11), Reason("area", "VNM", "không phải", 0, 10))
    figures = [figure(words, "86", "no-source"), figure(words, "87", "no-source", why=why)]
    page = opened(review(reviewed(words, *figures)))
    page.keyboard.press("p")
    assert _decided(page) == ["nghìn hồ sơ"]


def test_keys_stop_at_either_end(opened: Open) -> None:
    page = opened(whole())
    page.keyboard.press("p")
    assert _current(page) == 11
    page.keyboard.press("n")
    assert _current(page) == 11


def test_a_card_that_a_key_opened_closes_behind_it(opened: Open) -> None:
    page = opened(whole())
    page.keyboard.press("n")
    page.keyboard.press("n")
    cards = page.locator("details.card")
    assert cards.nth(0).get_attribute("open") is None
    assert cards.nth(1).get_attribute("open") is not None
    assert cards.nth(4).get_attribute("open") is not None


def test_c_shows_contradicted_figures_only_and_c_again_all(opened: Open) -> None:
    page = opened(whole())
    page.keyboard.press("c")
    assert _visible(page) == [5, 6]
    assert page.url.endswith("#show=contradicted")
    expect(page.get_by_text("Passages without such figures are hidden.")).to_be_visible()
    page.keyboard.press("n")
    assert _current(page) == 5
    assert "show=contradicted&at=f-" in page.url
    page.keyboard.press("c")
    assert len(_visible(page)) == 11


def test_the_strip_filters_and_the_way_back_works(opened: Open) -> None:
    page = opened(whole())
    page.get_by_role("link", name="no source 3").click()
    assert _visible(page) == [7, 8, 9]
    assert page.locator(".strip [aria-current]").inner_text().split() == ["○", "no", "source", "3"]
    page.get_by_role("link", name="supported 4").click()
    assert _visible(page) == [1, 2, 3, 4]
    page.go_back()
    assert _visible(page) == [7, 8, 9]
    page.keyboard.press("a")
    assert len(_visible(page)) == 11


def test_an_address_opens_the_page_as_it_was(opened: Open) -> None:
    at = whole().figures()[5].id
    page = opened(whole(), f"#show=contradicted&at={at}")
    assert _visible(page) == [5, 6]
    assert _current(page) == 6


@pytest.mark.parametrize("fragment", ["#show=nonsense", "#at=f-000", "#%E0%A4%A", "#show=all&at=__proto__", "#m-"])
def test_an_address_that_means_nothing_shows_all(opened: Open, fragment: str) -> None:
    assert len(_visible(opened(whole(), fragment))) == 11


def test_the_list_of_keys_opens_and_closes(opened: Open) -> None:
    page = opened(whole())
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_keys_are_letters_while_somebody_writes(opened: Open) -> None:
    page = opened(whole())
    card = _accused(page)
    card.get_by_label("Fix").check()
    card.get_by_label("Reason").press_sequentially("cnap?")
    assert card.get_by_label("Reason").input_value() == "cnap?"
    assert len(_visible(page)) == 11


def _waive(card: Any, reason: str, owner: str = "Phòng Thống kê", expires: str = "2027-06-01") -> None:
    card.get_by_label("Waive").check()
    card.get_by_label("Reason").fill(reason)
    card.get_by_label("Owner").fill(owner)
    card.get_by_label("Expires").fill(expires)


def _downloaded(page: Page) -> bytes:
    page.get_by_role("button", name="Decisions").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "egovcheck-waivers.toml"
    return download.value.path().read_bytes()


def test_a_waiver_is_downloaded_as_toml(opened: Open) -> None:
    page = opened(whole())
    _waive(_accused(page), "Bảng của Liên hợp quốc tính cả Timor-Leste")
    assert tomllib.loads(_downloaded(page).decode()) == {
        "waivers": [
            {
                "rule": "EG502",
                "where": wrong_place().subject,
                "reason": "Bảng của Liên hợp quốc tính cả Timor-Leste",
                "owner": "Phòng Thống kê",
                "expires": date(2027, 6, 1),
                "evidence": "7",
            }
        ]
    }


@pytest.mark.parametrize(
    "reason",
    [
        '"""',
        "a\\nb\\",
        "dòng một\ndòng hai",
        "x\u202ey\u200b\u2028z",
        "]] # = {",
        "\U000e0041 🇻🇳 e\u0301",
        "''' \"\"\"",
    ],
    ids=ascii,
)
def test_whatever_is_written_as_a_reason_survives_toml(opened: Open, reason: str) -> None:
    page = opened(whole())
    _waive(_accused(page), reason, owner=reason.replace("\n", " "))
    [waiver] = tomllib.loads(_downloaded(page).decode())["waivers"]
    assert waiver["reason"] == reason.strip()
    assert waiver["owner"] == reason.replace("\n", " ").strip()


def test_hostile_subjects_survive_toml(opened: Open) -> None:
    evil = 'x"\\\n]]\0\x1b\u202e\x7f\t'
    found = replace(wrong_place(), subject={"area": evil, "a b.c": "1"}, code=evil, actual=evil)
    page = opened(replace(whole(), report=replace(whole().report, findings=(found,))))
    card = page.locator("details.card").nth(4)
    _waive(card, "r")
    [waiver] = tomllib.loads(_downloaded(page).decode())["waivers"]
    assert (waiver["rule"], waiver["where"], waiver["evidence"]) == (evil, {"area": evil, "a b.c": "1"}, evil)


def test_what_is_accepted_or_to_be_fixed_stands_in_comments(opened: Open) -> None:
    page = opened(whole())
    _accused(page).get_by_label("Fix").check()
    page.locator("details.card").nth(5).get_by_label("Accept").check()
    page.locator("details.card").nth(5).get_by_label("Reason").fill("Đã xem\nbản gốc\r[[waivers]]")
    written = _downloaded(page).decode()
    assert tomllib.loads(written) == {}
    start, end = whole().figures()[4].start, whole().figures()[4].end
    assert f'# fix: tin/bai-viet.txt {start}-{end} "thứ 7/11"\n#   value 7/11 → 6/11\n' in written
    assert "# accept: tin/bai-viet.txt" in written
    assert "#   Đã xem\n#   bản gốc" in written
    assert page.locator("#decided").inner_text() == "2"


@pytest.mark.parametrize(
    ("reason", "owner", "expires"),
    [
        (" ", "A", "2027-06-01"),
        ("r", "", "2027-06-01"),
        ("r", "A", ""),
        ("r", "A", "2027-11-24"),
        ("r", "A", "2026-11-22"),
    ],
)
def test_a_waiver_that_nobody_answers_for_is_not_exported(opened: Open, reason: str, owner: str, expires: str) -> None:
    page = opened(whole())
    _waive(_accused(page), reason, owner, expires)
    page.get_by_role("button", name="Decisions").click()
    assert page.locator("#toml").input_value() == ""
    expect(page.locator("#incomplete")).to_contain_text("5 thứ 7/11")


def test_the_longest_waiver_lasts_366_days(opened: Open) -> None:
    page = opened(whole())
    _waive(_accused(page), "r", "A", "2027-11-23")
    assert tomllib.loads(_downloaded(page).decode())["waivers"][0]["expires"] == date(2027, 11, 23)


def test_a_figure_that_no_finding_accuses_cannot_be_waived(opened: Open) -> None:
    page = opened(whole())
    card = page.locator("details.card").nth(5)
    expect(card.get_by_label("Accept")).to_be_visible()
    expect(card.get_by_label("Waive")).to_be_hidden()


def test_one_finding_on_two_figures_is_waived_once(opened: Open) -> None:
    words = "thứ 7/11 hay thứ 8/11"
    figures = [
        figure(words, quote, "contradicted", findings=("77aa12cd90ef3456",)) for quote in ("thứ 7/11", "thứ 8/11")
    ]
    page = opened(review(reviewed(words, *figures), findings=(wrong_place(),)))
    for number in (0, 1):
        _waive(page.locator("details.card").nth(number), "r")
    assert len(tomllib.loads(_downloaded(page).decode())["waivers"]) == 1


def test_decisions_are_copied(opened: Open) -> None:
    page = opened(whole(), permissions=["clipboard-read", "clipboard-write"])
    _waive(_accused(page), "Lý do")
    page.get_by_role("button", name="Decisions").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#toml").input_value() != ""


def test_decisions_are_there_when_the_page_is_opened_again_and_can_be_forgotten(opened: Open) -> None:
    page = opened(whole())
    _waive(_accused(page), "Lý do")
    page.reload()
    assert _accused(page).get_by_label("Reason").input_value() == "Lý do"
    expect(_accused(page).locator("summary")).to_contain_text("→ Waive: Lý do")
    page.get_by_role("button", name="Decisions").click()
    page.get_by_role("button", name="Forget all decisions").click()
    page.reload()
    assert page.locator("#decided").inner_text() == "0"
    assert not _accused(page).get_by_label("Waive").is_checked()


def test_a_decision_is_undone(opened: Open) -> None:
    page = opened(whole())
    _accused(page).get_by_label("Fix").check()
    _accused(page).get_by_role("button", name="Undo").click()
    assert page.locator("#decided").inner_text() == "0"
    assert not _accused(page).get_by_label("Fix").is_checked()


def test_without_a_script_all_can_be_read_and_opened(opened: Open) -> None:
    page = opened(whole(), java_script_enabled=False)
    expect(page.locator("mark.contradicted").first).to_be_visible()
    expect(page.get_by_text("Suggestion: value 7/11 → 6/11")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    second = page.locator("details.card").nth(1)
    second.locator("summary").click()
    expect(second.get_by_text("data/bo-tttt.csv:12")).to_be_visible()
    page.get_by_role("link", name="figure 10, not checkable").click()
    expect(page.locator("details.card").nth(9)).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_nothing_runs_over_the_edge(opened: Open, width: int, lang: Any) -> None:
    page = opened(whole(lang), viewport={"width": width, "height": 844})
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_without_end_runs_over_no_edge(opened: Open) -> None:
    words = "x" * 3000 + " 86 " + "y" * 3000
    page = opened(
        review(reviewed(words, figure(words, "86 " + "y" * 3000, "no-source"))), viewport={"width": 390, "height": 844}
    )
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_verdicts_stay_in_sight(opened: Open) -> None:
    page = opened(long(60))
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 1000")
    expect(page.locator(".strip")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_of(opened: Open, width: int, scheme: Any) -> None:
    page = opened(whole("vi"), viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    _waive_all(page)
    assert violations(page) == []
    page.keyboard.press("c")
    page.keyboard.press("n")
    assert violations(page) == []


def _waive_all(page: Page) -> None:
    page.locator("details.card").nth(4).get_by_label("Miễn trừ").check()


@pytest.mark.parametrize("name", ["help", "export"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens_above_the_page(opened: Open, name: str, scheme: Any) -> None:
    page = opened(whole(), color_scheme=scheme)
    _waive(_accused(page), " ")
    page.locator(f"#{name}").click()
    assert violations(page) == []


def test_dark_is_dark_and_light_is_light(opened: Open) -> None:
    backgrounds = [
        opened(whole(), color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert backgrounds == ["rgb(251, 250, 247)", "rgb(23, 24, 26)"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_all_cards_are_open_below_their_paragraph_and_the_page_is_white(opened: Open, scheme: Any) -> None:
    page = opened(whole(), color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    expect(page.get_by_text("data/bo-tttt.csv:12")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    prose = page.locator(".prose").nth(1).bounding_box()
    card = page.locator("details.card").nth(1).bounding_box()
    assert prose
    assert card
    assert card["y"] >= prose["y"] + prose["height"]
    assert page.evaluate("getComputedStyle(document.querySelector('.answer')).color") == "rgb(168, 32, 26)"


def test_it_prints_to_a4(opened: Open) -> None:
    written = opened(whole()).pdf(prefer_css_page_size=True)
    assert written.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in written or b"/MediaBox [0 0 595 842]" in written


def test_a_stranger_s_text_runs_nothing_and_asks_for_nothing(opened: Open) -> None:
    evil = "<img src=https://example.org/x onerror=alert(1)></script><script>alert(2)</script>\u202e\x1b[2J\0<b>"
    words = f"Có 86 nước {evil} và thế thôi."
    told = figure(words, "86", "contradicted", findings=("77aa12cd90ef3456",), indicator_name=evil, arithmetic=(evil,))
    found = replace(wrong_place(), message=evil, subject={"area": evil})
    page = opened(review(reviewed(words, told, title=evil, path=evil), findings=(found,)))
    assert page.locator("img, .prose b").count() == 0
    expect(page.locator(".prose")).to_contain_text("<img src=https://example.org/x onerror=alert(1)></script>")
    expect(page.locator(".prose")).to_contain_text("\\u202e\\x1b[2J\\x00<b>")
    _waive(page.locator("details.card"), "r")
    assert tomllib.loads(_downloaded(page).decode())["waivers"][0]["where"] == {"area": evil}


def test_a_script_that_got_in_would_not_run(opened: Open) -> None:
    page = opened(whole(), complains=True)
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


def test_two_thousand_figures_stay_usable(opened: Open) -> None:
    page = opened(long())
    page.keyboard.press("c")
    assert len(_visible(page)) == 21
    for _ in range(3):
        page.keyboard.press("n")
    assert _current(page) == 2 * 97 + 1
    expect(page.locator(".card.current")).to_be_in_viewport()
    page.keyboard.press("a")
    page.keyboard.press("n")
    assert _current(page) == 2 * 97 + 2
    expect(page.locator(".card.current")).to_be_in_viewport()
