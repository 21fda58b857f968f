"""The gate: waivers, a baseline, and findings on changed records only."""

from __future__ import annotations

import json
import subprocess

import openpyxl
import pytest

from .running import WRONG, egovcheck, table

TODAY = ("--today", "2026-11-22")

WAIVER = """\
[[waivers]]
rule = "EG204"
where = { area = "VNM", period = "2020" }
reason = "the portal keeps the old figure until spring"
owner = "statistics office"
expires = 2027-06-01
evidence = "88/193"
"""


def _codes(done):
    return [line.split(": ", 1)[1].split(" ")[:2] for line in done.stdout.splitlines()[:-1]]


@pytest.fixture
def folder(tmp_path):
    table(tmp_path, WRONG)
    return tmp_path


def _waivers(folder, text, name="egovcheck-waivers.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_the_file_in_the_working_directory_is_used(folder):
    _waivers(folder, WAIVER)
    done = egovcheck("validate", "data.csv", *TODAY, cwd=folder)
    assert done.returncode == 0
    assert done.stdout.startswith("0 findings · 1 waived · 0 baselined")
    assert "(waived)" in egovcheck("validate", "data.csv", "-v", *TODAY, cwd=folder).stdout
    assert egovcheck("validate", "data.csv", "--isolated", *TODAY, cwd=folder).returncode == 1


def test_the_file_beside_the_configuration_is_used_from_below(folder):
    (folder / "egovcheck.toml").write_text("", encoding="utf-8")
    _waivers(folder, WAIVER)
    (folder / "below").mkdir()
    table(folder / "below", WRONG)
    assert egovcheck("validate", "data.csv", *TODAY, cwd=folder / "below").returncode == 0


def test_the_configuration_names_another_file(folder):
    (folder / "egovcheck.toml").write_text('waivers = "accepted.toml"\n', encoding="utf-8")
    _waivers(folder, WAIVER, "accepted.toml")
    assert egovcheck("validate", "data.csv", *TODAY, cwd=folder).returncode == 0
    (folder / "accepted.toml").unlink()
    done = egovcheck("validate", "data.csv", *TODAY, cwd=folder)
    assert (done.returncode, "accepted.toml: the waivers cannot be read" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("before", "after", "findings", "code"),
    [
        ("2027-06-01", "2026-11-21", ["EG204", "EG902"], 1),
        ('"statistics office"', '""', ["EG204", "EG903"], 1),
        ("88/193", "89/193", ["EG204", "EG901"], 1),
    ],
)
def test_waivers_that_do_no_good_are_findings_at_their_line(folder, before, after, findings, code):
    _waivers(folder, WAIVER.replace(before, after))
    done = egovcheck("validate", "data.csv", *TODAY, cwd=folder)
    assert done.returncode == code
    assert sorted(line[1] for line in _codes(done)) == findings
    assert "egovcheck-waivers.toml:1: " in done.stdout
    vi = egovcheck("validate", "data.csv", "--lang", "vi", *TODAY, cwd=folder).stdout
    assert "miễn trừ EG204 cho area = VNM, period = 2020" in vi


def test_an_unused_waiver_alone_is_a_warning(folder):
    _waivers(folder, WAIVER)
    table(folder, WRONG.replace("88/193", "86/193").replace("2020-02-25", "2020-08-26"))
    done = egovcheck("validate", "data.csv", *TODAY, cwd=folder)
    assert (done.returncode, _codes(done)) == (0, [["warning", "EG901"]])
    assert egovcheck("validate", "data.csv", "--fail-on", "warning", *TODAY, cwd=folder).returncode == 1
    assert egovcheck("validate", "data.csv", "--ignore", "EG901", *TODAY, cwd=folder).stdout.startswith("0 findings")


def test_a_wrong_file_of_waivers_is_a_usage_error_with_its_line(folder):
    _waivers(folder, WAIVER.replace("owner", "ownr"))
    done = egovcheck("validate", "data.csv", *TODAY, cwd=folder)
    assert done.returncode == 2
    assert done.stderr == (
        "egovcheck: egovcheck-waivers.toml:5: 'ownr' is no key of a waiver\n  hint: did you mean owner?\n"
    )


def test_waivers_are_drafted_listed_and_checked(folder):
    draft = egovcheck("waivers", "write", "data.csv", "--owner", "office", "--reason", "kept", *TODAY, cwd=folder)
    assert draft.returncode == 0
    _waivers(folder, draft.stdout)
    checked = egovcheck("waivers", "check", "data.csv", *TODAY, cwd=folder)
    assert (checked.returncode, checked.stdout) == (0, "egovcheck-waivers.toml:2: EG204 accepts 1 finding\n")
    listed = egovcheck("waivers", "list", *TODAY, cwd=folder).stdout
    assert "until 2027-05-21, 180 days left · office · kept" in listed
    table(folder, WRONG.replace("88/193", "89/193"))
    again = egovcheck("waivers", "check", "data.csv", *TODAY, cwd=folder)
    assert (again.returncode, "the figure is 89/193 now" in again.stdout) == (1, True)


def test_a_baseline_lets_old_findings_pass_and_new_ones_fail(folder):
    assert egovcheck("baseline", "write", "data.csv", cwd=folder).stdout == "egovcheck-baseline.json: 1 finding\n"
    gate = ("validate", "data.csv", "--baseline", "egovcheck-baseline.json", *TODAY)
    assert egovcheck(*gate, cwd=folder).stdout.startswith("0 findings · 0 waived · 1 baselined")
    table(folder, WRONG.replace("\nUN_EGDI_RANK,VNM", "\n\nUN_EGDI_RANK,VNM"))  # the row moved
    assert egovcheck(*gate, cwd=folder).returncode == 0
    table(folder, WRONG.replace("88/193", "89/193"))  # the figure changed
    assert egovcheck(*gate, cwd=folder).returncode == 1
    check = egovcheck("baseline", "check", "data.csv", cwd=folder)
    assert check.returncode == 1
    assert [line.split(":")[0] for line in check.stdout.splitlines()] == ["resolved", "new", "egovcheck-baseline.json"]
    assert egovcheck("baseline", "prune", "data.csv", cwd=folder).stdout == (
        "egovcheck-baseline.json: 1 resolved, 0 left\n"
    )
    assert egovcheck("baseline", "list", cwd=folder).stdout == ""


def test_a_baseline_is_not_written_over(folder):
    egovcheck("baseline", "write", "data.csv", cwd=folder)
    before = (folder / "egovcheck-baseline.json").read_bytes()
    table(folder, WRONG.replace("88/193", "89/193"))
    done = egovcheck("baseline", "write", "data.csv", cwd=folder)
    assert (done.returncode, "--renew" in done.stderr) == (2, True)
    assert (folder / "egovcheck-baseline.json").read_bytes() == before
    assert egovcheck("baseline", "write", "data.csv", "--renew", cwd=folder).returncode == 0
    assert (folder / "egovcheck-baseline.json").read_bytes() != before


def test_the_configuration_names_the_baseline(folder):
    (folder / "egovcheck.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    missing = egovcheck("validate", "data.csv", cwd=folder)
    assert (missing.returncode, "egovcheck baseline write" in missing.stderr) == (2, True)
    assert egovcheck("baseline", "write", "data.csv", cwd=folder).stdout == "known.json: 1 finding\n"
    assert egovcheck("validate", "data.csv", cwd=folder).returncode == 0


def test_nothing_is_pruned_by_a_run_that_could_not_read_everything(folder):
    egovcheck("baseline", "write", "data.csv", cwd=folder)
    (folder / "broken.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    table(folder, WRONG.replace("88/193", "86/193"))
    before = (folder / "egovcheck-baseline.json").read_bytes()
    assert egovcheck("baseline", "prune", "data.csv", "broken.csv", cwd=folder).returncode == 3
    assert (folder / "egovcheck-baseline.json").read_bytes() == before


def test_a_stored_report_is_rendered_as_the_run_printed_it(folder):
    run = egovcheck("validate", "data.csv", "--output", "json=r.json", *TODAY, cwd=folder)
    shown = egovcheck("render", "r.json", cwd=folder)
    assert (shown.returncode, shown.stdout) == (0, run.stdout)
    assert egovcheck("render", "r.json", "--fail-on", "error", cwd=folder).returncode == 1
    again = egovcheck("render", "-", "--output", "json", cwd=folder, stdin=(folder / "r.json").read_text("utf-8"))
    assert again.stdout == (folder / "r.json").read_text("utf-8")


def test_findings_of_a_stored_report_are_chosen_by_code_or_fingerprint(folder):
    egovcheck("validate", "data.csv", "--output", "json=r.json", *TODAY, cwd=folder)
    (mark,) = (one["fingerprint"] for one in json.loads((folder / "r.json").read_text("utf-8"))["findings"])
    for chosen in (mark, mark[:8], "EG2", "wrong-edition"):
        assert "1 finding (1 error)" in egovcheck("render", "r.json", "--select", chosen, cwd=folder).stdout
    left_out = egovcheck("render", "r.json", "--ignore", "EG204", cwd=folder)
    assert left_out.stdout.startswith("0 findings")
    assert left_out.stderr == "egovcheck: 0 of 1 findings are shown\n"
    unknown = egovcheck("render", "r.json", "--select", "wrong-edtion", cwd=folder)
    assert (unknown.returncode, "did you mean wrong-edition?" in unknown.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this is not valid JSON"),
        ('{"a": 1}', "this is no report of egovcheck"),
        ('{"schema_version": "1.0", "report": {}}', "this is a review and not a report"),
        ('{"schema_version": "2.0", "findings": [], "rules": []}', "the report is of version 2.0"),
        ('{"schema_version": "1.0", "findings": [{"code": 5}], "rules": []}', "the report is damaged at"),
    ],
)
def test_what_is_no_report_cannot_be_rendered(tmp_path, text, said):
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    done = egovcheck("render", "r.json", cwd=tmp_path)
    assert (done.returncode, said in done.stderr, done.stdout) == (3, True, "")


def test_a_report_of_a_later_minor_version_can_be_rendered(folder):
    egovcheck("validate", "data.csv", "--output", "json=r.json", *TODAY, cwd=folder)
    whole = json.loads((folder / "r.json").read_text("utf-8"))
    whole |= {"schema_version": "1.7", "new_key": {"a": 1}}
    whole["findings"][0]["also_new"] = 5
    (folder / "r.json").write_text(json.dumps(whole), encoding="utf-8")
    assert egovcheck("render", "r.json", cwd=folder).returncode == 0


# ---- findings on what changed ----


def _git(folder, *arguments):
    author = ("-c", "user.name=editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


HEAD = "indicator,area,period,value,publisher,published\n"
OLD = "UN_EGDI_RANK,VNM,2020,88/193,Báo,2020-02-25\n"
NEW = "UN_EGDI_RANK,THA,2020,58/193,Báo,2020-02-25\n"


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "data").mkdir()
    table(tmp_path / "data", HEAD + OLD)
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "figures")
    return tmp_path


def _since(repository, *arguments, revision="main"):
    return egovcheck("validate", *(arguments or ("data",)), "--changed-since", revision, *TODAY, cwd=repository)


def test_what_did_not_change_is_counted_and_not_reported(repository):
    done = _since(repository)
    assert done.returncode == 0
    assert done.stdout.startswith("0 findings")
    assert done.stdout.endswith("0 figures changed since main (findings elsewhere, not shown: 1)\n")


def test_a_new_row_is_reported_and_a_moved_one_is_not(repository):
    table(repository / "data", HEAD + NEW + "\n" + OLD)
    done = _since(repository)
    assert done.returncode == 1
    assert [line.split(" ")[0] for line in done.stdout.splitlines()[:-1]] == ["data/data.csv:2:4:"]
    assert "1 figure changed since main" in done.stdout


def test_everything_is_judged_though_only_changes_are_reported(repository):
    """The conflict of an old record and a new one names both."""
    table(repository / "data", HEAD + "VN_PORTAL_VISITS,VNM,2020-08-26,60000000,Báo,2020-08-27\n", "old.csv")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "visits")
    table(repository / "data", HEAD + "VN_PORTAL_VISITS,VNM,2020-08-26,97000000,Tin,2020-08-27\n", "new.csv")
    report = json.loads(_since(repository, "data", "--output", "json").stdout)
    (conflict,) = (finding for finding in report["findings"] if finding["code"] == "EG501")
    assert [record["path"] for record in conflict["records"]] == ["data/new.csv", "data/old.csv"]
    assert report["since"]["changed"] == 1


