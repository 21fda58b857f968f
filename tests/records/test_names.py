"""Names compared as people write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovcheck.records.names import fold, nearest, nearest_codes, oddly_written, spelt_like, strip_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hà Tĩnh", "ha tinh"),
        ("HÀ TĨNH", "ha tinh"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("Đắk Lắk", "dak lak"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("Bà Rịa-Vũng Tàu", "ba ria vung tau"),
        ("  Thừa   Thiên\u00a0Huế ", "thua thien hue"),
        ("MA_CHI_TIEU", "ma chi tieu"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Tỉnh/Thành phố", "tinh thanh pho"),
        ("Antigua & Barbuda", "antigua barbuda"),
        ("", ""),
        ("–", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_only_marks_and_case_are_stripped() -> None:
    assert strip_marks("Đông - Nam Á,  6,3%") == "dong - nam a,  6,3%"


@pytest.mark.parametrize(
    ("text", "name", "alike"),
    [
        ("Hà Tĩnh", "Hà Tĩnh", True),
        ("Ha Tinh", "Hà Tĩnh", True),
        ("Hà Tinh", "Hà Tĩnh", True),
        ("Hà Tỉnh", "Hà Tĩnh", False),
        ("Há Tĩnh", "Hà Tĩnh", False),
        ("Hòa Bình", "Hoà Bình", True),
        ("Hoà Bình", "Hòa Bình", True),
        ("Hỏa Bình", "Hòa Bình", False),
        ("Đà Nang", "Đà Nẵng", True),
        ("Da Nẵng", "Đà Nẵng", True),
        ("Đak Lak", "Dak Lak", False),
        ("Quảng Nam", "Quang Nam", False),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_lost_diacritics_are_forgiven_and_wrong_ones_are_not(text: str, name: str, *, alike: bool, form: str) -> None:
    assert spelt_like(unicodedata.normalize(form, text), name) is alike  # type: ignore[arg-type] # literal forms


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Khánh Hòa", None),
        ("Khánh Hoà", "old-tone"),
        ("HOÀ BÌNH", "old-tone"),
        ("Thuỵ Điển", "old-tone"),
        ("Thụy Điển", None),
        ("khoẻ", "old-tone"),
        ("Hoàng", None),
        ("Huỳnh", None),
        ("Quý I", None),
        ("Phú Quý", None),
        ("Ha Noi", None),
        ("Hà Nội", None),
        (unicodedata.normalize("NFD", "Hà Nội"), "nfd"),
        (unicodedata.normalize("NFD", "Khánh Hoà"), "nfd"),
    ],
)
def test_how_a_name_departs_from_the_usual_writing(text: str, kind: str | None) -> None:
    assert oddly_written(text) == kind


def test_the_nearest_names_come_best_first() -> None:
    assert nearest("Hà Tỉn", ["Hà Nam", "Hà Tĩnh", "Lào", "Tây Ninh"]) == ["Hà Tĩnh", "Hà Nam"]


def test_no_more_names_than_asked_for() -> None:
    assert nearest("indicater", ["indicator", "indicators", "index"], 1) == ["indicator"]


def test_nothing_is_near_to_nonsense() -> None:
    assert nearest("qqqq", ["Hà Tĩnh", "Hà Nam"]) == []


@given(st.permutations(["Hà Nam", "Hà Tĩnh", "Hà Nội", "Hà Giang", "Ha Nam"]))
def test_the_nearest_names_do_not_depend_on_the_order(known: list[str]) -> None:
    assert nearest("Hà Na", known) == nearest("Hà Na", sorted(known))


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyđáàảãạếềểễệòỏóọHÀNỘI -", max_size=20))
def test_normal_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text.upper())


CODES = ("VNM", "VEN", "JPN", "VN-23", "VN-33", "VN-HN", "VN-09", "VN-29", "VN-39", "UN-SEA")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("VN23", ["VN-23"]),
        ("vn_23", ["VN-23"]),
        ("VN-2 3", ["VN-23"]),
        ("VN-32", []),
        ("VMN", ["VNM", "VEN"]),
        ("JP", ["JPN"]),
        ("JPNN", ["JPN"]),
        ("VN-HNN", ["VN-HN"]),
        ("UN-SAE", ["UN-SEA"]),
        ("VN-9", []),
        ("VN-99", []),
        ("XPN", []),
        ("", []),
    ],
)
def test_a_code_is_meant_by_what_is_one_slip_from_it_and_from_few_others(text: str, meant: list[str]) -> None:
    assert nearest_codes(text, CODES) == meant == nearest_codes(text, reversed(CODES))
