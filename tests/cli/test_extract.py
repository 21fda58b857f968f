"""``egovcheck extract`` as people run it: streams, files, exit codes."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pytest

from egovcheck.prose.statements import COLUMNS
from tests.cli.running import ROOT, egovcheck

RANK = "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp thứ 86/193 về chỉ số phát triển Chính phủ điện tử.\n"
SHARE = "Năm 2019, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 16,1%.\n"
TABLE = "indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86/193\n"


def rows(text):
    """Return the rows of a table as dictionaries; its first line must be the header."""
    lines = list(csv.reader(io.StringIO(text)))
    assert tuple(lines[0]) == COLUMNS
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]


def write(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_rows_go_to_standard_output_and_the_summary_does_not(tmp_path):
    done = egovcheck("extract", "bai.txt", "--published", "2020-08-26", cwd=write(tmp_path, bai=RANK))
    (row,) = rows(done.stdout)
    assert done.returncode == 0
    assert done.stderr == "egovcheck: 1 figure in 1 text, 1 of them with an indicator\n"
    assert (row["path"], row["source"], row["published"]) == ("bai.txt", "bai", "2020-08-26")
    assert (row["indicator"], row["area"], row["period"]) == ("UN_EGDI_RANK", "VNM", "2020")
    assert (row["value"], row["denominator"], row["status"]) == ("86", "193", "actual")
    assert RANK[int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_summary_speaks_vietnamese(tmp_path):
    done = egovcheck("extract", "bai.txt", "--lang", "vi", cwd=write(tmp_path, bai=RANK))
    assert done.stderr == "egovcheck: 1 số liệu trong 1 văn bản, 1 số liệu xác định được chỉ tiêu\n"


def test_a_file_is_written_whole_and_under_its_name_alone(tmp_path):
    done = egovcheck("extract", "bai.txt", "-o", "records.csv", cwd=write(tmp_path, bai=RANK))
    assert (done.returncode, done.stdout) == (0, "")
    assert names(tmp_path) == ["bai.txt", "records.csv"]
    assert len(rows((tmp_path / "records.csv").read_text(encoding="utf-8"))) == 1


def test_an_existing_file_is_replaced_only_by_records(tmp_path):
    target = write(tmp_path, bai=RANK) / "records.csv"
    target.write_text("kept", encoding="utf-8")
    assert egovcheck("extract", "nowhere.txt", "-o", "records.csv", cwd=tmp_path).returncode == 3
    assert egovcheck("extract", "bai.txt", "-o", "records.csv", "--published", "no", cwd=tmp_path).returncode == 2
    assert target.read_text(encoding="utf-8") == "kept"
    assert egovcheck("extract", "bai.txt", "-o", "records.csv", cwd=tmp_path).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("path,source,")


@pytest.mark.parametrize("target", ["none/records.csv", "."])
def test_a_target_that_cannot_be_written_is_a_mistake_of_the_call(tmp_path, target):
    done = egovcheck("extract", "bai.txt", "-o", target, cwd=write(tmp_path, bai=RANK))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert names(tmp_path) == ["bai.txt"]


def test_standard_input_is_a_text(tmp_path):
    done = egovcheck("extract", "-", cwd=tmp_path, stdin=RANK)
    (row,) = rows(done.stdout)
    assert (row["path"], row["source"], row["value"]) == ("-", "stdin", "86")


def test_tables_in_a_folder_of_texts_are_left_alone(tmp_path):
    write(tmp_path, b=SHARE, a=RANK)
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    done = egovcheck("extract", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert [(row["path"], row["value"]) for row in rows(done.stdout)] == [("a.txt", "86"), ("b.txt", "16.1")]


def test_nothing_but_tables_is_nothing_to_read(tmp_path):
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    done = egovcheck("extract", "data.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no text among the inputs: data.csv" in done.stderr
    assert "egovcheck validate" in done.stderr


def test_one_text_that_cannot_be_read_keeps_no_other_from_it(tmp_path):
    write(tmp_path, a=RANK, z=SHARE)
    (tmp_path / "m.pdf").write_bytes(b"%PDF-1.7\nbroken")
    done = egovcheck("extract", ".", "-o", "records.csv", cwd=tmp_path)
    assert done.returncode == 3
    assert "m.pdf" in done.stderr
    assert done.stderr.endswith("2 figures in 2 texts, 2 of them with an indicator; 1 not read\n")
    assert [row["path"] for row in rows((tmp_path / "records.csv").read_text(encoding="utf-8"))] == ["a.txt", "z.txt"]


def test_an_empty_text_is_told(tmp_path):
    done = egovcheck("extract", "a.txt", "b.txt", cwd=write(tmp_path, a="", b=RANK))
    assert done.returncode == 3
    assert "'a.txt' is empty" in done.stderr
    assert len(rows(done.stdout)) == 1


@pytest.mark.parametrize("said", ["30/2/2020", "2020-02-30", "hôm nay", "2020-8-26x"])
def test_a_date_that_is_none_is_a_mistake_of_the_call(tmp_path, said):
    done = egovcheck("extract", "bai.txt", "--published", said, cwd=write(tmp_path, bai=RANK))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_is_said_beside_a_text_goes_before_the_command_line(tmp_path):
    write(tmp_path, bai=RANK)
    (tmp_path / "bai.meta.yaml").write_text("published: 2020-09-01\nsource: bao-a\n", encoding="utf-8")
    done = egovcheck("extract", "bai.txt", "--published", "2020-08-26", cwd=tmp_path)
    assert [(row["published"], row["source"]) for row in rows(done.stdout)] == [("2020-09-01", "bao-a")]


def test_a_wrong_key_beside_a_text_is_told_with_its_line(tmp_path):
    write(tmp_path, bai=RANK)
    (tmp_path / "bai.meta.yaml").write_text("publisher: Báo A\npublishd: 2020-09-01\n", encoding="utf-8")
    done = egovcheck("extract", "bai.txt", "-o", "records.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "bai.meta.yaml:2" in done.stderr
    assert "published" in done.stderr
    assert not (tmp_path / "records.csv").exists()


def test_a_wrong_sidecar_among_many_texts_is_told_all_the_same(tmp_path):
    many(tmp_path)
    (tmp_path / "t07.meta.yaml").write_text("publishd: 2020-09-01\n", encoding="utf-8")
    done = egovcheck("extract", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "t07.meta.yaml:1" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_text_that_places_are_counted_in_goes_to_a_file(tmp_path):
    raw = RANK.replace("\n", "\r\n").encode("utf-16")
    (tmp_path / "bai.txt").write_bytes(raw)
    done = egovcheck("extract", "bai.txt", "--text-out", "said.txt", cwd=tmp_path)
    (row,) = rows(done.stdout)
    text = (tmp_path / "said.txt").read_bytes().decode("utf-8")
    assert text == RANK.replace("\n", "\r\n")
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_texts_of_a_folder_go_to_a_folder(tmp_path):
    (tmp_path / "in").mkdir()
    page = "<html><body><article><h1>Kết quả năm 2020</h1><p>" + SHARE * 9 + "</p></article></body></html>"
    (tmp_path / "in" / "trang.html").write_text(page, encoding="utf-8")
    write(tmp_path / "in", bai=RANK)
    done = egovcheck("extract", "in", "--text-out", "out", cwd=tmp_path)
    written = {path.name: path.read_bytes().decode("utf-8") for path in (tmp_path / "out").iterdir()}
    assert done.returncode == 0
    assert len(written) == 2
    for row in rows(done.stdout):
        text = next(text for name, text in written.items() if row["path"].rpartition("/")[2] in name)
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_many_texts_need_a_folder_for_theirs(tmp_path):
    write(tmp_path, a=RANK, b=SHARE, out="kept")
    done = egovcheck("extract", "a.txt", "b.txt", "--text-out", "out.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a folder" in done.stderr
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("name", ["=1+1.txt", "+cmd.txt", "-x.txt", "@sum.txt"])
def test_no_cell_is_a_formula_whatever_a_file_is_called(tmp_path, name):
    (tmp_path / name).write_text(RANK, encoding="utf-8")
    done = egovcheck("extract", f"./{name}", cwd=tmp_path)
    (row,) = rows(done.stdout)
    assert row["source"] == f"'{name[:-4]}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_a_fall_keeps_its_sign_as_a_number(tmp_path):
    text = "Năm 2020, Việt Nam tụt 3 bậc về EGDI so với năm 2018.\n"
    (row,) = rows(egovcheck("extract", "bai.txt", cwd=write(tmp_path, bai=text)).stdout)
    assert (row["value"], row["measure"], row["base_period"]) == ("-3", "change", "2018")


def many(folder):
    for number in range(60):
        text = f"Năm 2020, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt {number},5%, cao hơn năm trước {number % 7}%.\n"
        (folder / f"t{number:02}.txt").write_text(text, encoding="utf-8")


def test_many_texts_give_the_bytes_that_they_give_one_by_one(tmp_path):
    many(tmp_path)
    together = egovcheck("extract", ".", "--published", "2021-01-05", cwd=tmp_path)
    halves = [
        egovcheck("extract", *(f"t{n:02}.txt" for n in half), "--published", "2021-01-05", cwd=tmp_path).stdout
        for half in (range(30), range(30, 60))
    ]
    assert together.returncode == 0
    assert together.stdout == halves[0] + halves[1].partition("\n")[2]
    assert "in 60 texts" in together.stderr


def test_the_order_of_the_arguments_is_the_order_of_the_rows(tmp_path):
    done = egovcheck("extract", "b.txt", "a.txt", cwd=write(tmp_path, a=RANK, b=SHARE))
    assert [row["path"] for row in rows(done.stdout)] == ["b.txt", "a.txt"]


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path):
    (tmp_path / "bai.txt").write_text(SHARE * 5_000, encoding="utf-8")
    command = [sys.executable, "-m", "egovcheck", "extract", "bai.txt"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read().decode()
        running.wait(timeout=60)
    assert "Traceback" not in said
    assert "Exception" not in said


def test_a_text_without_figures_gives_the_header_alone(tmp_path):
    done = egovcheck("extract", "bai.txt", cwd=write(tmp_path, bai="Hội nghị bàn về chuyển đổi số.\n"))
    assert (done.returncode, rows(done.stdout)) == (0, [])
    assert done.stderr == "egovcheck: 0 figures in 0 texts, 0 of them with an indicator\n".replace("0 texts", "1 text")


def test_the_documents_of_the_repository_are_read_without_a_word_on_the_way():
    done = egovcheck("extract", "fixtures/articles", cwd=ROOT)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert len(rows(done.stdout)) > 50