def test_a_date_beside_the_data_changes_its_records(repository):
    sources = "source,publisher,published\ndata,Báo,2020-02-25\n"
    table(repository / "data", "indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,88/193\n")
    (repository / "data" / "sources.csv").write_text(sources, encoding="utf-8")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "dates")
    assert _since(repository).returncode == 0
    (repository / "data" / "sources.csv").write_text(sources.replace("02-25", "02-26"), encoding="utf-8")
    assert _since(repository).returncode == 1
    assert _since(repository, "data/data.csv").returncode == 1


def test_a_finding_that_a_deletion_causes_is_reported(repository):
    rows = "".join(f"VN_DTI_RANK,VN-{code},2022,{n},Báo,2023-07-13\n" for n, code in enumerate(("HN", "SG", "DN"), 1))
    table(repository / "data", HEAD + rows, "dti.csv")
    (repository / "egovcheck.toml").write_text(
        '[[expect]]\nindicator = "VN_DTI_RANK"\nperiod = "2022"\nrecords = 3\n', encoding="utf-8"
    )
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "ranks")
    assert _since(repository).returncode == 0
    table(repository / "data", HEAD + rows.rpartition("VN_DTI_RANK")[0], "dti.csv")
    done = _since(repository)
    assert (done.returncode, "EG209" in done.stdout) == (1, True)


