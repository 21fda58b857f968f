"""Testing hypotheses: every candidate is made, all are rechecked at once, what survives is ranked by its evidence."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from egovcheck.core.findings import Confidence, Diagnosis, Lang, Suggestion
from egovcheck.diagnosis import hypotheses
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Hypothesis, Knowledge, Statement
from egovcheck.diagnosis.cases import cases

MOST = 3
"""More causes than this help nobody."""

_STRENGTH: dict[Confidence, int] = {"high": 0, "medium": 1, "low": 2}


@lru_cache(maxsize=1)
def all_hypotheses() -> tuple[Hypothesis, ...]:
    """Return the modules of ``hypotheses``, in order of name."""
    names = sorted(module.name for module in pkgutil.iter_modules(hypotheses.__path__))
    return tuple(cast("Hypothesis", importlib.import_module(f"{hypotheses.__name__}.{name}")) for name in names)


def explained(code: str) -> bool:
    """Say whether any hypothesis has something to say about findings of a rule."""
    return any(code in module.CODES for module in all_hypotheses())


def diagnose(
    findings: Sequence[tuple[str, Mapping[str, str | None], Sequence[Statement]]],
    knowledge: Knowledge,
    recheck: Callable[[Sequence[Correction]], list[bool]],
    lang: Lang,
) -> list[list[Diagnosis]]:
    """Return the causes of each finding, best first.

    Args:
        findings: the code, the rule's columns and the named statements of each.
        knowledge: what hypotheses may ask.
        recheck: tells for many corrections at once whether they leave no error and make no new one.
        lang: the language of the sentences.
    """
    proposed: list[tuple[int, Candidate]] = []
    for number, (code, columns, statements) in enumerate(findings):
        if not explained(code):
            continue
        for case in cases(code, columns, statements, knowledge):
            proposed += [(number, candidate) for candidate in _propose(case, knowledge)]
    kept = recheck([candidate.correction for _, candidate in proposed])
    surviving: list[list[Candidate]] = [[] for _ in findings]
    for (number, candidate), good in zip(proposed, kept, strict=True):
        if good:
            surviving[number].append(candidate)
    return [_ranked(candidates, lang) for candidates in surviving]


def _propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    return [
        replace(candidate, suggestion=_for_people(candidate.suggestion, case.suspect))
        for module in all_hypotheses()
        for candidate in module.propose(case, knowledge)
    ]


def _for_people(suggestion: Suggestion | None, suspect: Statement) -> Suggestion | None:
    """Say which record is meant and what it has now, and print a new value in the manner of the old one."""
    if suggestion is None:
        return None
    if suggestion.field != "value":
        before = {"period": suspect.period, "breakdown": suspect.breakdown}.get(suggestion.field)
        return replace(suggestion, source=suspect.source, before=before)
    value = suggestion.value
    if re.fullmatch(r"[\d.]*\d,\d+.*", suspect.printed) and suspect.value % 1:
        value = value.replace(".", ",")
    total = re.search(r"/\s*[\d.,]*\d", suspect.printed)
    return replace(suggestion, value=value + (total[0] if total else ""), source=suspect.source, before=suspect.printed)


def _ranked(candidates: Sequence[Candidate], lang: Lang) -> list[Diagnosis]:
    ordered = sorted(
        candidates,
        key=lambda c: (
            _STRENGTH[c.confidence],
            -c.weight,
            c.kind,
            c.words[lang],
            (c.suggestion and c.suggestion.source) or "",
        ),
    )
    found: list[Diagnosis] = []
    for candidate in ordered:
        made = Diagnosis(candidate.kind, candidate.confidence, candidate.words[lang], candidate.suggestion)
        if made not in found:
            found.append(made)
    return found[:MOST]
