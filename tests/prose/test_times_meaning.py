"""What a time is besides its period: its kind, whether its year is printed, since when; hostile texts; the lexicon."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.structure import structure
from egovcheck.prose.times import Time, times
from egovcheck.prose.times.lexicon import load_times

DAY = date(2022, 8, 15)


def read(raw: str, anchor: date | None = DAY) -> list[Time]:
    return times(structure(raw), anchor)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ngày 10/7/2020, cổng mở.", "day"),
        ("Tháng 7/2020, cổng mở.", "month"),
        ("Quý III/2021, cổng mở.", "quarter"),
        ("Nửa đầu năm 2022, cổng mở.", "half"),
        ("Năm 2020, cổng mở.", "year"),
        ("9 tháng đầu năm 2021 có 30 hồ sơ.", "range"),
        ("Từ tháng 3/2020 đến nay có 30 hồ sơ.", "range"),
        ("Giai đoạn 2019-2020 có 30 hồ sơ.", "range"),
        ("PAPI 2021 đạt 45 điểm.", "edition"),
        ("Ấn bản 2020 nêu 193 nước.", "edition"),
        ("Đến nay có 30 hồ sơ.", "as_of"),
        ("Tính đến 31/12/2021 có 30 hồ sơ.", "as_of"),
        ("Cuối năm 2021 có 30 hồ sơ.", "as_of"),
        ("Đến tháng 6/2022 có 30 hồ sơ.", "as_of"),
        ("Đến năm 2025 đạt 80%.", "year"),
        ("Tỷ lệ tăng 3% so với cùng kỳ.", "relative"),
        ("Quá trình kéo dài 3-5 ngày.", "span"),
        ("Trong 8 tháng qua có 30 hồ sơ.", "span"),
        ("Họp lúc 14h30.", "clock"),
        ("They met on Tuesday.", "weekday"),
        ("Năm học 2020-2021 có 900 trường.", "opaque"),
    ],
)
def test_the_kind_of_a_time(sentence: str, kind: str) -> None:
    assert [time.kind for time in read(sentence)] == [kind]


@pytest.mark.parametrize(
    ("sentence", "explicit"),
    [
        ("Tháng 8/2020 có 30 hồ sơ.", True),
        ("Cùng kỳ năm 2019 có 30 hồ sơ.", True),
        ("Tháng 8 có 30 hồ sơ.", False),
        ("Năm nay có 30 hồ sơ.", False),
        ("Đến nay có 30 hồ sơ.", False),
        ("6 tháng đầu năm có 30 hồ sơ.", False),
    ],
)
def test_explicit_is_what_prints_its_year(sentence: str, explicit: bool) -> None:
    assert [time.explicit for time in read(sentence)] == [explicit]


def test_what_cannot_be_dated_keeps_its_year() -> None:
    assert [(time.period, time.year) for time in read("Hội nghị đầu năm 2020 giao việc.")] == [(None, 2020)]
    assert [(time.period, time.year) for time in read("Đạt 30% (cùng kỳ năm 2019 là 16%).")] == [(None, 2019)]


def test_a_state_knows_since_when_where_its_sentence_says_so() -> None:
    since, now = read("Từ tháng 3/2020, cổng nhận thanh toán, đến nay đã có 9.000 giao dịch.")
    assert (since.relation, since.period, since.stretch) == ("since", "2020-03", "2020-03-01/2022-08-15")
    assert (now.period, now.stretch) == ("2022-08-15", "2020-03-01/2022-08-15")


def test_the_beginning_of_another_sentence_does_not_count() -> None:
    *_, now = read("Từ tháng 3/2020, cổng nhận thanh toán. Đến nay đã có 9.000 giao dịch.")
    assert now.stretch is None


def test_a_time_stands_where_its_tokens_are() -> None:
    text = structure("Tỷ lệ đạt 30%, tăng so với cùng kỳ năm 2019.")
    (time,) = times(text, DAY)
    assert text.slice(time.first, time.last) == "so với cùng kỳ năm 2019"


def test_a_wrapped_line_does_not_part_a_time() -> None:
    line = "Theo báo cáo của tỉnh, các cơ quan đã xử lý đúng hạn phần lớn hồ sơ trong\nquý III/2021, "
    line += "so với cùng kỳ năm\n2020."
    assert [time.period for time in read(line)] == ["2021-Q3", "2020-Q3"]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1/",
        "2020-",
        "1.",
        " ",
        "(",
        "từ ",
        "năm ",
        "ngày 1 ",
        "đến ",
        "2020 và ",
        "quý I, ",
        "so với ",
        "a",
        "\n1",
    ],
)
def test_a_long_run_of_anything_is_read(piece: str) -> None:
    found = read(piece * 20_000)
    assert all(0 <= time.first < time.last for time in found)


def test_times_do_not_overlap_but_for_relations() -> None:
    text = "Từ đầu năm đến nay đạt 30% (cùng kỳ năm 2019 đạt 16%), năm 2018, 2019 và 2020 tăng; lúc 8h ngày 1/7/2022."
    found = read(text)
    assert all(one.last <= other.first for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: as_of", "kind: asof", "asof"),
        ("relations:", "relation:", "relation"),
        ("tail: true", "tale: true", "tale"),
        ('"năm <y>"', '"năm <year>"', "<year>"),
        ("[the] year <y>", "[the year <y>", "bracket"),
        ("@lead", "@leed", "@leed"),
    ],
)
def test_a_mistake_in_the_lexicon_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (shipped("schemas") / "prose" / "times.yaml").read_text("utf-8")
    assert old in text
    file = tmp_path / "times.yaml"
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PackError, match="times") as error:
        load_times(file)
    assert said in str(error.value)
    assert str(file) in str(error.value)
