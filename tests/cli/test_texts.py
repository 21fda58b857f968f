"""``egovcheck validate`` on texts, alone and beside tables, as people run it."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import egovcheck

OPENING = "Hội nghị trực tuyến về Chính phủ điện tử diễn ra hôm nay.\n\n"
RIGHT = "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp thứ 86/193 về chỉ số phát triển Chính phủ điện tử.\n"
WRONG = RIGHT.replace("86/193", "88/193")
DAY = ("--published", "2020-08-26", "--today", "2026-11-01")
TABLE = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,{},Bộ,2020-08-20\n"


def write(folder, text, name="bai.txt"):
    (folder / name).write_bytes(text.encode("utf-8"))
    return text


def report(folder, *arguments):
    done = egovcheck("validate", *arguments, *DAY, "-o", "json", cwd=folder)
    return done, json.loads(done.stdout)


def test_a_finding_points_to_the_first_character_of_the_quote(tmp_path):
    text = write(tmp_path, OPENING + WRONG)
    done = egovcheck("validate", "bai.txt", *DAY, cwd=tmp_path)
    line = text.split("\n")[2]
    assert done.returncode == 1
    assert f"bai.txt:3:{line.index('xếp thứ 88/193') + 1}: error EG204" in done.stdout


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_are_right_whatever_ends_the_lines(tmp_path, end):
    text = write(tmp_path, (OPENING + WRONG).replace("\n", end))
    _, read = report(tmp_path, "bai.txt")
    (finding,) = [f for f in read["findings"] if f["code"] == "EG204"]
    (primary,) = [r for r in finding["records"] if r["path"] == "bai.txt"]
    place = primary["place"]
    at = text.index("xếp thứ 88/193")
    assert (place["line"], place["column"]) == (3, at - text.rindex("\n", 0, at))
    assert text[place["start"] : place["end"]] == "xếp thứ 88/193"


def test_a_byte_order_mark_moves_no_place(tmp_path):
    write(tmp_path, "\ufeff" + WRONG)
    done = egovcheck("validate", "bai.txt", *DAY, cwd=tmp_path)
    assert f"bai.txt:1:{WRONG.index('xếp thứ 88') + 1}: error" in done.stdout


def test_how_much_of_a_text_was_checked_is_said(tmp_path):
    write(tmp_path, RIGHT + "\nChi nhánh đã mua 321 máy quét.\n")
    done, read = report(tmp_path, "bai.txt")
    (covered,) = [f for f in read["findings"] if f["code"] == "EG607"]
    assert done.returncode == 0
    assert covered["severity"] == "info"
    assert "1 of 2 figures of bai checked" in covered["message"]
    assert "“321 máy quét”" in covered["message"]


def test_the_four_kinds_of_verdict_set_the_exit_code(tmp_path):
    write(tmp_path, RIGHT)
    write(tmp_path, WRONG, "sai.txt")
    for arguments, code in {
        ("bai.txt",): 0,
        ("sai.txt",): 1,
        ("sai.txt", "--fail-on", "never"): 0,
        ("bai.txt", "--fail-on", "info"): 0,
    }.items():
        assert egovcheck("validate", *arguments, *DAY, cwd=tmp_path).returncode == code, arguments


def test_coverage_fails_a_run_only_where_that_is_asked_for(tmp_path):
    write(tmp_path, RIGHT + "\nChi nhánh đã mua 321 máy quét.\n")
    assert egovcheck("validate", "bai.txt", *DAY, cwd=tmp_path).returncode == 0
    assert egovcheck("validate", "bai.txt", *DAY, "--fail-on", "info", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(("value", "codes"), [("86/193", set()), ("88/193", {"EG501"})])
def test_a_table_and_a_text_check_each_other(tmp_path, value, codes):
    write(tmp_path, RIGHT)
    write(tmp_path, TABLE.format(value), "data.csv")
    _, read = report(tmp_path, "bai.txt", "data.csv")
    found = {f["code"]: {r["path"] for r in f["records"] if r["path"]} for f in read["findings"]}
    assert {code for code in found if code == "EG501"} == codes
    assert all(found[code] == {"bai.txt", "data.csv"} for code in codes)


def test_two_texts_check_each_other(tmp_path):
    share = "Năm 2019, tỷ lệ hồ sơ nộp trực tuyến của tỉnh Hà Nam đạt {}.\n"
    write(tmp_path, share.format("16,1%"), "mot.txt")
    write(tmp_path, share.format("61,1%"), "hai.txt")
    _, read = report(tmp_path, ".")
    (conflict,) = [f for f in read["findings"] if f["code"] == "EG501"]
    assert {r["printed"] for r in conflict["records"]} == {"16,1%", "61,1%"}


def test_an_english_text_and_a_vietnamese_one_agree(tmp_path):
    write(tmp_path, RIGHT)
    english = "In 2020 Viet Nam ranked 86th of 193 countries in the United Nations E-Government Development Index.\n"
    write(tmp_path, english, "paper.txt")
    done, read = report(tmp_path, ".")
    assert done.returncode == 0
    assert {f["code"] for f in read["findings"]} <= {"EG607"}


def test_without_a_day_of_its_own_a_text_is_not_held_to_one(tmp_path):
    write(tmp_path, WRONG)
    done = egovcheck("validate", "bai.txt", "--today", "2026-11-01", cwd=tmp_path)
    assert done.returncode == 1
    assert "88/193" in done.stdout


def test_standard_input_may_be_a_text(tmp_path):
    done = egovcheck("validate", "-", *DAY, cwd=tmp_path, stdin=OPENING + WRONG)
    assert done.returncode == 1
    assert "-:3:" in done.stdout


def test_a_broken_text_stops_no_other(tmp_path):
    write(tmp_path, WRONG)
    (tmp_path / "m.pdf").write_bytes(b"%PDF-1.7\nbroken")
    done = egovcheck("validate", ".", *DAY, cwd=tmp_path)
    assert done.returncode == 3
    assert "EG204" in done.stdout
    assert "m.pdf" in done.stderr


def test_texts_are_judged_alike_in_any_order(tmp_path):
    write(tmp_path, WRONG, "a.txt")
    write(tmp_path, RIGHT, "b.txt")
    _, one = report(tmp_path, "a.txt", "b.txt")
    _, other = report(tmp_path, "b.txt", "a.txt")
    assert {f["fingerprint"] for f in one["findings"]} == {f["fingerprint"] for f in other["findings"]}


def test_the_terminal_shows_the_words_of_the_text(tmp_path):
    write(tmp_path, OPENING + WRONG)
    done = egovcheck("validate", "bai.txt", *DAY, "-o", "rich", cwd=tmp_path)
    assert "xếp thứ 88/193" in done.stdout
    assert "bai.txt:3" in done.stdout


def test_control_and_bidi_characters_of_a_text_reach_no_terminal(tmp_path):
    write(tmp_path, WRONG.replace("xếp thứ", "xếp \x1b[31m\u202ethứ") + "\nCó 321 máy\u202equét \x1b[0m.\n")
    for form in ("concise", "rich"):
        done = egovcheck("validate", "bai.txt", *DAY, "-o", form, cwd=tmp_path)
        assert done.returncode in {0, 1}
        assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)


@pytest.mark.parametrize("form", ["concise", "json", "jsonl", "rich"])
def test_every_format_takes_findings_of_texts(tmp_path, form):
    write(tmp_path, OPENING + WRONG)
    done = egovcheck("validate", "bai.txt", *DAY, "-o", form, cwd=tmp_path)
    assert done.returncode == 1
    assert "EG204" in done.stdout
    assert "Traceback" not in done.stderr
