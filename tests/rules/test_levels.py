"""Levels against the scores of other sources, for an index that no reference knows."""

from __future__ import annotations

import pytest

from egovcheck.validation import Settings, run

INDICATORS = """
MY_SCORE:
  name: {en: My index, vi: Chỉ số của tôi}
  short: {en: my index, vi: chỉ số của tôi}
  kind: score
  unit: index
  minimum: 0
  maximum: 100
  decimals: 2
  seen: [own]
MY_LEVEL:
  name: {en: My index by level, vi: Mức chỉ số của tôi}
  short: {en: my level, vi: mức của tôi}
  kind: level
  unit: level
  score: MY_SCORE
  seen: [own]
"""
LEVELS = """indicator,score,ordinal,label_en,label_vi,aliases,low,high,from,seen
MY_LEVEL,MY_SCORE,1,weak,yếu,,0,50,,own
MY_LEVEL,MY_SCORE,2,good,tốt,,50,100,,own
"""
OWN = "id,title,repository,path,commit,licence,retrieved,note\nown,Own tables,own,own,,none,2026-01-01,\n"


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return what EG315 says of rows: level or score, value, source."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name, text in (("indicators.yaml", INDICATORS), ("levels.csv", LEVELS), ("provenance.csv", OWN)):
        (folder / name).write_text(text, encoding="utf-8")

    def judge(*rows):
        lines = [f"MY_{what},VN-HN,2023,{value},{source}" for what, value, source in rows]
        (tmp_path / "a.csv").write_text("\n".join(["indicator,area,period,value,source", *lines]), encoding="utf-8")
        report = run(["a.csv"], Settings(catalogue=folder, select=("EG315",)))
        (result,) = report.rules
        return (result.evaluated, result.invalid, result.undecided), [f.message for f in report.findings]

    return judge


def test_the_score_of_another_source_decides(judged):
    counts, messages = judged(("LEVEL", "weak", "news"), ("SCORE", "71.5", "table"))
    assert counts == (1, 1, 0)
    assert messages == ["my level of Ha Noi for 2023: weak, but a score of 71.5 is good"]


def test_other_sources_that_disagree_leave_it_undecided_where_one_would_fit(judged):
    level, table, other = ("LEVEL", "weak", "news"), ("SCORE", "71.5", "table"), ("SCORE", "41.5", "other")
    assert judged(level, table, other)[0] == (0, 0, 1)


def test_other_sources_that_disagree_convict_where_none_would_fit(judged):
    counts, messages = judged(("LEVEL", "weak", "news"), ("SCORE", "71.5", "table"), ("SCORE", "61.5", "other"))
    assert counts == (1, 1, 0)
    assert messages == ["my level of Ha Noi for 2023: weak, but a score of 61.5–71.5 is good"]


def test_the_sources_own_score_goes_before_all_others(judged):
    assert judged(("LEVEL", "weak", "news"), ("SCORE", "41.5", "news"), ("SCORE", "71.5", "table"))[0] == (1, 0, 0)