def test_a_branch_is_compared_with_where_it_began(repository):
    _git(repository, "checkout", "-q", "-b", "work")
    _git(repository, "checkout", "-q", "main")
    table(repository / "data", HEAD + OLD.replace("88/193", "86/193"))
    _git(repository, "commit", "-q", "-am", "mended on main")
    _git(repository, "checkout", "-q", "work")
    assert _since(repository).stdout.startswith("0 findings")


def test_layouts_and_folders_hold_for_the_earlier_files_too(repository):
    (repository / "egovcheck.toml").write_text(
        '[[layouts]]\nfiles = "data/wide/*.csv"\narea = {column = "Country"}\nperiod = {filename = "(\\\\d{4})"}\n'
        '[layouts.columns]\n"Rank" = "UN_EGDI_RANK"\n',
        encoding="utf-8",
    )
    (repository / "data" / "wide").mkdir()
    table(repository / "data" / "wide", "Country,Rank\nThailand,57\nViet Nam,86\n", "egdi-2020.csv")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "wide")
    assert _since(repository / "data", "wide").stdout.startswith("0 findings")
    table(repository / "data" / "wide", "Country,Rank\nThailand,57\nViet Nam,88\n", "egdi-2020.csv")
    done = _since(repository / "data", repository / "data" / "wide")
    assert [line.split(" ")[0] for line in done.stdout.splitlines()[:-1]] == ["wide/egdi-2020.csv:3:2:"]


