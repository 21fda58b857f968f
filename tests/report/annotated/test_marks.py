"""What is added to a workbook: marks, comments and boxes that fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from egovcheck.core.findings import Accepted, Diagnosis, Place, Suggestion
from egovcheck.report.annotated import annotate, copying, obstacle
from egovcheck.report.annotated.boxes import extent
from egovcheck.report.workbook import packing
from tests.report.samples import RANK, finding, record, reference, report, wrong_edition

from .books import PATH, at, changed, copied, members, packed, plain, rich

HOSTILE = ['=HYPERLINK("http://x")', "\x00\x07\x1b[2J", "<b>&]]>", "\u202e", "\udc80", "\ufffe", "_x0007_", "a\r\nb"]


def test_a_cell_says_severity_sentence_other_sides_cause_and_suggestion() -> None:
    found = replace(wrong_edition("vi"), records=(at("D3", "88/193", key=RANK), reference("86", key=RANK)))
    _, after = copied(report(found, lang="vi"), plain())
    assert after["Biểu 1"]["D3"].comment.text == (
        "LỖI EG204\n"
        "Hạng EGDI 88/193 của Việt Nam được ghi cho năm 2020, nhưng đó là hạng của kỳ 2018\n"
        "• tham chiếu  un_egdi  VNM 2020  86\n"
        "mong đợi 86, thực tế 88\n"
        "Rất có thể: 88 là hạng của kỳ 2018\n"
        "Đề xuất: kỳ 2020 → 2018"
    )
    assert after["Biểu 1"]["D3"].comment.author == "egovcheck"


def test_other_sides_are_told_with_their_addresses() -> None:
    sides = (at("D3", "1"), at("B2", "2", role="part"), record("3", path="b.csv", place=Place(line=7)))
    _, after = copied(report(finding(records=sides)), plain())
    said = after["Biểu 1"]["D3"].comment.text.splitlines()
    assert said[2:4] == ["• part  Biểu 1!B2  2", "• b.csv:7  3"]


def test_several_findings_at_a_cell_are_one_comment_and_the_worst_one_colours_it() -> None:
    info = finding("EG607", message="first", records=(at("D3"),), severity="info")
    error = finding("EG501", message="second", records=(at("D3"),))
    _, after = copied(report(info, error), plain())
    assert after["Biểu 1"]["D3"].comment.text == "INFO EG607\nfirst\n\nERROR EG501\nsecond"
    assert after["Biểu 1"]["D3"].fill.fgColor.rgb == "FFFFC7CE"


def test_severities_have_patterns_of_their_own() -> None:
    found = [
        finding(records=(at(cell),), severity=severity)
        for cell, severity in (("A1", "error"), ("B1", "warning"), ("C1", "info"))
    ]
    _, after = copied(report(*found, finding(records=(at("A1"), at("D1", role="agreeing")))), plain())
    sheet = after["Biểu 1"]
    looks = [(sheet[cell].fill.patternType, sheet[cell].fill.fgColor.rgb) for cell in ("A1", "B1", "C1", "D1")]
    assert len(set(looks)) == 4
    assert [pattern for pattern, _ in looks[:3]] == ["solid", "lightUp", "gray125"]


def test_waived_and_known_findings_leave_no_mark() -> None:
    waiver = Accepted("agreed", "office", "2027-06-01", "w.toml:1")
    waived = finding(message="was accepted", records=(at("A1"),), status="waived", waiver=waiver)
    made, after = copied(report(waived, finding(records=(at("B1"),), status="baselined")), plain())
    assert made.cells == 0
    assert after["Biểu 1"]["A1"].comment is None
    assert after["Biểu 1"]["A1"].fill.patternType is None
    assert [cell.value for cell in after["egovcheck"][5]][-2:] == ["waived", "agreed, office, 2027-06-01"]


def test_a_cell_inside_merged_ones_is_marked_where_it_is_seen() -> None:
    made, after = copied(report(finding(records=(at("A1"), at("C1")))), rich())
    assert made.cells == 1
    assert after["Biểu 1"]["A1"].comment.text.startswith("ERROR EG107")
    assert after["Biểu 1"]["A1"].fill.fgColor.rgb == "FFFFC7CE"


def test_many_findings_at_a_cell_lead_to_the_sheet() -> None:
    found = [finding(message=f"number {n}", records=(at("D3"),)) for n in range(9)]
    _, after = copied(report(*found), plain())
    assert after["Biểu 1"]["D3"].comment.text.endswith("\n\nand 3 more, on the sheet egovcheck")


def test_a_very_long_comment_stays_within_the_limit() -> None:
    cause = Diagnosis("one-digit", "low", "ấ" * 20_000, Suggestion("value", "1"))
    _, after = copied(report(finding(message="x" * 20_000, records=(at("D3"),), diagnosis=(cause,))), plain())
    text = after["Biểu 1"]["D3"].comment.text
    assert len(text) <= 32_767
    assert re.search(r"… \(\+\d+\)$", text)


@pytest.mark.parametrize("evil", HOSTILE, ids=ascii)
def test_hostile_text_is_harmless(evil: str) -> None:
    found = finding(message=evil, records=(at("D3", evil), record(evil, path=evil, source=evil)), expected=evil)
    _, after = copied(report(found), plain())
    assert {cell.data_type for row in after["egovcheck"].iter_rows() for cell in row if cell.value} == {"s"}
    said = after["Biểu 1"]["D3"].comment.text
    assert not set("\x00\x07\x1b\u202e\ufffe\r") & set(said)
    assert after["Biểu 1"]["D3"].value == "D3"


def test_a_sheet_with_an_apostrophe_is_marked() -> None:
    _, after = copied(report(finding(records=(at("B2", sheet="Sở's"),))), rich())
    assert after["Sở's"]["B2"].comment.text.startswith("ERROR")


def test_a_conversation_keeps_its_comment_and_that_is_said() -> None:
    comments = next(name for name in members(rich()) if "comment" in name and name.endswith(".xml"))
    data = changed(rich(), comments, "Phòng Thống kê", "tc={00000000-0000-0000-0000-000000000000}")
    made, after = copied(report(finding(records=(at("D4"),))), data)
    assert after["Biểu 1"]["D4"].comment.text == "Đã kiểm tra với Sở"
    assert after["Biểu 1"]["D4"].fill.patternType == "solid"
    assert "Biểu 1!D4" in made.remarks[0]


def test_a_signature_that_does_not_hold_is_said() -> None:
    made, _ = copied(report(), packed({**members(plain()), "_xmlsignatures/sig1.xml": b"<x/>"}))
    assert made.remarks == ("the digital signature of the original does not hold for the copy",)


def test_a_sheet_that_is_not_there_is_said() -> None:
    made, _ = copied(report(finding(records=(at("A1", sheet="Gone"),))), plain())
    assert made.cells == 0
    assert "Gone" in made.remarks[0]


VML, EXCEL = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
BY_EXCEL = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office"\r\n'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n <v:shapetype id="_x0000_t202" coordsize="21600,21600"'
    ' o:spt="202"></v:shapetype><v:shape id="_x0000_s2049" type="#_x0000_t202" style=\'position:absolute;\r\n'
    '  margin-left:59.25pt;width:96pt;height:55.5pt;visibility:hidden\' fillcolor="#ffffe1">\r\n'
    '  <x:ClientData ObjectType="Note">\r\n   <x:Anchor>\r\n    4, 15, 2, 10, 6, 15, 6, 4</x:Anchor>\r\n'
    "   <x:Row>3</x:Row>\r\n   <x:Column>3</x:Column>\r\n  </x:ClientData>\r\n </v:shape></xml>"
)


@pytest.mark.parametrize("drawing", [None, BY_EXCEL], ids=["openpyxl", "excel"])
def test_each_comment_has_one_box_at_its_cell_that_is_large_enough(drawing: str | None) -> None:
    message = "Điểm EGDI năm 2020 của Việt Nam là 0,6667 theo hatinh, 0,6787 theo bo-tttt và 0.667 theo một báo cáo"
    name = next(name for name in members(rich()) if name.endswith(".vml"))
    data = rich() if drawing is None else packed({**members(rich()), name: drawing.encode()})
    made, _ = copied(report(finding(message=message, records=(at("D4"), at("B9")))), data)
    shapes = etree.fromstring(members(made.data)[name]).findall(f"{VML}shape")
    places = {(one.findtext(f".//{EXCEL}Row"), one.findtext(f".//{EXCEL}Column")) for one in shapes}
    assert places == {("3", "3"), ("8", "1")}
    assert len({one.get("id") for one in shapes}) == len(shapes) == 2
    for one in shapes:
        width, height = (float(re.search(rf"{what}:([\d.]+)pt", one.get("style"))[1]) for what in ("width", "height"))
        assert width >= 225
        assert height >= 60
    anchors = [one.findtext(f".//{EXCEL}Anchor") for one in shapes]
    assert anchors[0] in {None, "4, 15, 2, 4, 8, 59, 8, 18"}
    assert anchors[1] == "2, 15, 7, 4, 6, 59, 11, 13"


def test_a_box_grows_with_its_text() -> None:
    (short, _), (_, tall) = extent("x"), extent("một dòng dài hơn " * 30)
    assert extent("x")[1] < tall
    assert extent("một dòng dài hơn " * 300)[0] > short


def test_the_same_report_and_workbook_give_the_same_bytes() -> None:
    found, data = report(finding(records=(at("D3"), at("D4")))), rich()
    assert annotate(found, PATH, data) == annotate(found, PATH, data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"indicator,area\n", packed({"a": b"b"})], ids=range(4))
def test_what_is_no_workbook_cannot_be_annotated(data: bytes) -> None:
    assert obstacle(data) == "it is not a workbook of Excel 2007 or later"


def test_a_copy_is_not_annotated_again() -> None:
    made, _ = copied(report(finding(records=(at("D3"),))), plain())
    assert obstacle(plain()) is None
    assert obstacle(made.data, "vi") == "tệp này đã là bản có chú giải: đã có trang tính 'egovcheck'"


def test_a_sheet_that_would_take_all_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "LARGEST", 1 << 20)
    monkeypatch.setattr(packing, "MOST", 1 << 24)
    parts = members(plain())
    sheet = "xl/worksheets/sheet1.xml"
    assert obstacle(packed({**parts, sheet: parts[sheet] + b" " * (1 << 20)})) == "a sheet of it has more than 1 MiB"
    assert obstacle(packed({**parts, "x": b" " * (1 << 24)})) == "it unpacks to more than 1024 MiB"


def test_entities_of_a_document_are_not_replaced() -> None:
    evil = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
    data = changed(plain(), "xl/worksheets/sheet1.xml", "<worksheet", evil)
    sheet = members(annotate(report(finding(records=(at("D3"),))), PATH, data).data)["xl/worksheets/sheet1.xml"]
    assert b"root:" not in sheet


def test_the_strict_variant_of_the_format_is_annotated_in_its_own_words() -> None:
    main, ids = (
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    parts = {
        name: data.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", main.encode()).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", ids.encode()
        )
        for name, data in members(plain()).items()
    }
    made = members(annotate(report(finding(records=(at("D3"),))), PATH, packed(parts)).data)
    added = [data for name, data in made.items() if name not in parts and name.endswith((".xml", ".rels"))]
    assert added
    assert all(b"schemas.openxmlformats.org/spreadsheetml" not in data for data in added)
    assert b"openxmlformats.org/officeDocument" not in made["xl/worksheets/_rels/sheet1.xml.rels"]
