"""A million CSV records through all rules: seconds, records a second, peak memory.

The table is made from the shipped UN results: every source states every country's figures of every edition, as
published, so that comparisons between sources, with the reference, of composites and of ranks all have work to do.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from egovcheck.records.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parent.parent


def write_table(path: Path, rows: int) -> None:
    """Write ``rows`` records of as many sources as it takes."""
    facts = list(load_catalogue().reference())
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["indicator", "area", "period", "breakdown", "value", "source", "publisher", "published"])
        for number in range(rows):
            source, fact = divmod(number, len(facts))
            f = facts[fact]
            row = [
                f.indicator,
                f.area,
                f.edition,
                f.breakdown,
                f.printed,
                f"source{source:03d}",
                "Statistics",
                "2026-01-15",
            ]
            out.writerow(row)


def main() -> None:
    """Write the table, validate it in a process of its own, and print what it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    rows = options.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.csv"
        write_table(path, rows)
        size = path.stat().st_size / 1e6
        started = time.perf_counter()
        command = [sys.executable, "-m", "egovcheck", "validate", str(path), "--output", "concise", "-q", "--isolated"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(
        f"{rows:,} records, {size:.0f} MB of CSV: {seconds:.1f} s, {rows / seconds:,.0f} records/s, peak {peak:.2f} GB"
    )
    print(done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr)


if __name__ == "__main__":
    main()
