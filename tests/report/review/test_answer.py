"""What the first screen says."""

from __future__ import annotations

import pytest

from egovcheck.core.report import InputProblem, RuleError
from egovcheck.core.review import Evidence, FigureVerdict, Review
from egovcheck.report.review.answer import answer, compared_with, not_compared, other_findings

from .samples import figure, review, reviewed, whole, wrong_place

WORDS = "1 2 3 4"


def _review(*verdicts: FigureVerdict, **others: object) -> Review:
    figures = [
        figure(WORDS, str(number), verdict, indicator="X", area="VNM", period="2020")
        for number, verdict in enumerate(verdicts, 1)
    ]
    return review(reviewed(WORDS, *figures), **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdicts", "kind"),
    [
        (["supported", "contradicted"], "no"),
        (["supported", "supported"], "yes"),
        (["supported", "no-source"], "partly"),
        (["no-source", "not-checkable"], "unknown"),
        ([], "empty"),
    ],
)
def test_nothing_compared_never_looks_well(verdicts: list[FigureVerdict], kind: str) -> None:
    assert answer(_review(*verdicts)).kind == kind


def test_a_rule_that_failed_or_an_input_that_was_not_read_leaves_it_open() -> None:
    assert answer(_review("supported", rule_errors=(RuleError("EG501", "x"),))).kind == "failed"
    assert answer(_review("supported", problems=(InputProblem("a", "b"),))).kind == "unread"
    assert answer(_review("contradicted", rule_errors=(RuleError("EG501", "x"),))).kind == "no"


def test_a_finding_about_no_figure_is_told() -> None:
    other = _review("supported", findings=(wrong_place(),))
    assert answer(other).kind == "beside"
    assert other_findings(other) == [wrong_place()]
    assert other_findings(whole()) == []


def test_what_was_compared_with_what_counts_figures() -> None:
    told = [(one.label, one.detail, one.figures) for one in compared_with(whole())]
    assert told[0] == ("UN DESA", "reference, edition 2020", 5)
    assert ("Bộ Thông tin và Truyền thông", "bo-tttt", 1) in told


def test_evidence_that_cannot_be_compared_is_no_comparison() -> None:
    planned = Evidence("source", "ke-hoach", printed="90", agrees=None)
    alone = review(reviewed("90", figure("90", "90", "no-source", indicator="X", evidence=(planned,))))
    assert compared_with(alone) == []


def test_what_was_not_compared_says_why() -> None:
    assert not_compared(whole()) == [
        ("nobody else states them here", 3),
        ("targets: nothing to compare with yet", 1),
        ("not known what they measure", 1),
    ]


def test_the_answer_is_in_the_language_of_the_report() -> None:
    assert answer(whole("vi")).sentence == "Chưa nên đăng: 2 trên 11 số liệu bị mâu thuẫn"
