"""Where a run stands in its repository."""

from __future__ import annotations

from egovcheck.cli.repository import place_in_repository


def test_the_closest_repository_counts_be_it_linked_or_not(tmp_path):
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "kho" / "số liệu"
    inner.mkdir(parents=True)
    assert place_in_repository(inner) == "kho/số liệu"
    (tmp_path / "kho" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")  # as in a linked work tree
    assert place_in_repository(inner) == "số liệu"
    assert place_in_repository(tmp_path / "kho") == ""


def test_outside_of_a_repository_there_is_no_place(tmp_path):
    assert place_in_repository(tmp_path) == ""
