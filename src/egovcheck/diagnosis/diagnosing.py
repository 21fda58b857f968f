"""Testing hypotheses: every candidate is made, all are rechecked at once, what survives is ranked by its evidence."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from egovcheck.core.findings import Confidence, Diagnosis, Lang, Suggestion
from egovcheck.diagnosis import hypotheses
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Hypothesis, Knowledge, Statement
from egovcheck.diagnosis.cases import cases

MOST = 3
"""More causes than this help nobody."""

WORLDS = 500
"""So many corrections are asked at once; each is a world of its own, with a copy of the tables around it."""

Recheck = Callable[[Sequence[Correction]], Sequence[frozenset[int]]]
"""Returns, for each correction, its records that are in error once it is made."""

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
    recheck: Recheck,
    lang: Lang,
) -> list[list[Diagnosis]]:
    """Return the causes of each finding, best first.

    The likeliest correction of every finding is made at once, since one mistake often keeps another alive; those that
    leave no trouble behind are kept. What has rivals as good as itself, and what was not kept, is then asked alone.

    Args:
        findings: the code, the rule's columns and the named statements of each.
        knowledge: what hypotheses may ask.
        recheck: tells for many corrections at once which of their records are in error once each is made.
        lang: the language of the sentences.
    """
    proposed: list[list[Candidate]] = []
    suspects: list[set[int]] = []
    for code, columns, statements in findings:
        found = cases(code, columns, statements, knowledge) if explained(code) else []
        suspects.append({case.suspect.id for case in found})
        proposed.append(_ordered([candidate for case in found for candidate in _propose(case, knowledge)]))
    kept = _together(proposed, recheck)
    alone = [
        candidate
        for number, candidates in enumerate(proposed)
        for candidate in candidates
        if not _settled(candidate, kept[number])
    ]
    good = [candidate for candidate, answer in zip(alone, _each(alone, recheck), strict=True) if answer]
    by_suspect: dict[int, list[Candidate]] = {}
    for candidate in (*(c for c in kept if c is not None), *good):
        by_suspect.setdefault(candidate.suspect, []).append(candidate)
    # what explains a record explains it in every finding that accuses it
    return [
        _told([c for i in sorted(accused) for c in by_suspect.get(i, [])], {c.suspect for c in candidates}, lang)
        for accused, candidates in zip(suspects, proposed, strict=True)
    ]


def _together(proposed: Sequence[Sequence[Candidate]], recheck: Recheck) -> list[Candidate | None]:
    """Make the first correction of every finding in one world; return those that leave none of their records in error.

    Of corrections that give one record different values the likelier one is made.
    """
    firsts = sorted(
        ((candidates[0], number) for number, candidates in enumerate(proposed) if candidates),
        key=lambda pair: (_evidence(pair[0]), pair[1]),
    )
    changes: dict[int, Mapping[str, Any]] = {}
    made: dict[int, Candidate] = {}
    for candidate, number in firsts:
        if all(changes.get(i, change) == change for i, change in candidate.correction.changes.items()):
            changes |= candidate.correction.changes
            made[number] = candidate
    trouble = recheck([Correction(changes)])[0] if changes else frozenset()
    return [
        None if number not in made or trouble & made[number].correction.changes.keys() else made[number]
        for number in range(len(proposed))
    ]


def _settled(candidate: Candidate, kept: Candidate | None) -> bool:
    """Say whether a candidate need not be asked alone: it is kept, or the one that is has better evidence."""
    return candidate is kept or (kept is not None and kept.confidence == "high" != candidate.confidence)


def _each(candidates: Sequence[Candidate], recheck: Recheck) -> list[bool]:
    """Ask for every candidate alone, once for those that make the same correction, the likeliest first."""
    asked: dict[str, Correction] = {}
    keys = []
    for candidate in candidates:
        changes = candidate.correction.changes
        key = repr(sorted((i, sorted(change.items())) for i, change in changes.items()))
        asked.setdefault(key, candidate.correction)
        keys.append(key)
    good: dict[str, bool] = {}
    rows = list(asked.items())
    for begin in range(0, len(rows), WORLDS):
        some = rows[begin : begin + WORLDS]
        answers = recheck([correction for _, correction in some])
        good |= {key: not trouble for (key, _), trouble in zip(some, answers, strict=True)}
    return [good[key] for key in keys]


def _propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    return [
        replace(candidate, suggestion=_for_people(candidate.suggestion, case.suspect), suspect=case.suspect.id)
        for module in all_hypotheses()
        for candidate in module.propose(case, knowledge)
    ]


def _for_people(suggestion: Suggestion | None, suspect: Statement) -> Suggestion | None:
    """Say which record is meant and what it has now, and print a new value in the manner of the old one."""
    if suggestion is None:
        return None
    if suggestion.field != "value":
        before = {"period": suspect.period, "breakdown": suspect.breakdown, "measure": suspect.measure}.get(
            suggestion.field
        )
        return replace(suggestion, source=suspect.source, before=before)
    value = suggestion.value
    if re.fullmatch(r"[\d.]*\d,\d+.*", suspect.printed) and suspect.value % 1:
        value = value.replace(".", ",")
    elif (grouped := re.fullmatch(r"\d{1,3}(?:([.,\u00a0 ])\d{3})+", suspect.printed)) and value.isdigit():
        value = f"{int(value):,}".replace(",", grouped[1])
    total = re.search(r"/\s*[\d.,]*\d", suspect.printed)
    return replace(suggestion, value=value + (total[0] if total else ""), source=suspect.source, before=suspect.printed)


def _evidence(candidate: Candidate) -> tuple[Any, ...]:
    return (_STRENGTH[candidate.confidence], -candidate.weight, candidate.kind)


def _ordered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order candidates by their evidence; what follows only keeps the order free of chance."""
    return sorted(
        candidates,
        key=lambda c: (*_evidence(c), c.words["en"], (c.suggestion and c.suggestion.source) or ""),
    )


def _told(candidates: Sequence[Candidate], tried: set[int], lang: Lang) -> list[Diagnosis]:
    """Return the causes in the language of the report, never more certain than their rivals let them be.

    Args:
        candidates: what was kept for the records that the finding accuses.
        tried: the records for which the finding had candidates.
        lang: the language of the sentences.
    """
    ordered = _ordered(candidates)
    left = {candidate.suspect for candidate in ordered}
    one_side = len(left) == 1 and len(tried) > 1
    best: dict[int, Candidate] = {}
    rivals: set[int] = set()
    for candidate in ordered:
        first = best.setdefault(candidate.suspect, candidate)
        if (
            _evidence(first)[:2] == _evidence(candidate)[:2]
            and first.correction.changes != candidate.correction.changes
        ):
            rivals.add(candidate.suspect)
    found: list[Diagnosis] = []
    for candidate in ordered:
        confidence: Confidence = candidate.confidence
        if confidence == "high" and candidate.suspect in rivals:
            confidence = "medium"
        suggestion = candidate.suggestion if one_side or not candidate.tentative else None
        made = Diagnosis(candidate.kind, confidence, candidate.words[lang], suggestion)
        told = ((other.kind, other.suggestion) for other in found)
        if (made.kind, made.suggestion) not in told or (suggestion is None and made not in found):
            found.append(made)
    return found[:MOST]
