"""Which planted faults a report found and explained, and what it accuses besides.

A fault is *found* when a finding of one of the rules that can find it names one of its lines. It is *explained* when
the first diagnosis of most of these findings is of the right kind and its suggestion undoes the fault. A *false alarm*
is a finding that was not there in the clean tables and names no touched line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from egovcheck.core.findings import Finding
from egovcheck.faults import Fault
from egovcheck.records.figures import FigureError, read_figure


@dataclass(frozen=True)
class Outcome:
    """What became of one fault.

    ``explained`` is None where nothing was to be explained: the fault was not found, contradicts nothing, or names
    neither causes nor suggestions. ``named`` are the findings that had to explain it.
    """

    fault: Fault
    found: bool
    explained: bool | None
    named: tuple[Finding, ...] = ()


def alarms(findings: Iterable[Finding], known: Collection[tuple[str, ...]]) -> list[Finding]:
    """Return the errors and warnings that are not among the keys of those that the clean tables have."""
    return [f for f in findings if f.severity != "info" and key(f) not in known]


def key(finding: Finding) -> tuple[str, ...]:
    """Return what tells a finding from others, whatever the lines are."""
    return (finding.code, *(f"{k}={v}" for k, v in sorted(finding.subject.items())))


def outcomes(faults: Sequence[Fault], found: Sequence[Finding]) -> list[Outcome]:
    """Return what became of each fault, in their order, by the alarms that were found."""
    return [_outcome(fault, [f for f in found if _is_about(f, fault)]) for fault in faults]


def false_alarms(faults: Sequence[Fault], found: Sequence[Finding]) -> list[Finding]:
    """Return the alarms that name no line of any fault, and that no missing row explains."""
    touched = {(fault.file, line) for fault in faults for line in fault.lines}
    absences = [fault for fault in faults if not fault.lines]
    return [f for f in found if not _lines(f) & touched and not any(_is_about(f, fault) for fault in absences)]


def _outcome(fault: Fault, about: Sequence[Finding]) -> Outcome:
    able = [f for f in about if f.code in fault.codes]
    if not fault.revealed or not able:
        return Outcome(fault, bool(able), None)
    named = tuple([f for f in able if _accuses(f, fault)] or about)
    if not fault.causes and not fault.suggestions:
        return Outcome(fault, found=True, explained=None, named=named)
    right = sum(_right(f, fault) for f in named)
    return Outcome(fault, found=True, explained=right * 2 >= len(named), named=named)


def _lines(finding: Finding) -> set[tuple[str, int]]:
    return {(Path(r.path).name, r.place.line or 0) for r in finding.records if r.path}


def _is_about(finding: Finding, fault: Fault) -> bool:
    if not fault.lines:
        return finding.code in fault.codes and fault.says in finding.message + " ".join(finding.evidence)
    return bool(_lines(finding) & {(fault.file, line) for line in fault.lines})


def _accuses(finding: Finding, fault: Fault) -> bool:
    lines = {(fault.file, line) for line in fault.lines}
    return any(r.role == "primary" and r.path and (Path(r.path).name, r.place.line) in lines for r in finding.records)


def _right(finding: Finding, fault: Fault) -> bool:
    wanted = {(name, _normal(value, fault)) for name, value in fault.suggestions}
    if finding.expected is not None and ("expected", _normal(finding.expected, fault)) in wanted:
        return True
    # a finding on a whole list may have causes for several of its records
    several = sum(r.role == "primary" for r in finding.records) > 1
    own = [
        d
        for d in finding.diagnosis
        if not several or d.suggestion is None or d.suggestion.before in _printed(finding, fault)
    ]
    if not own:
        return False
    first = own[0]
    if fault.causes and first.kind not in fault.causes:
        return False
    made = first.suggestion
    return not wanted or (made is not None and (made.field, _normal(made.value, fault)) in wanted)


def _printed(finding: Finding, fault: Fault) -> set[str | None]:
    return {r.printed for r in finding.records if r.path and r.place.line in fault.lines and fault.file in r.path}


def _normal(text: str, fault: Fault) -> str:
    """Return a figure without its manner of printing: four decimals, no separators."""
    try:
        # the dossiers are printed in the Vietnamese manner
        return f"{read_figure(text.partition('/')[0], ',' if fault.file == 'dossiers.csv' else '.').value:.4f}"
    except FigureError:
        return text
