"""The baseline as a file: its text, and what is said of one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.waivers.baseline import baseline_of, baseline_text, known, read_baseline

from .findings import conflict, rank

TEXT = """\
{"schema_version": "1.0", "tool": {"name": "egovcheck"}, "findings": [
{"fingerprint": "bbbbbbbbbbbbbbbb", "code": "EG204", "name": "wrong-edition", "subject": {"area": "VNM", \
"indicator": "UN_EGDI_RANK", "period": "2020"}, "values": ["haiphong: 88/193"]},
{"fingerprint": "aaaaaaaaaaaaaaaa", "code": "EG501", "name": "conflicting-values", "subject": {"area": "VNM", \
"indicator": "UN_EGDI_RANK", "period": "2020"}, "values": ["haiphong: 88/193", "hatinh: 86/193"]}
]}
"""


def test_one_finding_a_line_in_an_order_of_its_own() -> None:
    first, second = known(conflict()), known(rank(fingerprint="b" * 16))
    assert baseline_text(baseline_of([first, second])) == TEXT == baseline_text(baseline_of([second, first]))


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(TEXT, encoding="utf-8")
    read = read_baseline(path, "b.json")
    assert baseline_text(read) == TEXT
    assert read.fingerprints["a" * 16] == 1
    path.write_text(baseline_text(baseline_of([])), encoding="utf-8")
    assert read_baseline(path, "b.json").findings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "no baseline that this version can read"),
        ('{"schema_version": "2.0", "findings": []}', "no baseline that this version can read"),
        ('{"schema_version": "1.0", "rules": [], "findings": []}', "a report and no baseline"),
        ('{"schema_version": "1.0"}', "has no findings"),
        ('{"schema_version": "1.0", "findings": [{"code": "EG1"}]}', "entry 1 of the baseline has no fingerprint"),
    ],
)
def test_what_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_baseline(path, "b.json")
