"""A provincial index of the user's own: eight weighted pillars, level bands and ranks, told in tables, not in code."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.registers import SourceFacts
from egovcheck.validation import Settings, run
from tests.cli.running import ROOT, egovcheck

EXAMPLE = Path(__file__).resolve().parent / "own_index"
RIGHT = {("HT_DXI_SCORE", "HT-KA"): "70.84", ("HT_DXI_LEVEL", "HT-HL"): "khá"}
"""What the two figures should be that are wrong in the example."""

PILLARS = 8
DISTRICTS = 5


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a copy of the example, as working directory: figures, a configuration and the tables of the index."""
    copy = Path(shutil.copytree(EXAMPLE, tmp_path / "index"))
    monkeypatch.chdir(copy)
    return copy


def write(changed=None, without=()):
    """Write the example with some figures changed or left out."""
    figures = RIGHT | (changed or {})
    with (EXAMPLE / "2023.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with Path("2023.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [[*row[:3], figures.get((row[0], row[1]), row[3])] for row in rows if (row[0], row[1]) not in without]
        csv.writer(file).writerows(rows)


def judged(changed=None, *, without=(), **settings):
    """Judge the example with some figures changed or left out; returns the report, and its findings by code."""
    write(changed, without)
    return judged_again(**settings)


def judged_again(**settings):
    """Judge the example as it stands."""
    known = SourceFacts("2023", "egovcheck.toml", publisher="UBND tỉnh Hà Tĩnh", published="2024-03-20")
    tables = Path("our-catalogue").resolve()
    report = run(["."], Settings(catalogue=tables, sources=(known,), today=date(2026, 11, 1), **settings))
    assert report.rule_errors == ()
    return report, {finding.code: finding for finding in report.findings}


def count(report, code):
    return next(rule.evaluated for rule in report.rules if rule.code == code)


@pytest.mark.usefixtures("folder")
def test_a_right_table_is_judged_by_every_rule_on_indices_and_nothing_is_found():
    report, found = judged()
    assert found == {}
    assert report.summary.records == DISTRICTS * (PILLARS + 3)
    # the tables of the index stand below the same folder, and none of them is read as a submission
    assert [file.path for file in report.inputs] == ["2023.csv"]
    for code in ("EG210", "EG301", "EG302", "EG303", "EG315"):
        assert count(report, code) == DISTRICTS, code
    assert count(report, "EG311") == 1
    assert count(report, "EG107") > 0


@pytest.mark.usefixtures("folder")
def test_an_index_that_does_not_follow_from_its_eight_pillars_is_found_with_the_arithmetic():
    _, found = judged({("HT_DXI_SCORE", "HT-KA"): "70.48"})
    finding = found["EG303"]
    assert (finding.expected, finding.actual) == ("70.84", "70.48")
    assert len([record for record in finding.records if record.role == "component"]) == PILLARS
    (formula,) = [line for line in finding.evidence if "×" in line]
    assert sorted(re.findall(r"[\d.]+ × [\d.]+", formula)) == sorted(
        ["10 × 74", "10 × 71", "12.5 × 80", "10 × 69", "12.5 × 77", "20 × 70", "12.5 × 61.5", "12.5 × 65"]
    )
    assert formula.endswith("/ 100 = 70.84")


@pytest.mark.parametrize(
    ("weights", "form"),
    [
        ({"10": "0.8", "12.5": "1", "20": "1.6"}, "mean"),
        ({"10": "4", "12.5": "5", "20": "8"}, "mean"),
        ({"10": "0.1", "12.5": "0.125", "20": "0.2"}, "sum"),
    ],
)
def test_weights_may_be_shares_whole_numbers_or_factors(folder, weights, form):
    path = folder / "our-catalogue" / "composites.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    rows = [[*rows[0], "form"], *([*row[:2], weights[row[2]], row[3], form] for row in rows[1:])]
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    report, found = judged()
    assert (count(report, "EG303"), found) == (DISTRICTS, {})
    _, found = judged({("HT_DXI_SCORE", "HT-KA"): "70.48"})
    assert found["EG303"].expected == "70.84"
    assert any(weights["20"] + " × 70" in line for line in found["EG303"].evidence)


@pytest.mark.usefixtures("folder")
def test_a_pillar_that_is_left_out_is_missed():
    report, found = judged(without=[("HT_DXI_SECURITY", "HT-HS")])
    assert set(found) == {"EG210"}
    assert found["EG210"].subject["area"] == "HT-HS"
    assert "pillar security" in found["EG210"].message
    assert count(report, "EG303") == DISTRICTS - 1


@pytest.mark.usefixtures("folder")
def test_a_level_is_held_against_the_bands_of_the_index():
    _, found = judged({("HT_DXI_LEVEL", "HT-HL"): "tốt"}, lang="vi")
    assert set(found) == {"EG315"}
    assert "Hồng Lĩnh" in found["EG315"].message
    assert "75.83 thuộc mức khá" in found["EG315"].message
    assert any("từ 80 đến 100" in line for line in found["EG315"].evidence)


@pytest.mark.parametrize(
    ("changed", "code", "named"),
    [
        ({("HT_DXI_RANK", "HT-HL"): "3/5", ("HT_DXI_RANK", "HT-DT"): "2/5"}, "EG311", {"HT-HL", "HT-DT"}),
        ({("HT_DXI_RANK", "HT-DT"): "2/5"}, "EG312", {"HT-HL", "HT-DT"}),
        ({("HT_DXI_RANK", "HT-HS"): "6/5"}, "EG301", {"HT-HS"}),
        ({("HT_DXI_RANK", "HT-HS"): "5/6"}, "EG302", {"HT-HS"}),
        ({("HT_DXI_SECURITY", "HT-TP"): "104.00"}, "EG107", {"HT-TP"}),
    ],
)
@pytest.mark.usefixtures("folder")
def test_ranks_and_bounds_of_the_index_are_judged_as_any_other(changed, code, named):
    _, found = judged(changed)
    primary = [record for record in found[code].records if record.role == "primary"]
    assert {record.key["area"] for record in primary} == named


def test_the_editions_of_the_index_are_known(folder):
    _, found = judged()
    assert found == {}
    path = folder / "2023.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2023,", ",2021,"), encoding="utf-8")
    _, found = judged_again()
    assert set(found) == {"EG201"}


