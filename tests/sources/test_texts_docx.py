from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources.texts import is_text, open_text
from egovcheck.sources.texts.formats import docx
from egovcheck.sources.texts.model import TextDocument

from .reading import document

SAMPLES = Path(__file__).parent / "texts"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def packed(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def opened(content: bytes, folder: Path, name: str = "bai.docx") -> TextDocument:
    return open_text(document(content, folder, name))


def lines(folder: Path, *paragraphs: str, **parts: str) -> list[str]:
    return opened(packed("".join(paragraphs), **parts), folder).text.splitlines()


def test_document_written_by_a_word_processor(tmp_path: Path) -> None:
    read = opened((SAMPLES / "bao-cao.docx").read_bytes(), tmp_path)
    assert read.text.splitlines() == [
        "Báo cáo kết quả chuyển đổi số năm 2021",
        "I. Dịch vụ công trực tuyến",
        "Đến hết năm 2021, tỉnh có 1.245 dịch vụ công trực tuyến mức độ 4, đạt 92,5%.",
        "Dòng này ẩn:",
        "Đơn vị | Hạng | Điểm",
        "Sở Y tế | 1 | 0,9312",
        "Sở Tài chính | 2 |",
        "Hạng của tỉnh tăng 3 bậc so với năm 2020.",
    ]
    assert [read.text[start:end] for start, end in read.headings] == read.text.splitlines()[:2]
    assert (read.title, read.language, read.format) == ("Báo cáo chuyển đổi số", "vi-VN", "docx")
    assert (read.published, read.publisher) == (None, None)


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_stays(tmp_path: Path) -> None:
    shown = paragraph(
        run("Đạt "),
        f"<w:del>{run('80%').replace('w:t', 'w:delText')}</w:del><w:moveFrom>{run('70%')}</w:moveFrom>",
        f"<w:ins>{run('92,5%')}</w:ins>",
        run(" ẩn 999", "<w:vanish/>"),
        run(" hồ sơ.", '<w:vanish w:val="0"/>'),
    )
    assert lines(tmp_path, shown) == ["Đạt 92,5% hồ sơ."]


def test_field_codes_are_left_out_and_their_results_stay(tmp_path: Path) -> None:
    field = "<w:r><w:instrText> PAGE 7 </w:instrText></w:r>"
    assert lines(tmp_path, paragraph(run("Trang "), field, run("3"))) == ["Trang 3"]


def test_breaks_tabs_and_hyphens(tmp_path: Path) -> None:
    signs = "<w:r><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t></w:r>"
    assert lines(tmp_path, paragraph(run("một"), signs)) == ["một hai", "ba-bốn"]


def test_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('Hộp: 12'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert lines(tmp_path, paragraph(run("Đoạn chính."), drawn)) == ["Đoạn chính.", "Hộp: 12"]


def test_tables_content_controls_and_footnotes(tmp_path: Path) -> None:
    def row(*texts: str, properties: str = "") -> str:
        cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in texts)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    control = f"<w:sdt><w:sdtContent>{paragraph(run('Trong khung.'))}</w:sdtContent></w:sdt>"
    table = f"<w:tbl>{row('Bộ', 'Hạng')}{row('bỏ', '9', properties='<w:del/>')}{row('Y tế', '')}</w:tbl>"
    notes = (
        f'<w:footnote w:type="separator">{paragraph(run("—"))}</w:footnote>'
        f"<w:footnote>{paragraph(run('Theo báo cáo năm 2020.'))}</w:footnote>"
    )
    found = lines(tmp_path, control, table, f"<w:tbl>{row('Khung: một câu.')}</w:tbl>", footnotes=notes)
    assert found == ["Trong khung.", "Bộ | Hạng", "Y tế |", "Khung: một câu.", "Theo báo cáo năm 2020."]


def test_headings_by_style_and_by_outline_level(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="a2"><w:name w:val="Riêng"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="Heading 1 Char"/></w:style>'
    )
    body = "".join(paragraph(run(style), properties=f'<w:pStyle w:val="{style}"/>') for style in ("a1", "a2", "a3"))
    body += paragraph(run("a4"), properties='<w:outlineLvl w:val="1"/>')
    read = opened(packed(body, styles=styles), tmp_path)
    assert [read.text[start:end] for start, end in read.headings] == ["a1", "a2", "a4"]


def test_document_on_standard_input(tmp_path: Path) -> None:
    one = document((SAMPLES / "bao-cao.docx").read_bytes(), tmp_path, "stdin", "-")
    assert is_text(one)
    assert open_text(one).format == "docx"


def encrypted() -> bytes:
    data = bytearray(packed(paragraph(run("x"))))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 cut off", "is no Word document that can be read: "),
        (packed(paragraph(run("x")))[:-40], "is no Word document that can be read: "),
        (packed(""), "holds no text"),
        (packed("<w:p>"), "is no Word document that can be read: its XML is not well-formed"),
        (packed("<w:tbl>" * 5_000 + "</w:tbl>" * 5_000), "is no Word document that can be read: its XML is not well"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word document or one with a password"),
        (encrypted(), "is protected by a password"),
    ],
)
def test_broken_documents_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        opened(content, tmp_path)
    assert caught.value.message.startswith(f"'bai.docx' {said}")
    assert caught.value.hint


def test_archive_without_a_document_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    with pytest.raises(InputError, match="it holds no text of Word"):
        opened(buffer.getvalue(), tmp_path)


def test_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_UNPACKED", 1 << 20)
    bomb = packed(paragraph(run("0" * (8 << 20))))
    assert len(bomb) < 1 << 16
    with pytest.raises(InputError, match="unpacks to more than 1 MiB"):
        opened(bomb, tmp_path)


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("bí mật", encoding="utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/other.txt">]>'
            f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>",
        )
    with pytest.raises(InputError, match="its XML declares a document type"):
        opened(buffer.getvalue(), tmp_path)
