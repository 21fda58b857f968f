"""Testing hypotheses: every candidate is made, all are rechecked at once, what survives is ranked by its evidence."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from egovcheck.core.findings import Confidence, Diagnosis, Lang, Suggestion
from egovcheck.diagnosis import hypotheses
from egovcheck.diagnosis.asking import Recheck, ask, key_of, together
from egovcheck.diagnosis.candidates import Candidate, Case, Hypothesis, Knowledge, Statement
from egovcheck.diagnosis.cases import cases

MOST = 3
"""More causes than this help nobody."""

TRIED = 4 * MOST
"""So many causes of a finding are tried for one area; four hundred sources of one fact would take minutes."""

_TOTAL = re.compile(r"\s*/\s*[\d.,]*\d")

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
    doubted = [
        cases(code, columns, statements, knowledge) if explained(code) else [] for code, columns, statements in findings
    ]
    suspects = [[case.suspect for case in found] for found in doubted]
    reach = Counter(s.id for one in suspects for s in one)
    proposed = [
        _ordered([candidate for case in found for candidate in _propose(case, knowledge, reach[case.suspect.id])])
        for found in doubted
    ]
    each = [_each_by_itself(found) for found in doubted]
    kept = together(_likeliest(proposed, suspects, each), recheck)
    rest = [
        candidate
        for candidates, one, by_itself in zip(proposed, suspects, each, strict=True)
        for candidate in _to_ask(candidates, one, kept, by_itself=by_itself)
    ]
    mirrors = [(c, c.mirror) for c in (*rest, *kept.values()) if c.tentative and c.mirror]
    in_doubt = [c.suspect for c in (*rest, *(c for c, _ in mirrors))]
    by_id = {s.id: s for one in suspects for s in one}
    beside = _beside([one for one, by_itself in zip(suspects, each, strict=True) if not by_itself])
    answers = ask(
        [*(c.correction for c in rest), *(mirror for _, mirror in mirrors)],
        [by_id[i] for i in in_doubt],
        [beside.get(i, {i}) for i in in_doubt],
        {i: change for c in kept.values() for i, change in c.correction.changes.items()},
        recheck,
    )
    good = [candidate for candidate, answer in zip(rest, answers, strict=False) if answer]
    backed = {key_of(c.correction) for (c, _), good_ in zip(mirrors, answers[len(rest) :], strict=True) if not good_}
    by_suspect: dict[int, list[Candidate]] = {}
    for candidate in (*kept.values(), *good):
        by_suspect.setdefault(candidate.suspect, []).append(candidate)
    # what explains a record explains it in every finding that accuses it
    return [
        _told(
            _telling([c for i in sorted(_ids(accused)) for c in by_suspect.get(i, [])], found),
            {c.suspect for c in candidates},
            backed,
            lang,
        )
        for found, accused, candidates in zip(doubted, suspects, proposed, strict=True)
    ]


def _likeliest(
    proposed: Sequence[Sequence[Candidate]], suspects: Sequence[Sequence[Statement]], each: Sequence[bool]
) -> dict[int, Candidate]:
    """Return one candidate for every finding, by the record that it corrects, no two of which contradict each other.

    A finding one of whose suspects is corrected already needs no other, unless each of them is wrong by itself.
    """
    queue: list[tuple[tuple[Any, ...], int, Candidate]] = []
    for number, candidates in enumerate(proposed):
        queue += [(_evidence(c), number, c) for c in candidates]
    queue.sort(key=lambda entry: (entry[0], entry[1]))
    chosen: dict[int, Candidate] = {}
    changes: dict[int, Mapping[str, Any]] = {}
    done: set[int] = set()
    for _, number, candidate in queue:
        if number in done or candidate.suspect in chosen:
            continue
        if not each[number] and any(s.id in chosen for s in suspects[number]):
            done.add(number)
            continue
        if all(changes.get(i, change) == change for i, change in candidate.correction.changes.items()):
            changes |= candidate.correction.changes
            chosen[candidate.suspect] = candidate
    return chosen


def _each_by_itself(found: Sequence[Case]) -> bool:
    """Say whether a finding accuses figures of several areas, or several that the authority refutes."""
    return len({c.suspect.area for c in found if c.suspect.role == "primary"}) > 1 or sum(c.sure for c in found) > 1


def _ids(suspects: Sequence[Statement]) -> set[int]:
    return {s.id for s in suspects}


def _telling(candidates: Sequence[Candidate], found: Sequence[Case]) -> list[Candidate]:
    """Leave out what is as good for more members of a relation than anybody can choose from.

    A sum over sixty provinces comes right by one digit of any of twenty.
    """
    members = {case.suspect.id for case in found if case.suspect.role != "primary" and not case.sure}
    alike: dict[tuple[Any, ...], set[int]] = {}
    for candidate in candidates:
        if candidate.suspect in members:
            alike.setdefault(_evidence(candidate)[:3], set()).add(candidate.suspect)
    return [c for c in candidates if c.suspect not in members or len(alike[_evidence(c)[:3]]) <= MOST]


def _beside(suspects: Sequence[Sequence[Statement]]) -> dict[int, set[int]]:
    """Return, for each record in doubt, those of which one or the other must be wrong, itself among them."""
    found: dict[int, set[int]] = {}
    for one in suspects:
        for suspect in one:
            found.setdefault(suspect.id, set()).update(_ids(one))
    return found


def _to_ask(
    candidates: Sequence[Candidate], suspects: Sequence[Statement], kept: Mapping[int, Candidate], *, by_itself: bool
) -> list[Candidate]:
    """Return what must be asked alone: what is not settled by what was kept, and of each area the best few."""
    areas = {s.id: s.area for s in suspects}
    asked: Counter[str | None] = Counter()
    found = []
    for candidate in candidates:
        rivals = [kept[i] for i in ({candidate.suspect} if by_itself else areas.keys()) if i in kept]
        if asked[areas[candidate.suspect]] < TRIED and not _settled(candidate, rivals):
            asked[areas[candidate.suspect]] += 1
            found.append(candidate)
    return found


def _settled(candidate: Candidate, kept: Sequence[Candidate]) -> bool:
    """Say whether a candidate need not be asked alone: it is kept, or one that is has better evidence."""
    return any(candidate is one or one.confidence == "high" != candidate.confidence for one in kept)


def _propose(case: Case, knowledge: Knowledge, reach: int) -> list[Candidate]:
    suspect = case.suspect
    return [
        replace(candidate, suggestion=_for_people(candidate.suggestion, suspect), suspect=suspect.id, reach=reach)
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
    value, figure = (text.partition("/")[0].strip() for text in (suggestion.value, suspect.printed))
    if re.fullmatch(r"[\d.]*\d,\d+.*", figure) and suspect.value % 1:
        value = value.replace(".", ",")
    elif (grouped := re.fullmatch(r"\d{1,3}(?:([.,\u00a0 ])\d{3})+", figure)) and value.isdigit():
        value = f"{int(value):,}".replace(",", grouped[1])
    sign = re.search(r"\s?%$", suspect.printed) if suspect.kind == "percent" else None
    # a new total may be what is suggested
    total = _TOTAL.search(suggestion.value) or _TOTAL.search(suspect.printed)
    value += "".join(match[0] for match in (sign, total) if match)
    return replace(suggestion, value=value, source=suspect.source, before=suspect.printed)


def _evidence(candidate: Candidate) -> tuple[Any, ...]:
    return (_STRENGTH[candidate.confidence], -candidate.weight, -candidate.reach, candidate.kind)


def _ordered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order candidates by their evidence; what follows only keeps the order free of chance."""
    return sorted(
        candidates,
        key=lambda c: (*_evidence(c), c.words["en"], (c.suggestion and c.suggestion.source) or ""),
    )


def _told(candidates: Sequence[Candidate], tried: set[int], backed: set[str], lang: Lang) -> list[Diagnosis]:
    """Return the causes in the language of the report, never more certain than their rivals let them be.

    Args:
        candidates: what was kept for the records that the finding accuses.
        tried: the records for which the finding had candidates.
        backed: the corrections whose other side is right, by what else is known of it.
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
        sure = one_side or not candidate.tentative or key_of(candidate.correction) in backed
        suggestion = candidate.suggestion if sure else None
        made = Diagnosis(candidate.kind, confidence, candidate.words[lang], suggestion)
        told = ((other.kind, other.suggestion) for other in found)
        if (made.kind, made.suggestion) not in told or (suggestion is None and made not in found):
            found.append(made)
    return found[:MOST]