def test_names_and_misspelt_codes_of_the_index_are_read_and_answered(folder):
    (folder / "2023.csv").write_text(
        "Chỉ tiêu,Địa phương,Năm,Giá trị\nTổng điểm,Đức Thọ,2023,75.60\nHT_DXI_SCORE,HT-HL,2023,75.83\n"
        "HT_DXI_GOVERMENT,HT-HL,2023,81.25\nHT_DXI_SCORE,Hồng Lỉnh,2023,75.83\n",
        encoding="utf-8",
    )
    _, found = judged_again()
    assert set(found) == {"EG103", "EG104"}
    assert "HT_DXI_GOVERNMENT" in found["EG103"].message
    assert "HT-HL" in found["EG104"].message


def test_the_tables_are_named_by_the_configuration_or_on_the_command_line(folder):
    write({("HT_DXI_SCORE", "HT-KA"): "70.48"})
    assert "error EG303" in egovcheck("validate", ".", cwd=folder).stdout
    (folder / "egovcheck.toml").unlink()
    assert "error EG303" in egovcheck("validate", ".", "--catalogue", "our-catalogue", cwd=folder).stdout
    assert "error EG103" in egovcheck("validate", "2023.csv", cwd=folder).stdout


def test_an_entry_of_the_index_is_shown_with_its_pillars(folder):
    shown = egovcheck("catalogue", "HT_DXI_SCORE", cwd=folder).stdout
    assert "12.5 × HT_DXI_SECURITY\n" in shown
    assert shown.rstrip().endswith("Quyết định 1234/QĐ-UBND về bộ chỉ số chuyển đổi số cấp huyện (none stated)")


