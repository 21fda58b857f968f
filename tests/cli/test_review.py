"""``egovcheck review`` as people run it."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import egovcheck
from tests.generate import review_schema

RIGHT = "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp thứ 86/193 về chỉ số phát triển Chính phủ điện tử.\n"
WRONG = RIGHT.replace("86/193", "88/193")
DAY = ("--published", "2020-08-26", "--today", "2026-11-01")


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bai.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


@pytest.mark.usefixtures("article")
def test_off_a_terminal_there_is_a_line_a_figure(tmp_path):
    done = egovcheck("review", "bai.txt", *DAY, cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("bai.txt:1:")
    assert 'contradicted [VNM UN_EGDI_RANK 2020] "' in lines[0]
    assert lines[-1] == "May this go out? Not yet: 1 of 1 figures is contradicted."


def test_a_text_that_is_right_may_go_out(article, tmp_path):
    article.write_text(RIGHT, encoding="utf-8")
    done = egovcheck("review", "bai.txt", *DAY, cwd=tmp_path)
    assert done.returncode == 0
    assert "Yes: the one figure agrees with another source" in done.stdout


@pytest.mark.usefixtures("article")
def test_the_page_goes_to_a_file_beside_what_is_printed(tmp_path):
    done = egovcheck("review", "bai.txt", *DAY, "--output", "html=review.html", "--output", "rich", cwd=tmp_path)
    assert done.returncode == 1
    assert "✗ 1 contradicted" in done.stdout
    assert (tmp_path / "review.html").read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="en">')


@pytest.mark.usefixtures("article")
def test_json_goes_to_standard_output_and_fits_its_schema(tmp_path):
    done = egovcheck("review", "bai.txt", *DAY, "-o", "json", cwd=tmp_path)
    read = json.loads(done.stdout)
    Draft202012Validator(review_schema()).validate(read)
    assert read["texts"][0]["figures"][0]["verdict"] == "contradicted"
    assert "May this go out?" in done.stderr


@pytest.mark.usefixtures("article")
def test_the_same_inputs_give_the_same_page(tmp_path):
    first, second = (egovcheck("review", "bai.txt", *DAY, "-o", "html", cwd=tmp_path).stdout for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("article")
def test_it_is_compared_with_what_is_given(tmp_path):
    (tmp_path / "data.csv").write_text(
        "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,86/193,Bộ,2020-08-20\n",
        encoding="utf-8",
    )
    done = egovcheck("review", "bai.txt", "--against", "data.csv", *DAY, "-o", "json", cwd=tmp_path)
    evidence = json.loads(done.stdout)["texts"][0]["figures"][0]["evidence"]
    assert ("source", "data.csv", 2, False) in [
        (one["kind"], one["path"], one["line"], one["agrees"]) for one in evidence
    ]


def test_standard_input_is_a_text(tmp_path):
    done = egovcheck("review", "-", *DAY, cwd=tmp_path, stdin=RIGHT)
    assert done.returncode == 0
    assert "supported [VNM UN_EGDI_RANK 2020]" in done.stdout


@pytest.mark.usefixtures("article")
def test_it_speaks_vietnamese(tmp_path):
    done = egovcheck("review", "bai.txt", *DAY, "--lang", "vi", cwd=tmp_path)
    assert "Có thể đăng chưa? Chưa nên đăng: 1 trên 1 số liệu bị mâu thuẫn." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("bai.txt", "--fail-on", "never"), 0, ""),
        (("bai.txt", "-o", "sarif"), 2, "there is no format 'sarif'"),
        (("bai.txt", "-o", "htm"), 2, "did you mean html?"),
        (("bai.txt", "--today", "tomorrow"), 2, "is not a date"),
        (("nowhere.txt",), 3, "there is no file or folder 'nowhere.txt'"),
        (("bai.txt", "--against", "nowhere.csv"), 3, "there is no file or folder 'nowhere.csv'"),
        (("data.csv",), 3, "there is no text among the inputs"),
    ],
)
@pytest.mark.usefixtures("article")
def test_exit_codes_are_those_of_validate(tmp_path, arguments, code, said):
    (tmp_path / "data.csv").write_text("indicator,area,value\nUN_EGDI_RANK,VNM,86\n", encoding="utf-8")
    done = egovcheck("review", "--published", "2020-08-26", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr


def test_a_broken_input_leaves_the_answer_open(article, tmp_path):
    article.write_text(RIGHT, encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"")
    done = egovcheck("review", "bai.txt", "--against", "broken.xlsx", *DAY, cwd=tmp_path)
    assert done.returncode == 3
    assert "Nobody can say yet: 1 input could not be read" in done.stdout
