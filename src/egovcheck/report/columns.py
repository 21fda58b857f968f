"""The report as one table: a row for each finding and record, and a row for a finding that names no record.

The names of the columns are part of the contract of the formats csv, parquet and xlsx: columns are only added, at the
end. The headings are for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from egovcheck.core.findings import Accepted, Diagnosis, Finding, NamedRecord, Place
from egovcheck.core.report import Report

Kind = Literal["text", "texts", "integer", "decimal", "flag"]
"""What a column holds: text, several sentences, a whole number, a decimal as text, or yes and no."""

Value = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    """What the cells of one row are taken from; the record is None where the finding names none.

    ``finding_number`` counts the findings in the order of the report, ``record_number`` the records of the finding.
    """

    finding_number: int
    record_number: int | None
    finding: Finding
    record: NamedRecord | None

    @property
    def place(self) -> Place:
        """Where the record stands."""
        return self.record.place if self.record else Place()

    @property
    def cause(self) -> Diagnosis | None:
        """The likeliest cause."""
        return self.finding.diagnosis[0] if self.finding.diagnosis else None

    @property
    def waiver(self) -> Accepted | None:
        """The decision to accept the finding."""
        return self.finding.waiver


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its headings for people, what it holds and where that comes from."""

    name: str
    en: str
    vi: str
    value: Callable[[Row], Value]
    kind: Kind = "text"


def rows(report: Report) -> Iterator[Row]:
    """Yield a row for each finding and record, in the order of the report."""
    for number, finding in enumerate(report.findings, 1):
        if not finding.records:
            yield Row(number, None, finding, None)
        for which, record in enumerate(finding.records, 1):
            yield Row(number, which, finding, record)


def _subject(key: str) -> Callable[[Row], Value]:
    return lambda row: row.finding.subject.get(key)


def _of_record(field: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.record, field) if row.record else None


def _fact(key: str) -> Callable[[Row], Value]:
    return lambda row: row.record.key.get(key) if row.record else None


def _placed(field: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.place, field)


def _cause(field: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.cause, field) if row.cause else None


def _mend(field: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.cause.suggestion, field) if row.cause and row.cause.suggestion else None


def _waived(field: str) -> Callable[[Row], Value]:
    return lambda row: getattr(row.waiver, field) if row.waiver else None


def _further(row: Row) -> Value:
    return tuple(f"{cause.kind} ({cause.confidence}): {cause.statement}" for cause in row.finding.diagnosis[1:])


COLUMNS: tuple[Column, ...] = (
    Column("finding", "No.", "STT", lambda row: row.finding_number, "integer"),
    Column("severity", "Severity", "Mức độ", lambda row: row.finding.severity),
    Column("code", "Rule", "Quy tắc", lambda row: row.finding.code),
    Column("name", "Rule name", "Tên quy tắc", lambda row: row.finding.name),
    Column("status", "Status", "Trạng thái", lambda row: row.finding.status),
    Column("message", "Finding", "Phát hiện", lambda row: row.finding.message),
    Column("role", "Role", "Vai trò", _of_record("role")),
    Column("path", "File", "Tệp", _of_record("path")),
    Column("sheet", "Sheet", "Trang tính", _placed("sheet")),
    Column("cell", "Cell", "Ô", _placed("cell")),
    Column("record", "Record", "Bản ghi", _placed("record"), "integer"),
    Column("line", "Line", "Dòng", _placed("line"), "integer"),
    Column("column", "Column", "Cột", _placed("column"), "integer"),
    Column("start", "From character", "Từ ký tự", _placed("start"), "integer"),
    Column("end", "To character", "Đến ký tự", _placed("end"), "integer"),
    Column("field", "Field", "Trường", _of_record("field")),
    Column("printed", "As printed", "Như đã in", _of_record("printed")),
    Column("value", "Read as", "Đọc là", _of_record("value"), "decimal"),
    Column("low", "Lowest", "Thấp nhất", _of_record("low"), "decimal"),
    Column("high", "Highest", "Cao nhất", _of_record("high"), "decimal"),
    Column("high_open", "Highest excluded", "Không gồm cận trên", _of_record("high_open"), "flag"),
    Column("expected", "Expected", "Mong đợi", lambda row: row.finding.expected),
    Column("actual", "Actual", "Thực tế", lambda row: row.finding.actual),
    Column("diagnosis_kind", "Likely cause", "Nguyên nhân có thể", _cause("kind")),
    Column("diagnosis_confidence", "Confidence", "Độ tin cậy", _cause("confidence")),
    Column("diagnosis_statement", "Explanation", "Giải thích", _cause("statement")),
    Column("suggestion_field", "Field to mend", "Trường cần sửa", _mend("field")),
    Column("suggestion_before", "Stands now", "Hiện là", _mend("before")),
    Column("suggestion_value", "Suggestion", "Đề xuất", _mend("value")),
    Column("suggestion_source", "Source to mend", "Nguồn cần sửa", _mend("source")),
    Column("diagnosis_further", "Other causes", "Nguyên nhân khác", _further, "texts"),
    Column("evidence", "Evidence", "Căn cứ", lambda row: row.finding.evidence, "texts"),
    Column("source", "Source", "Nguồn", _of_record("source")),
    Column("published", "Published", "Ngày công bố", _of_record("published")),
    Column("quote", "Quote", "Trích dẫn", _of_record("quote")),
    Column("note", "Note", "Ghi chú", _of_record("note")),
    Column("record_indicator", "Record's indicator", "Chỉ tiêu của bản ghi", _fact("indicator")),
    Column("record_area", "Record's area", "Địa bàn của bản ghi", _fact("area")),
    Column("record_period", "Record's period", "Kỳ của bản ghi", _fact("period")),
    Column("record_breakdown", "Record's breakdown", "Phân tổ của bản ghi", _fact("breakdown")),
    Column("record_measure", "Record's measure", "Phép đo của bản ghi", _fact("measure")),
    Column("indicator", "Indicator", "Chỉ tiêu", _subject("indicator")),
    Column("area", "Area", "Địa bàn", _subject("area")),
    Column("period", "Period", "Kỳ", _subject("period")),
    Column("breakdown", "Breakdown", "Phân tổ", _subject("breakdown")),
    Column("measure", "Measure", "Phép đo", _subject("measure")),
    Column("subject_source", "Source judged", "Nguồn được xét", _subject("source")),
    Column("waiver_reason", "Waived because", "Lý do miễn trừ", _waived("reason")),
    Column("waiver_owner", "Waived by", "Người miễn trừ", _waived("owner")),
    Column("waiver_expires", "Waived until", "Miễn trừ đến", _waived("expires")),
    Column("waiver_place", "Waiver in", "Nơi ghi miễn trừ", _waived("place")),
    Column("record_of_finding", "No. of figure", "STT số liệu", lambda row: row.record_number, "integer"),
    Column("fingerprint", "Fingerprint", "Mã nhận dạng", lambda row: row.finding.fingerprint),
)
