"""Which area a figure is of, and which one a text is about. The figure of a sentence stands between ⟦ and ⟧."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.area_lexicon import area_lexicon
from egovcheck.prose.areas import area_for, area_of_text, areas, in_turn
from egovcheck.prose.figure import Figure, Shape
from egovcheck.prose.structure import structure
from egovcheck.records.catalogue import load_catalogue

CATALOGUE = load_catalogue()
HOME = ("VN-23", (0, 0))


def of(
    marked: str, kinds: set[str] | None = None, home: tuple[str, tuple[int, int]] | None = HOME
) -> tuple[str | None, str]:
    """Return the code for the marked figure and the words that say so."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = structure(marked.replace("⟦", "").replace("⟧", ""))
    first = next(i for i, token in enumerate(text.tokens) if token.start >= start)
    last = next((i for i, token in enumerate(text.tokens) if token.start >= end), len(text.tokens))
    code, words = area_for(text, areas(text, CATALOGUE), home, first, last, kinds)
    return code, text.slice(*words) if words and words[1] else ""


def about(raw: str, publisher: str | None = None, place: str | None = None) -> str | None:
    text = structure(raw)
    found = area_of_text(text, areas(text, CATALOGUE), publisher=publisher, place=place, catalogue=CATALOGUE)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("marked", "code", "words"),
    [
        ("Năm 2021, Quảng Ninh đạt ⟦90,2 điểm⟧.", "VN-13", "Quảng Ninh"),
        ("Với ⟦90,2 điểm⟧, Quảng Ninh dẫn đầu.", "VN-13", "Quảng Ninh"),
        ("Quảng Ninh đứng ⟦thứ 2⟧, sau Đà Nẵng.", "VN-13", "Quảng Ninh"),
        ("Quảng Ninh đứng ⟦thứ 2⟧ sau Đà Nẵng với 91 điểm.", "VN-13", "Quảng Ninh"),
        ("Quảng Ninh đạt 90 điểm, Đà Nẵng đạt ⟦85 điểm⟧.", "VN-DN", "Đà Nẵng"),
        ("Quảng Ninh đạt ⟦90 điểm⟧, Đà Nẵng đạt 85 điểm.", "VN-13", "Quảng Ninh"),
        ("Quảng Ninh đạt 90 điểm và Đà Nẵng đạt ⟦85 điểm⟧.", "VN-DN", "Đà Nẵng"),
        ("Dẫn đầu là Huế (⟦0,55⟧), Đà Nẵng (0,52).", "VN-26", "Huế"),
        ("Dẫn đầu là Huế (0,55), Đà Nẵng (⟦0,52⟧).", "VN-DN", "Đà Nẵng"),
        ("Xếp thứ nhất là Huế, ⟦thứ hai⟧ là Đà Nẵng và thứ ba là An Giang.", "VN-DN", "Đà Nẵng"),
        ("Xếp thứ nhất là Huế, thứ hai là Đà Nẵng và ⟦thứ ba⟧ là An Giang.", "VN-44", "An Giang"),
        ("Có ⟦55 dịch vụ⟧ ở Huế và 60 dịch vụ ở Đà Nẵng.", "VN-26", "Huế"),
        ("Có 55 dịch vụ ở Huế và ⟦60 dịch vụ⟧ ở Đà Nẵng.", "VN-DN", "Đà Nẵng"),
        ("Trong 63 tỉnh, thành trên cả nước, Quảng Ninh xếp ⟦thứ 4⟧.", "VN-13", "Quảng Ninh"),
        ("Quảng Ninh xếp ⟦thứ 4⟧ cả nước.", "VN-13", "Quảng Ninh"),
        ("Việt Nam xếp ⟦86/193⟧ quốc gia, 6/11 Đông Nam Á.", "VNM", "Việt Nam"),
        ("Việt Nam xếp 86/193 quốc gia, ⟦6/11⟧ Đông Nam Á.", "VNM", "Việt Nam"),
        ("Việt Nam đạt 0,6667, cao hơn trung bình thế giới (⟦0,5988⟧).", "UN-WORLD", "thế giới"),
        ("Việt Nam đạt 0,6667, cao hơn trung bình thế giới (0,5988), châu Á (⟦0,6373⟧).", "UN-ASIA", "châu Á"),
        ("Vietnam scored 0.6667, higher than the global average of ⟦0.5988⟧.", "UN-WORLD", "global"),
        ("Vietnam ranked 6th, and Singapore ranked ⟦11th⟧.", "SGP", "Singapore"),
        ("The bank was followed by the Ministry of Health with ⟦90 percent⟧.", "VN-MOH", "Ministry of Health"),
        ("Hanoi, the third city after Hue and Da Nang, was ⟦fourth⟧.", "VN-HN", "Hanoi"),
        ("Đến nay, cả nước có ⟦55/63⟧ địa phương mở trung tâm.", "VNM", "cả nước"),
        ("⟦100%⟧ bộ, ngành, địa phương đã kết nối.", "VNM", "bộ, ngành"),
        ("Cổng Dịch vụ công quốc gia cung cấp ⟦1.039⟧ dịch vụ.", "VNM", "Cổng Dịch vụ công quốc gia"),
        ("Giá trị trung bình cấp tỉnh là ⟦0,4⟧.", "VNM", "cấp tỉnh"),
        ("Bình quân các tỉnh, thành phố đạt ⟦84,8⟧ điểm.", "VNM", "các tỉnh, thành phố"),
        ("Toàn tỉnh có ⟦500⟧ hồ sơ.", "VN-23", "Toàn tỉnh"),
        ("Đã giải quyết ⟦500⟧ hồ sơ.", "VN-23", ""),
        ("Theo Sở Y tế Quảng Ninh, đã có ⟦500⟧ hồ sơ.", "VN-13", "Quảng Ninh"),
        ("UBND tỉnh Quảng Ninh đã giải quyết ⟦500⟧ hồ sơ.", "VN-13", "tỉnh Quảng Ninh"),
        ("Bộ Tài chính đạt 0,6 điểm. Bộ này tăng ⟦2 bậc⟧.", "VN-MOF", "Bộ này"),
        ("Huế đạt 0,6 điểm. Điểm của địa phương này tăng ⟦0,1⟧.", "VN-26", "địa phương này"),
        ("Huế dẫn đầu. Tổng điểm tăng ⟦0,1⟧.", "VN-26", "Huế"),
        ("Kết quả của Quảng Ninh\n\nĐến nay, tỷ lệ hồ sơ trực tuyến đạt ⟦90%⟧ sau một năm.", "VN-13", "Quảng Ninh"),
    ],
)  # fmt: skip
def test_the_area_of_a_figure(marked: str, code: str, words: str) -> None:
    assert of(marked) == (code, words)


