from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovcheck.core.errors import ExitCode, InputError
from egovcheck.records.columns import read_header
from egovcheck.sources.texts import SUFFIXES, is_text, open_text
from egovcheck.sources.texts import decoding as limits
from egovcheck.sources.texts.formats import FORMATS
from egovcheck.sources.texts.model import TextDocument

from .reading import document

ARTICLE = (
    "Tỉnh tăng ba bậc về chính quyền điện tử\n"
    "Theo công bố ngày 12/5, tỉnh xếp thứ 27/63, tăng ba bậc so với năm trước.\n\n"
    "Đến hết tháng 4, các sở, ngành đã cung cấp 1.245 dịch vụ công trực tuyến, đạt 92,5%.\n"
)


def opened(content: str | bytes, folder: Path, name: str = "bai.txt") -> TextDocument:
    return open_text(document(content, folder, name))


def names_columns(cells: tuple[str, ...]) -> bool:
    return not read_header(cells).missing


def test_every_module_is_a_format_with_its_suffixes() -> None:
    assert [format_.NAME for format_ in FORMATS] == ["docx", "html", "md", "pdf", "txt"]
    assert {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm", ".pdf"} == SUFFIXES


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_stands_as_in_the_file(tmp_path: Path, line_end: str, form: str) -> None:
    text = unicodedata.normalize(form, ARTICLE).replace("\n", line_end)
    read = opened(text, tmp_path)
    assert (read.text, read.format, read.encoding, read.problems) == (text, "txt", "utf-8", ())
    assert read.title is None
    assert (read.headings, read.pages) == ((), ())


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_left_out(tmp_path: Path, codec: str) -> None:
    read = opened(ARTICLE.encode(codec), tmp_path)
    assert read.text == ARTICLE
    assert read.problems == ()


def test_nul_bytes_and_odd_blanks_stay_where_they_are(tmp_path: Path) -> None:
    text = "Đạt\0 92,5%\u00a0\u200b số hồ sơ.\t\n"
    assert opened(text, tmp_path).text == text


TONES = {letter: unicodedata.normalize("NFD", letter) for letter in "ịụạỷ"}
TONES |= {"ự": "ư\u0323", "ế": "ê\u0301", "ệ": "ê\u0323"}
OLD = "Dịch vụ công trực tuyến đạt tỷ lệ cao"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (OLD.translate({ord(letter): parts for letter, parts in TONES.items()}).encode("cp1258"), "windows-1258"),
        (b"D\xdech v\xf4 c\xabng tr\xf9c tuy\xd5n \xae\xb9t t\xfb l\xd6 cao", "TCVN3 (ABC)"),
    ],
)
def test_old_encodings_are_read_and_reported(tmp_path: Path, data: bytes, encoding: str) -> None:
    read = opened(b"plain\n" + data, tmp_path)
    assert (read.text, read.encoding) == (f"plain\n{OLD}", encoding)
    assert [(one.code, one.line, one.fields["encoding"]) for one in read.problems] == [("EG002", 2, encoding)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "'bai.txt' is empty"),
        (b" \n\t\r\n", "'bai.txt' holds no text"),
        (b"\xff\xfe", "'bai.txt' holds no text"),
        (bytes(range(32)) * 20, "'bai.txt' is not a text file"),
        (b"\x1f\x8b\x08\x00rest", "'bai.txt' is a gzip archive"),
        (b"version https://git-lfs.github.com/spec/v1\noid x\n", "'bai.txt' is a Git LFS pointer"),
    ],
)
def test_what_holds_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        opened(content, tmp_path)
    assert caught.value.message.startswith(said)
    assert caught.value.hint
    assert caught.value.exit_code == ExitCode.INPUT


def test_too_large_a_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 40)
    with pytest.raises(InputError, match=r"'bai.txt' has more than"):
        opened(ARTICLE, tmp_path)


def test_vanished_text_is_an_input_error(tmp_path: Path) -> None:
    one = document(ARTICLE, tmp_path, "bai.txt")
    one.path.unlink()
    for read in (is_text, open_text):
        with pytest.raises(InputError, match="cannot be read: no such file"):
            read(one)


def test_markdown_headings_and_front_matter(tmp_path: Path) -> None:
    text = (
        "---\r\ntitle: 'Báo cáo quý I'\r\ndate: 2021-04-02\r\nlang: vi\r\nmã: 5\r\n---\r\n"
        "# Kết quả chung ##\r\n\r\nTỉnh đạt 92,5%.\r\n```\r\n# không phải đề mục\r\n```\r\n  ### Hạ tầng\r\n#thẻ\r\n"
    )
    read = opened(text, tmp_path, "bai.md")
    assert read.text == text
    assert [read.text[start:end] for start, end in read.headings] == ["Kết quả chung", "Hạ tầng"]
    assert (read.title, read.published, read.language, read.format) == ("Báo cáo quý I", "2021-04-02", "vi", "md")


