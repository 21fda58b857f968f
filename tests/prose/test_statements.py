"""Rows of extracted figures: what they quote, what their print says by itself, and that they survive as a table."""

from __future__ import annotations

import csv
from contextlib import suppress
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from egovcheck.cli.extracting import Extraction, extract_command
from egovcheck.prose.statements import COLUMNS, Statement
from egovcheck.records.figures import LOCALES, FigureError, read_figure
from tests.cli.running import ROOT
from tests.prose.judged import CATALOGUE, FIELDS, judged, statements_of

DAY = "2020-08-26"
SENTENCES = [
    case["text"]
    for path in sorted((ROOT / "tests" / "prose" / "sentences").glob("*.yaml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - scalars stay text
]
ENGLISH = [sentence for sentence in SENTENCES if sentence.isascii()]
VIETNAMESE = [sentence for sentence in SENTENCES if not sentence.isascii()]
ARTICLES = sorted((ROOT / "fixtures" / "articles").rglob("*.txt"))
PRINTED = (*FIELDS, "plausible", "step", "decimals", "quote", "start", "end", "published", "source")


def article(folder: Path, sentences: list[str], name: str) -> Path:
    path = folder / name
    path.write_text("\n\n".join(sentences) + "\n", encoding="utf-8")
    return path


def differences(folder: Path, texts: list[Path], published: str | None = DAY) -> list[object]:
    """Extract texts into a table; return what its records, and what is found in them, have different from the texts'.

    A figure whose area the text leaves in doubt has none where texts are judged, and its likely one in the table; then
    the findings may differ. EG607 counts figures of texts and is none of tables.
    """
    table = folder / "records.csv"
    extract_command(Extraction(tuple(map(str, texts)), output=str(table), published=published, isolated=True))
    of_texts, report = judged(texts, published)
    of_table, again = judged([table])
    found: list[object] = []
    doubtful = False
    for one, two in zip_longest(of_texts, of_table):
        if one is None or two is None:
            found.append((one, two))
            continue
        doubted = one["area"] is None and two["area"] is not None
        doubtful = doubtful or doubted
        names = [name for name in PRINTED if name != "area" or not doubted]
        found += [(one["quote"], name, one[name], two[name]) for name in names if one[name] != two[name]]
    if not doubtful:
        reports = (report, again)
        said, repeated = ({(f.code, f.severity, f.message) for f in r.findings if f.code != "EG607"} for r in reports)
        found += sorted(said ^ repeated)
    return found


@pytest.mark.parametrize("sentences", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_the_table_of_a_text_says_what_the_text_says(tmp_path, sentences):
    assert differences(tmp_path, [article(tmp_path, sentences, "bai.txt")]) == []


def test_a_table_of_texts_in_two_languages_says_what_they_say(tmp_path):
    texts = [article(tmp_path, VIETNAMESE, "bai.txt"), article(tmp_path, ENGLISH, "paper.txt")]
    assert differences(tmp_path, texts) == []


def test_the_tables_of_all_articles_say_what_they_say(tmp_path):
    assert ARTICLES
    assert differences(tmp_path, ARTICLES, published=None) == []


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_any_mixture_of_sentences_survives_as_a_table(tmp_path, sentences):
    # a text without any figure is refused, so one is always there
    texts = [article(tmp_path, [*sentences, "Năm 2020, tỉnh Hà Tĩnh tiếp nhận 500 hồ sơ."], "bai.txt")]
    assert differences(tmp_path, texts) == []


@pytest.mark.parametrize("published", [DAY, None])
def test_every_quote_is_what_stands_at_its_place(tmp_path, published):
    for name, text in {"vi": "\r\n\r\n".join(VIETNAMESE), "en": "\n".join(ENGLISH)}.items():
        rows = statements_of(tmp_path, text, published, f"{name}.txt")
        assert len(rows) > 100
        assert all(text[row.start : row.end] == row.quote for row in rows)
        assert all(row.printed in row.quote for row in rows)
        assert [row.record for row in rows] == list(range(1, len(rows) + 1))


def reading(row: Statement) -> set[tuple[Decimal, Decimal | None]]:
    """Return what the print of a row says by itself, with either decimal mark."""
    said = set()
    for mark in LOCALES.values():
        with suppress(FigureError):
            figure = read_figure(row.printed, mark)
            said.add((figure.value, figure.denominator))
    return said


def test_a_print_that_can_be_read_says_the_value(tmp_path):
    rows = statements_of(tmp_path, "\n\n".join(SENTENCES), DAY)
    readable = [row for row in rows if reading(row)]
    wrong = [
        (row.printed, row.value)
        for row in readable
        if not any(value == abs(Decimal(row.value)) for value, _ in reading(row))
        and row.qualifier not in {"at_least", "at_most"}
    ]
    assert wrong == []
    assert len(readable) > 0.9 * len(rows)


def test_a_record_is_made_of_every_row_and_no_cell_is_called_wrong(tmp_path):
    for name, sentences in {"bai.txt": VIETNAMESE, "paper.txt": ENGLISH}.items():
        path = article(tmp_path, sentences, name)
        records, report = judged([path], DAY)
        assert len(records) == len(statements_of(tmp_path, path.read_text(encoding="utf-8"), DAY, name))
        assert [f.message for f in report.findings if f.code in {"EG004", "EG101", "EG102", "EG103"}] == []


def test_every_indicator_area_and_period_is_one_that_records_can_have(tmp_path):
    for row in statements_of(tmp_path, "\n\n".join(SENTENCES), DAY):
        assert row.indicator is None or row.indicator in CATALOGUE.indicators
        assert (row.qualifier, row.status) in {
            (qualifier, status)
            for qualifier in ("exact", "at_least", "at_most", "about", "almost")
            for status in ("actual", "target")
        }
        assert row.measure in {"level", "change", "growth", "multiple", "mean"}


def test_a_range_is_two_rows_on_one_quote(tmp_path):
    text = "Tỷ lệ hồ sơ nộp trực tuyến của cả nước năm 2020 đạt 16-20%."
    low, high = statements_of(tmp_path, text, DAY)
    assert (low.value, low.qualifier, high.value, high.qualifier) == ("16", "at_least", "20", "at_most")
    assert (low.start, low.quote, low.indicator, low.period) == (high.start, high.quote, high.indicator, high.period)


@pytest.mark.parametrize(
    ("text", "value", "denominator", "kind"),
    [
        ("Cổng có 60 triệu lượt truy cập.", "60000000", None, "level exact"),
        ("Tỷ lệ đúng hạn đạt 86,5%.", "86.5", None, "level exact"),
        ("Việt Nam xếp thứ 86/193 quốc gia.", "86", "193", "level exact"),
        ("Việt Nam tăng 2 bậc so với năm 2018.", "2", None, "change exact"),
        ("Số hồ sơ tăng gấp đôi so với năm 2018.", "2", None, "multiple exact"),
        ("Việt Nam tụt 3 bậc so với năm 2018.", "-3", None, "change exact"),
        ("Cổng có hơn 2,5 triệu tài khoản.", "2500000", None, "level at_least"),
        ("Tiết kiệm khoảng 6.700 tỷ đồng.", "6700000000000", None, "level about"),
    ],
)
def test_the_value_is_a_plain_number(tmp_path, text, value, denominator, kind):
    (row,) = statements_of(tmp_path, text, DAY)
    assert (row.value, row.denominator, f"{row.measure} {row.qualifier}") == (value, denominator, kind)


def test_the_columns_are_those_that_the_handbook_promises(tmp_path):
    table = tmp_path / "records.csv"
    extract_command(Extraction((str(article(tmp_path, VIETNAMESE[:5], "a.txt")),), output=str(table), isolated=True))
    with table.open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == COLUMNS