MISTAKES = {
    "a weight that is no number": (
        "composites.csv", "HT_DXI_PEOPLE,10", "HT_DXI_PEOPLE,ten", "composites.csv:5", "weight: Input should be",
    ),
    "a weight of nothing": (
        "composites.csv", "HT_DXI_PEOPLE,10", "HT_DXI_PEOPLE,0", "composites.csv:5", "greater than 0",
    ),
    "a pillar that is not there": (
        "composites.csv", "HT_DXI_PEOPLE", "HT_DXI_PEOPEL", "composites.csv:5", "did you mean HT_DXI_PEOPLE?",
    ),
    "an index of itself": (
        "composites.csv", "HT_DXI_SCORE,HT_DXI_PEOPLE", "HT_DXI_SCORE,HT_DXI_SCORE", "composites.csv:5", "no component",
    ),
    "a pillar twice": ("composites.csv", "HT_DXI_PEOPLE", "HT_DXI_AWARENESS", "composites.csv:5", "stands twice"),
    "bands that overlap": ("levels.csv", "khá,50,80", "khá,40,80", "levels.csv:3", "begins within the level 'weak'"),
    "a band upside down": ("levels.csv", "khá,50,80", "khá,80,50", "levels.csv:3", "must be below the high end"),
    "a misspelt column": ("composites.csv", "weight", "wieght", "composites.csv:2", "did you mean weight?"),
    "a name that is taken": (
        "indicators.yaml", "trụ cột nhận thức số cấp huyện", "giá trị nhận thức số của DTI", "indicators.yaml:35",
        "is already a name of VN_DTI_AWARENESS_SCORE",
    ),
    "a group that is not there": (
        "indicators.yaml", "district: HT-DISTRICTS", "district: HT-DISTRICT", "indicators.yaml:14",
        "did you mean HT-DISTRICTS?",
    ),
    "a kind of area that there is not": ("areas.csv", "HT-HL,district", "HT-HL,town", "areas.csv:3", '"town"'),
    "a bound upside down": ("indicators.yaml", "maximum: 100", "maximum: -1", "indicators.yaml:1", "above the maximum"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_tables_is_told_with_its_file_and_line(folder, mistake):
    name, right, wrong, place, said = MISTAKES[mistake]
    path = folder / "our-catalogue" / name
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_catalogue(path.parent)
    assert str(error.value.place).endswith(f"our-catalogue/{place}")
    assert said in f"{error.value} {error.value.hint}"


def test_a_mistake_in_the_tables_ends_the_run(folder):
    path = folder / "our-catalogue" / "composites.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("12.5", "an eighth", 1), encoding="utf-8")
    done = egovcheck("validate", "2023.csv", cwd=folder)
    assert done.returncode == 2
    assert "our-catalogue/composites.csv:4: weight" in done.stderr


def test_the_readme_shows_the_index_as_it_is():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Your own index")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)
    texts = {p.name: p.read_text(encoding="utf-8") for p in EXAMPLE.rglob("*") if p.is_file()}
    for _, block in (block for block in blocks if block[0] in {"yaml", "csv"}):
        lines = {line for line in block.splitlines() if line}
        assert any(lines <= set(text.splitlines()) for text in texts.values()), block
    (shown,) = [block for language, block in blocks if language == "text"]
    done = egovcheck("validate", ".", "--today", "2026-11-01", cwd=EXAMPLE)
    printed = done.stdout + egovcheck("validate", ".", "-o", "rich", cwd=EXAMPLE).stdout
    assert done.returncode == 1
    assert [line for line in shown.splitlines() if line not in printed.splitlines()] == []