def test_dashes_that_never_close_are_no_front_matter(tmp_path: Path) -> None:
    read = opened("---\ntitle: x\n# Đề mục\n", tmp_path, "bai.md")
    assert read.title is None
    assert [read.text[start:end] for start, end in read.headings] == ["Đề mục"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400), st.sampled_from(["txt", "md"]))
def test_places_slice_what_the_file_holds(tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str) -> None:
    folder = tmp_path_factory.mktemp("t")
    text = "Câu đầu. " + text
    read = opened(text, folder, f"bai.{suffix}")
    assert read.text == text
    assert all(0 <= start < end <= len(text) and "\n" not in text[start:end] for start, end in read.headings)


PROSE = [
    ARTICLE,
    "Ngày 26/8, tại Hà Nội, hội nghị đã khai mạc với sự tham dự của 63 tỉnh, thành phố.\n" * 3,
    "[2020] Việt Nam xếp thứ 86/193 về chính phủ điện tử, tăng hai bậc so với kỳ trước.\n",
    '["Nguồn"] Việt Nam xếp thứ 86/193 về chính phủ điện tử, tăng hai bậc so với kỳ trước.\n',
    "Sáng nay, tỉnh khai mạc hội nghị\nBuổi chiều, đại biểu bàn về chỉ tiêu\n",
    "The country ranked 86th of 193; it had ranked 88th two years before, the survey says.\n",
    "Bộ A; Bộ B; Bộ C đạt trên 90%; các bộ còn lại đạt từ 50 đến 80% số dịch vụ.\nTheo đó; không có gì thêm nữa.",
]
TABLES = [
    "indicator,area,value\nUN_EGDI_RANK,VNM,86/193\n",
    "indicator,area,value\n",
    "indicator\tarea\tperiod\tvalue\nUN_EGDI_RANK\tVNM\t2020\t86/193\n",
    "Chỉ tiêu;Địa phương;Giá trị\nXếp hạng chính phủ điện tử của Liên Hợp Quốc năm 2020;Việt Nam;86/193\n",
    "Bảng 1. Kết quả\nindicator;area;value\nUN_EGDI_RANK;VNM;86/193\n",
    "a,b\n1,2\n",
    "tỉnh,hạng,ghi chú\nHà Nội,1,\nHuế,2,\n",
    'indicator,area,value,quote\nX,VNM,86,"Việt Nam xếp thứ 86, tăng hai bậc so với năm trước, theo báo cáo mới."\n',
]


@pytest.mark.parametrize("name", ["bai.txt", "stdin", "bai.dat"])
@pytest.mark.parametrize("content", PROSE)
def test_prose_is_a_text(tmp_path: Path, name: str, content: str) -> None:
    assert is_text(document(content, tmp_path, name), names_columns)
    assert is_text(document(content, tmp_path, name))


@pytest.mark.parametrize("name", ["data.txt", "stdin", "data.dat", "data.csv"])
@pytest.mark.parametrize("content", TABLES)
def test_table_stays_a_table_under_any_name(tmp_path: Path, name: str, content: str) -> None:
    assert not is_text(document(content, tmp_path, name), names_columns)


@pytest.mark.parametrize(
    "content",
    [
        "indicator,area,value\nUN_EGDI_RANK,VNM\nx,y,z,1,2\n",
        "one\n1\n2\n",
        '{"records": []}',
        '[{"indicator": "a"}]',
        '{"a": 1}\n{"a": 2}\n',
        '["indicator", "area"]',
        "",
        bytes(range(256)).decode("latin-1"),
    ],
)
def test_what_is_no_prose_on_standard_input_is_left_to_the_tables(tmp_path: Path, content: str) -> None:
    assert not is_text(document(content, tmp_path, "stdin", "-"), names_columns)


def test_suffix_of_a_table_is_believed(tmp_path: Path) -> None:
    assert not is_text(document(ARTICLE, tmp_path, "bai.csv"))


def test_utf_16_prose_on_standard_input_is_a_text(tmp_path: Path) -> None:
    one = document(ARTICLE.encode("utf-16"), tmp_path, "stdin", "-")
    assert is_text(one)
    assert open_text(one).text == ARTICLE


def test_import_brings_no_parser() -> None:
    code = (
        "import sys, egovcheck.sources.texts, egovcheck.sources.find;"
        "print(sorted({'lxml', 'pypdf'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
