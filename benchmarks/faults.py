"""Plants faults in clean tables and measures which of them are found, which are explained, and what is accused besides.

    python benchmarks/faults.py                     ten seeds of every kind
    python benchmarks/faults.py --seeds 3 --first 100 --kind wrong-edition -v

A fault is *found* when an error or warning of one of the rules that can find it names one of its lines. It is
*explained* when the first diagnosis of most of these findings is of the right kind and its suggestion undoes the fault.
A *false alarm* is an error or warning that was not there in the clean tables and names no touched line. Faults that
contradict nothing are counted apart as *hidden*.
"""

from __future__ import annotations

import argparse
import copy
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from egovcheck.core.findings import Finding
from egovcheck.core.report import Report
from egovcheck.faults import KINDS, Fault, PlantedTable, clean, planted
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.figures import FigureError, read_figure
from egovcheck.rules import load_rules
from egovcheck.sources.find import find_documents
from egovcheck.validation import Settings, judge

TODAY = date(2026, 11, 1)


@dataclass
class Tally:
    """What became of the faults of one kind."""

    planted: int = 0
    hidden: int = 0
    found: int = 0
    to_explain: int = 0
    explained: int = 0
    false: int = 0
    missed: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def judged(table: PlantedTable, catalogue: Catalogue) -> Report:
    """Return the report on the files of a planted table, by what a catalogue knows."""
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        for name, text in table.files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        with find_documents([folder], stdin=None) as documents:
            return judge(documents, catalogue, load_rules(()), Settings(today=TODAY))


def measure(kind: str, seed: int, known: set[tuple[str, ...]], tally: Tally, *, catalogue: Catalogue) -> None:
    """Plant the faults of one kind and seed, and count what is found by what a catalogue knows."""
    table = planted(kind, seed, load_catalogue())
    report = judged(table, catalogue)
    alarms = [f for f in report.findings if f.severity != "info" and key(f) not in known]
    touched = {(fault.file, line) for fault in table.faults for line in fault.lines}
    explained_by_absence = []
    for fault in table.faults:
        tally.planted += 1
        about = [f for f in alarms if _is_about(f, fault)]
        explained_by_absence += [f for f in about if not fault.lines]
        if not fault.revealed:
            tally.hidden += 1
            continue
        if not any(f.code in fault.codes for f in about):
            tally.missed.append(f"seed {seed}: {_told(table, fault)}")
            continue
        tally.found += 1
        if fault.causes or fault.suggestions:
            tally.to_explain += 1
            named = [f for f in about if f.code in fault.codes and _primary(f, fault)] or about
            right = sum(_right(f, fault) for f in named)
            if right * 2 >= len(named):
                tally.explained += 1
            else:
                first = [(f.code, d.kind, d.suggestion and d.suggestion.value) for f in named for d in f.diagnosis[:1]]
                tally.unexplained.append(
                    f"seed {seed}: {_told(table, fault)}\n        {first or [f.message for f in named]}"
                )
    lost = bool(explained_by_absence)
    for f in alarms:
        if not _lines(f) & touched and not (lost and f in explained_by_absence):
            tally.false += 1
            tally.alarms.append(f"seed {seed}: {f.code} {f.message}")


def key(finding: Finding) -> tuple[str, ...]:
    """Return what tells a finding from others, whatever the lines are."""
    return (finding.code, *(f"{k}={v}" for k, v in sorted(finding.subject.items())))


def _lines(finding: Finding) -> set[tuple[str, int]]:
    return {(Path(r.path).name, r.place.line or 0) for r in finding.records if r.path}


def _is_about(finding: Finding, fault: Fault) -> bool:
    if not fault.lines:
        return finding.code in fault.codes and fault.says in finding.message + " ".join(finding.evidence)
    return bool(_lines(finding) & {(fault.file, line) for line in fault.lines})


def _primary(finding: Finding, fault: Fault) -> bool:
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


def _told(table: PlantedTable, fault: Fault) -> str:
    lines = table.files[fault.file].split("\n")
    return (
        f"{fault.file}:"
        + " | ".join(f"{n}: {lines[n - 1]}" for n in fault.lines[:3])
        + f" should be {sorted(fault.suggestions)}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:7.1%}" if whole else "      –"


def main() -> None:
    """Measure and print one line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="how many seeds of every kind")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind; may be repeated")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what was missed, unexplained or false")
    parser.add_argument("--without-reference", action="store_true", help="judge as if no authority's values were known")
    given = parser.parse_args()
    catalogue = copy.copy(load_catalogue())
    if given.without_reference:
        object.__setattr__(catalogue, "reference_files", ())
    seeds = range(given.first, given.first + given.seeds)
    known: Mapping[int, set[tuple[str, ...]]] = {
        seed: {key(f) for f in judged(clean(seed, load_catalogue()), catalogue).findings} for seed in seeds
    }
    print(f"{'kind':24} planted  hidden   found  explained  false alarms  seconds")
    total: Counter[str] = Counter()
    for kind in given.kind or KINDS:
        tally, begun = Tally(), time.perf_counter()
        for seed in seeds:
            measure(kind, seed, known[seed], tally, catalogue=catalogue)
        shown = tally.planted - tally.hidden
        print(
            f"{kind:24} {tally.planted:7} {tally.hidden:7} {_share(tally.found, shown)}    "
            f"{_share(tally.explained, tally.to_explain)}  {tally.false:12} {time.perf_counter() - begun:8.1f}",
            flush=True,
        )
        total.update(planted=tally.planted, hidden=tally.hidden, found=tally.found, false=tally.false)
        total.update(to_explain=tally.to_explain, explained=tally.explained)
        if given.verbose:
            for name in ("missed", "unexplained", "alarms"):
                for line in getattr(tally, name)[:15]:
                    print(f"    {name}: {line}")
    shown = total["planted"] - total["hidden"]
    print(
        f"{'all':24} {total['planted']:7} {total['hidden']:7} {_share(total['found'], shown)}    "
        f"{_share(total['explained'], total['to_explain'])}  {total['false']:12}"
    )


if __name__ == "__main__":
    main()
