"""The workbook that is a report; the same report gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.workbook import findings, summary
from egovcheck.report.workbook.packing import packed, unpacked
from egovcheck.report.workbook.words import word


def report_workbook(report: Report) -> bytes:
    """Return the workbook: the summary first, then all findings."""
    lang = report.basis.lang
    book = Workbook(write_only=True)
    head, body = book.create_sheet(word(lang, "summary")), book.create_sheet(word(lang, "findings"))
    for sheet in (head, body):
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_A4)
    head.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
    head.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    body.print_title_rows = "1:1"
    summary.fill(head, report, findings.fill(body, report).left_out)
    book.properties.creator = safe(f"{report.tool.name} {report.tool.version}")
    # the clock would make other bytes of the same report
    book.properties.created = book.properties.modified = datetime.fromisoformat(report.basis.today)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    return packed(unpacked(out.getvalue()))
