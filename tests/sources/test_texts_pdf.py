from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from egovcheck.core.errors import InputError
from egovcheck.sources.texts import is_text, open_text
from egovcheck.sources.texts.formats import pdf
from egovcheck.sources.texts.printed import pages_of, text_of

from .reading import document

SAMPLES = Path(__file__).parent / "texts"
REPORT = (SAMPLES / "bao-cao.pdf").read_bytes()


def refusal(content: bytes, folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        open_text(document(content, folder, "bai.pdf"))
    assert caught.value.hint
    return caught.value.message


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_report_printed_by_a_browser(tmp_path: Path) -> None:
    read = open_text(document(REPORT, tmp_path, "bai.pdf"))
    first, second, third = (
        read.text[start:end] for start, end in zip(read.pages, (*read.pages[1:], len(read.text)), strict=True)
    )
    assert first.strip().split("\n") == [
        "Kết quả chuyển đổi số",
        (
            "Đến hết năm 2021, tỉnh cung cấp 1.245 dịch vụ công trực tuyến mức độ 4, đạt tỷ lệ 92,5% tổng số thủ tục "
            "hành chính đủ điều kiện của các sở, ngành."
        ),
        (
            "Toàn tỉnh tiếp nhận hơn 310.000 hồ sơ, trong đó hồ sơ trực tuyến chiếm 41,3%, tăng 12 điểm phần trăm so "
            "với năm 2020."
        ),
        "Đơn vị Hạng Điểm",
        "Sở Y tế 1 0,9312",
        "Sở Tài chính 2 0,9107",
    ]
    assert second.startswith("II. Hạ tầng số\nTỷ lệ hộ gia đình")
    assert third.startswith("III. Đánh giá\nChỉ số chuyển đổi số của tỉnh xếp thứ 27/63, tăng 3 bậc")
    assert (read.title, read.language) == ("Báo cáo chuyển đổi số năm 2021", "vi")
    assert (read.published, read.format, read.encoding) == (None, "pdf", None)


def test_report_on_standard_input(tmp_path: Path) -> None:
    one = document(REPORT, tmp_path, "stdin", "-")
    assert is_text(one)
    assert open_text(one).format == "pdf"


def test_pages_without_text_are_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert refusal(written(writer), tmp_path) == "'bai.pdf' has no text layer: its pages are pictures"


def test_report_with_a_password_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(REPORT)))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    assert refusal(written(writer), tmp_path) == "'bai.pdf' is encrypted"
    assert refusal((SAMPLES / "co-mat-khau.pdf").read_bytes(), tmp_path) == "'bai.pdf' is encrypted"


def test_report_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(REPORT)))
    writer.encrypt("", "chủ", algorithm="RC4-128")
    assert "1.245" in open_text(document(written(writer), tmp_path, "bai.pdf")).text


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"no pdf at all", REPORT[:9_000], b"%PDF-1.4\n" + bytes(5_000)])
def test_broken_report_is_refused(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert refusal(content, tmp_path).startswith("'bai.pdf' ")
    assert not caplog.records


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 300)
    assert refusal(REPORT, tmp_path) == "'bai.pdf' holds more text than can be read"
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert refusal(REPORT, tmp_path) == "'bai.pdf' has more than 2 pages"


@pytest.mark.parametrize("title", ["Microsoft Word - bao cao.doc", "untitled", "x.pdf", "ngắn"])
def test_meaningless_titles_are_none(tmp_path: Path, title: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(REPORT)))
    writer.add_metadata({"/Title": title})
    assert open_text(document(written(writer), tmp_path, "bai.pdf")).title is None


def joined(*lines: str) -> list[str]:
    return text_of(pages_of(["\n".join(lines)]))[0].splitlines()


WIDE = "Đến hết năm 2021, tỉnh cung cấp 1.245 dịch vụ công trực tuyến"


@pytest.mark.parametrize(
    "lines",
    [
        [WIDE, "mức độ 4, đạt 92,5%."],
        [WIDE + ",", "Hà Nội và Huế không có."],
        [WIDE + " của TP.", "hồ sơ."],
        [WIDE, "1.039 hệ thống."],
        [WIDE, "Hà Nội cung cấp."],
    ],
)
def test_wrapped_lines_are_joined(lines: list[str]) -> None:
    assert joined(*lines) == [" ".join(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        [WIDE + ".", "Tỉnh đạt 92,5%."],
        ["Ngắn thôi", WIDE],
        [WIDE, "- mục thứ hai"],
        [WIDE, "2. mục thứ hai"],
        [WIDE, "b) mục thứ hai"],
        ["I. KẾT QUẢ CHUYỂN ĐỔI SỐ CỦA TOÀN TỈNH TRONG NĂM QUA", WIDE],
        ["Sở Y tế và các đơn vị trực thuộc Sở Y tế 1 0,9312", "Sở Tài chính và các đơn vị trực thuộc Sở 2 0,9107"],
    ],
)
def test_lines_that_ended_stay_apart(lines: list[str]) -> None:
    assert joined(*lines) == lines


def test_divided_english_words_are_joined_and_e_keeps_its_hyphen() -> None:
    assert joined("The survey ranks the country 86th for online govern-", "ment.") == [
        "The survey ranks the country 86th for online government."
    ]
    assert joined("The survey of 2020 ranks the country 86th of 193 for e-", "government.")[0].endswith(
        "e- government."
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    contents = ["Một câu về hạ tầng.\n86/193", "Một câu về nhân lực.\n27/63", "Hồ sơ được nộp.\n41,3%"]
    raw = [f"UBND TỈNH {n}\n{content}\nTrang {n}/3" for n, content in enumerate(contents, 1)]
    text, starts = text_of(pages_of(raw))
    assert text == "\f".join(f"{content}\n" for content in contents)
    assert [text[start:].split("\f")[0] for start in starts] == [f"{content}\n" for content in contents]


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        (["Hạng của tỉnh:\n86/193"], ["Hạng của tỉnh:\n86/193"]),
        (["Hạng của tỉnh:\n2", "Hạng của nước:\n86"], ["Hạng của tỉnh:\n2", "Hạng của nước:\n86"]),
        (["Câu.\n1"], ["Câu."]),
        (["Câu.\n- 7 -", "Lời.\n- 8 -"], ["Câu.", "Lời."]),
    ],
)
def test_only_numbers_that_count_the_pages_are_page_numbers(raw: list[str], left: list[str]) -> None:
    assert ["\n".join(page) for page in pages_of(raw)] == left


def test_sentence_that_goes_on_over_the_page_stays_one() -> None:
    text, starts = text_of([["Tỉnh cung cấp 1.245 dịch"], ["vụ công trực tuyến."]])
    assert text == "Tỉnh cung cấp 1.245 dịch vụ công trực tuyến.\n"
    assert text[starts[1] :] == "vụ công trực tuyến.\n"


@given(st.lists(st.text(st.sampled_from("ab .,\n15%Đ-"), max_size=80), max_size=6))
def test_pages_begin_where_they_are_said_to(raw: list[str]) -> None:
    pages = pages_of(raw)
    text, starts = text_of(pages)
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    for page, start in zip(pages, starts, strict=True):
        assert not page or text[start:].startswith(page[0][:2])
