"""Plants faults in clean tables and measures which of them are found, which are explained, and what is accused besides.

    python benchmarks/faults.py                     ten seeds of every kind
    python benchmarks/faults.py --seeds 3 --first 100 --kind wrong-edition -v

What *found*, *explained* and *false alarm* mean stands in ``egovcheck.faults.matching``. Faults that contradict nothing
are counted apart as *hidden*.
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

from egovcheck.core.report import Report
from egovcheck.faults import KINDS, Fault, PlantedTable, clean, planted
from egovcheck.faults.matching import alarms, false_alarms, key, outcomes
from egovcheck.records.catalogue import Catalogue, load_catalogue
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
    found = alarms(judged(table, catalogue).findings, known)
    for outcome in outcomes(table.faults, found):
        tally.planted += 1
        if not outcome.fault.revealed:
            tally.hidden += 1
            continue
        told = f"seed {seed}: {_told(table, outcome.fault)}"
        if not outcome.found:
            tally.missed.append(told)
            continue
        tally.found += 1
        tally.to_explain += outcome.explained is not None
        tally.explained += outcome.explained is True
        if outcome.explained is False:
            named = outcome.named
            first = [(f.code, d.kind, d.suggestion and d.suggestion.value) for f in named for d in f.diagnosis[:1]]
            tally.unexplained.append(f"{told}\n        {first or [f.message for f in named]}")
    false = false_alarms(table.faults, found)
    tally.false += len(false)
    tally.alarms += [f"seed {seed}: {f.code} {f.message}" for f in false]


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
