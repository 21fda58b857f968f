"""Tables about texts: sentences with what the program reads in them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from egovcheck.core.findings import Lang
from egovcheck.prose.reading import read_text
from egovcheck.prose.statements import Statement
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.sources.texts import TextDocument
from tests.handbook.judged import CATALOGUE
from tests.handbook.markdown import cell, fence, table

PUBLISHED = "2024-10-01"

_SENTENCES = (
    "Trong khảo sát Chính phủ điện tử năm 2020 của Liên hợp quốc, Việt Nam xếp hạng 86/193, tăng 2 bậc so với 2018.",
    "In the 2024 UN E-Government Survey, Viet Nam ranked 71st out of 193 countries.",
    "Tỷ lệ hồ sơ trực tuyến của Hà Tĩnh tăng từ 16,1% năm 2019 lên 30% năm 2020.",
    "Đến nay, Cổng Dịch vụ công quốc gia đã ghi nhận hơn 3,5 tỷ lượt truy cập.",
    "Den nay, Cong Dich vu cong quoc gia da ghi nhan hon 3,5 ty luot truy cap.",
    "Trong 6 tháng đầu năm 2024, tỉnh Quảng Trị tiếp nhận 96.412 hồ sơ.",
    "Phấn đấu đến năm 2025, tỷ lệ hồ sơ trực tuyến của Hà Tĩnh đạt 80%.",
    "Theo Quyết định số 739/QĐ-UBND ngày 2/3/2024, dịch vụ công mức độ 4 được rà soát trước ngày 30/9.",
)
"""Sentences of a text that appeared on ``PUBLISHED``."""

_TAUGHT = """\
HT_LIBRARY_CARDS:
  name: {en: Library cards issued electronically, vi: Thẻ thư viện cấp qua mạng}
  short: {en: electronic library cards, vi: thẻ thư viện cấp qua mạng}
  kind: count
  unit: count
  prose:
    - counts: thẻ thư viện|thẻ bạn đọc|library cards
      with: qua mạng|trực tuyến|online
      not: cấp lại
  seen: [by-name]
"""
_TAUGHT_SENTENCE = "Năm 2023, Hà Tĩnh cấp 12.450 thẻ thư viện qua mạng."


def _statements(sentence: str, catalogue: Catalogue) -> Sequence[Statement]:
    document = TextDocument(sentence, "txt")
    return read_text(document, catalogue, {"published": PUBLISHED}).statements


def _row(row: Statement, catalogue: Catalogue, lang: Lang) -> tuple[str, ...]:
    indicator = getattr(catalogue.indicators[row.indicator].short, lang) if row.indicator else ""
    of = f"{row.value}/{row.denominator}" if row.denominator else row.value
    how = [word for word in (row.measure, row.qualifier, row.status) if word not in {"level", "exact", "actual"}]
    area = f"{row.area} ({row.breakdown})" if row.breakdown else row.area or ""
    period = f"{row.period or ''}" + (f" ← {row.base_period}" if row.base_period else "")
    return f"`{row.quote}`", cell(indicator), area, period, of, ", ".join(how)


_HEADINGS: dict[Lang, tuple[str, ...]] = {
    "en": ("figure", "indicator", "area", "period", "value", "said of it"),
    "vi": ("con số", "chỉ tiêu", "địa bàn", "kỳ", "giá trị", "được nói là"),
}
_NOTHING: dict[Lang, str] = {"en": "No figure of an indicator.", "vi": "Không có số liệu nào."}


def _shown(sentence: str, catalogue: Catalogue, lang: Lang) -> str:
    rows = [_row(row, catalogue, lang) for row in _statements(sentence, catalogue)]
    return f"> {sentence}\n\n" + (table(_HEADINGS[lang], rows) if rows else _NOTHING[lang])


def read(lang: Lang) -> str:
    """What is read in some sentences."""
    return "\n\n".join(_shown(sentence, CATALOGUE, lang) for sentence in _SENTENCES)


def taught(lang: Lang) -> str:
    """An indicator of one's own, and what is read of it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "indicators.yaml").write_text(_TAUGHT, encoding="utf-8")
        shown = _shown(_TAUGHT_SENTENCE, load_catalogue(Path(folder)), lang)
    return f"{fence(_TAUGHT, 'yaml')}\n\n{shown}"


INSERTS: dict[str, Callable[[Lang], str]] = {"read": read, "taught": taught}
