"""The file of waivers: what it may hold, and what is said of every mistake."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.waivers.drafting import Answers, drafted
from egovcheck.waivers.reading import read_waivers

from .findings import conflict, rank

GOOD = """\
# decided in spring
[[waivers]]
rule = "EG303"
where = { area = "LBY", period = 2012 }
reason = "The tables give 0"
owner = "statistics office"
expires = 2027-06-01

[[waivers]]
rule = "EG501"
where = { source = "haiphong" }
reason = "r"
owner = "o"
expires = "2027-06-02"
evidence = ["86/193", "88/193"]
"""


def test_waivers_are_read_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(GOOD, encoding="utf-8")
    first, second = read_waivers(path, "w.toml").waivers
    assert (first.place, first.where, first.expires) == (
        "w.toml:2", {"area": "LBY", "period": "2012"}, date(2027, 6, 1)
    )  # fmt: skip
    assert (second.place, second.evidence, second.expires) == ("w.toml:9", ("86/193", "88/193"), date(2027, 6, 2))


@pytest.mark.parametrize(
    ("before", "after", "line", "said", "hint"),
    [
        ("owner = ", "ownr = ", 6, "'ownr' is no key of a waiver", "did you mean owner?"),
        ('[[waivers]]\nrule = "EG303"', '[[waiver]]\nrule = "EG303"', 2, "'waiver' is no key", "did you mean waivers?"),
        ("area = ", "aera = ", 4, "'aera' is no key of 'where'", "did you mean area?"),
        ('rule = "EG303"\n', "", 2, "this waiver has no 'rule'", "EG303"),
        ("expires = 2027-06-01\n", "", 2, "this waiver has no 'expires'", "2027-06-01"),
        ("expires = 2027-06-01", 'expires = "soon"', 7, "'expires' is not a date", "2027-06-01"),
        ("expires = 2027-06-01", "expires = 2027-06-01T10:00:00", 7, "'expires' is not a date", "2027-06-01"),
        ('where = { area = "LBY", period = 2012 }\n', "", 2, "would accept all findings of its rule", "ignore"),
        ('reason = "The tables give 0"', "reason = 3.5", 5, "'reason' must be a text", None),
        ('"88/193"]', "88]", 15, "'evidence' must be a text", "88/193"),
        ('rule = "EG303"', "rule = ", 3, "not valid TOML", None),
    ],
)
def test_mistakes_have_line_and_hint(
    *, tmp_path: Path, before: str, after: str, line: int, said: str, hint: str | None
) -> None:
    assert before in GOOD
    path = tmp_path / "w.toml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_waivers(path, "w.toml")
    assert (raised.value.place, raised.value.exit_code) == (f"w.toml:{line}", 2)
    assert said in raised.value.message
    assert (hint or "") in (raised.value.hint or "")


def test_a_draft_can_be_read_and_says_what_it_accepts(tmp_path: Path) -> None:
    text = drafted([rank(message="it is that of 2018"), conflict()], Answers("why", "who", date(2027, 1, 1)))
    assert text.startswith("# it is that of 2018 (aaaaaaaaaaaaaaaa)\n[[waivers]]\n")
    path = tmp_path / "w.toml"
    path.write_text(text, encoding="utf-8")
    first, second = read_waivers(path, "w.toml").waivers
    assert (first.rule, first.evidence, first.where["area"]) == ("EG204", ("88/193",), "VNM")
    assert second.evidence == ("86/193", "88/193")


def test_nothing_of_a_stranger_can_break_out_of_a_draft() -> None:
    hostile = 'x"\n[[waivers]]\nrule = "EG5"\x1b[31m\u202e\ud800'
    text = drafted([rank(printed=hostile, message=hostile)], Answers(hostile, "who", date(2027, 1, 1)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    (table,) = tomllib.loads(text)["waivers"]
    assert table["rule"] == "EG204"
    assert table["evidence"].startswith('x"\n[[waivers]]')