def turns(raw: str, *figures: tuple[str, Shape]) -> list[str | None]:
    """Return the codes of figures, given as they stand in the text with their shapes."""
    text = structure(raw)
    found = []
    for printed, shape in figures:
        start = raw.index(printed)
        first = next(i for i, token in enumerate(text.tokens) if token.start >= start)
        last = next(i for i, token in enumerate(text.tokens) if token.end >= start + len(printed)) + 1
        found.append(Figure(first, last, first, last, shape, Decimal(1)))
    mentions = in_turn(text, areas(text, CATALOGUE), found)
    return [mentions[index].code if index in mentions else None for index in range(len(found))]


def test_figures_in_the_order_of_their_areas() -> None:
    raw = "Với 0,51 điểm và 0,48 điểm, Huế và Đà Nẵng lần lượt xếp thứ 6 và thứ 12."
    shapes: list[tuple[str, Shape]] = [("0,51", "score"), ("0,48", "score"), ("6", "rank"), ("12", "rank")]
    assert turns(raw, *shapes) == ["VN-26", "VN-DN", "VN-26", "VN-DN"]
    english = "Asia and Southeast Asia had respective values of 0.6373 and 0.6321."
    assert turns(english, ("0.6373", "score"), ("0.6321", "score")) == ["UN-ASIA", "UN-SEA"]


def test_figures_that_are_not_as_many_as_the_areas_are_left_alone() -> None:
    raw = "Huế, An Giang và Đà Nẵng lần lượt đạt 0,51 và 0,48 điểm."
    assert turns(raw, ("0,51", "score"), ("0,48", "score")) == [None, None]
    apart = "Bộ Y tế đứng thứ nhất; xếp thứ hai là Bộ Nội vụ; kế tiếp lần lượt là Bộ Tài chính, Bộ Tư pháp."
    assert turns(apart, ("thứ nhất", "rank"), ("thứ hai", "rank")) == [None, None]
    unsaid = "Huế và Đà Nẵng đạt 0,51 và 0,48 điểm."
    assert turns(unsaid, ("0,51", "score"), ("0,48", "score")) == [None, None]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("Huyện Kỳ Anh có ⟦500⟧ hồ sơ.", "Huyện Kỳ Anh"),
        ("Huyện Kỳ Anh, tỉnh Hà Tĩnh có ⟦500⟧ hồ sơ.", "Huyện Kỳ Anh"),
        ("Thành phố Hà Tĩnh có ⟦500⟧ hồ sơ.", "Thành phố Hà Tĩnh"),
        ("Thông tấn xã Việt Nam có ⟦24⟧ dịch vụ.", "Thông tấn xã Việt Nam"),
        ("Huế, Đà Nẵng và An Giang đều đạt trên ⟦90%⟧.", "An Giang"),
    ],
)
def test_a_figure_of_none_or_of_several_areas_is_given_none(marked: str, words: str) -> None:
    assert of(marked) == (None, words)