def test_waivers_are_spoken_of_only_where_their_file_changed(repository):
    expired = WAIVER.replace("2027-06-01", "2026-01-01")
    _waivers(repository, expired)
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "waiver")
    assert _since(repository).returncode == 0
    _waivers(repository, expired + "\n")
    assert "EG902" in _since(repository).stdout


@pytest.mark.parametrize(
    ("arguments", "revision", "said"),
    [
        (("data",), "nowhere", "there is no revision 'nowhere'"),
        (("data",), "--help", "there is no revision '--help'"),
        (("-",), "main", "standard input has no earlier revision"),
        (("..",), "main", "is not in the repository"),
    ],
)
def test_what_cannot_be_compared_is_a_usage_error(repository, arguments, revision, said):
    done = egovcheck("validate", *arguments, f"--changed-since={revision}", cwd=repository, stdin="")
    assert (done.returncode, said in done.stderr) == (2, True)


def test_outside_a_repository_nothing_can_be_told(folder):
    done = egovcheck("validate", "data.csv", "--changed-since", "main", cwd=folder)
    assert (done.returncode, "is in no git repository" in done.stderr) == (2, True)


def test_a_cell_of_one_sheet_changes_that_record_alone(repository):
    """Records of two sheets have the same numbers; only the sheet tells them apart."""
    book = openpyxl.Workbook()
    for name, area in (("one", "VNM"), ("two", "THA")):
        sheet = book.create_sheet(name)
        sheet.append(["indicator", "area", "period", "value", "publisher", "published"])
        sheet.append(["UN_EGDI_RANK", area, "2020", "57/193", "Báo", "2020-02-25"])
    del book["Sheet"]
    book.save(repository / "data" / "form.xlsx")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "form")
    assert _since(repository).stdout.startswith("0 findings")
    book["two"]["D2"] = "58/193"
    book.save(repository / "data" / "form.xlsx")
    done = _since(repository)
    assert [line.split(" error")[0] for line in done.stdout.splitlines()[:-1]] == ["data/form.xlsx:two!D2:"]