def test_the_province_of_a_text_that_never_names_it_is_not_guessed() -> None:
    assert of("Toàn tỉnh có ⟦500⟧ hồ sơ.", home=None) == (None, "Toàn tỉnh")
    assert of("Đã giải quyết ⟦500⟧ hồ sơ.", home=None) == (None, "")


@pytest.mark.parametrize(
    ("marked", "kinds", "code"),
    [
        ("Tại Quảng Ninh, Bộ Y tế đạt ⟦90⟧ điểm.", {"province"}, "VN-13"),
        ("Tại Quảng Ninh, Bộ Y tế đạt ⟦90⟧ điểm.", {"ministry"}, "VN-MOH"),
        ("Quảng Ninh báo tin Việt Nam tăng ⟦2 bậc⟧.", {"country"}, "VNM"),
        ("Đến nay đã có ⟦1.039⟧ dịch vụ.", {"country"}, "VNM"),
        ("Đến nay đã có ⟦1.039⟧ dịch vụ.", {"ministry"}, None),
        ("Huyện Kỳ Anh báo tin đã có ⟦1.039⟧ dịch vụ.", {"country"}, "VNM"),
    ],
)
def test_only_areas_of_the_kinds_that_the_indicator_can_have(marked: str, kinds: set[str], code: str | None) -> None:
    assert of(marked, kinds)[0] == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Quảng Ninh đẩy mạnh chuyển đổi số\n\nĐến nay, tỉnh có 500 dịch vụ công trực tuyến.", "VN-13"),
        ("Chuyển đổi số ở cơ sở\n\nUBND tỉnh Quảng Ninh vừa họp. Toàn tỉnh có 500 dịch vụ.", "VN-13"),
        ("Năm 2021, chỉ số của tỉnh đạt 87 điểm. Đến năm 2025, Bà Rịa - Vũng Tàu phấn đấu tăng hạng.", "VN-43"),
        ("TP.HCM có 1.587 dịch vụ, dẫn đầu cả nước. Đến nay, TP có 12 triệu hồ sơ.", "VN-SG"),
        ("Bộ Tài chính dẫn đầu chuyển đổi số\n\nNăm nay, Bộ Tài chính có 900 dịch vụ công.", "VN-MOF"),
        ("Việt Nam tăng 2 bậc\n\nTheo Liên Hợp Quốc, Việt Nam xếp thứ 86.", "VNM"),
        ("Hội nghị với các bộ, ngành, địa phương diễn ra chiều 26/8 tại Hà Nội.", "VNM"),
        ("Toàn tỉnh có 500 dịch vụ. UBND tỉnh yêu cầu tỉnh ta đi đầu.", None),
        ("Ông Nguyễn Hòa Bình cho biết tỉnh có 500 dịch vụ.", None),
        ("Đã có 500 dịch vụ công trực tuyến.", None),
        ("Dẫn đầu là Huế, Đà Nẵng và An Giang.", None),
    ],
)
def test_what_a_text_is_about(raw: str, code: str | None) -> None:
    assert about(raw) == code


def test_the_publisher_says_which_province_a_text_is_of() -> None:
    raw = "Đến nay, tỉnh có 500 dịch vụ công trực tuyến. Tỉnh phấn đấu tăng hạng."
    assert about(raw) is None
    assert about(raw, publisher="Báo Quảng Ninh") == "VN-13"
    assert about(raw, publisher="VN-13") == "VN-13"
    assert about(raw, publisher="Thông tấn xã Việt Nam") is None
    assert about(raw, place="Quảng Ninh") == "VN-13"


def test_a_paper_that_names_itself_is_believed() -> None:
    raw = "(Báo Quảng Ninh) - Đến nay, tỉnh có 500 dịch vụ công trực tuyến. Tỉnh phấn đấu tăng hạng."
    assert about(raw) == "VN-13"


@pytest.mark.parametrize(("wrong", "said"), [("prefixes: [a]\n", "unknown or missing parts"), ("- a\n", "mapping")])
def test_a_wrong_lexicon_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    file = tmp_path / "areas.yaml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(PackError, match=said) as error:
        area_lexicon(file)
    assert str(file) in str(error.value.place)


def test_a_part_of_the_lexicon_that_is_missing_is_named(tmp_path: Path) -> None:
    file = tmp_path / "areas.yaml"
    whole = (shipped("schemas") / "prose" / "areas.yaml").read_text(encoding="utf-8")
    file.write_text(whole.replace("  province: [tỉnh, tỉnh ta", "  land: [tỉnh, tỉnh ta"), encoding="utf-8")
    with pytest.raises(PackError, match="'own' must have the parts"):
        area_lexicon(file)
