"""From how many rows on pandera is faster than Pydantic, imports included: the reason for ``settings.BULK_ROWS``."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from million import write_table

SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
TURNS = 3
CODE = """
import sys, time
from datetime import date
started = time.perf_counter()
from egovcheck.engine.database import Database
from egovcheck.validation import Settings, _read
from egovcheck.records.catalogue import load_catalogue
from egovcheck.sources.find import find_documents
path, bulk = sys.argv[1], int(sys.argv[2])
with find_documents([path], stdin=None) as documents, Database() as database:
    _read(documents, load_catalogue(), Settings(today=date(2026, 1, 1), bulk_rows=bulk), database)
print(time.perf_counter() - started)
"""


def main() -> None:
    """Print the median seconds of reading each size in both ways, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            path = Path(folder) / f"{rows}.csv"
            write_table(path, rows)
            seconds = {}
            for name, bulk in (("Pydantic", 10**9), ("pandera", 1)):
                command = [sys.executable, "-c", CODE, str(path), str(bulk)]
                times = [
                    float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
                    for _ in range(TURNS)
                ]
                seconds[name] = statistics.median(times)
            print(f"{rows:>7,} rows: Pydantic {seconds['Pydantic']:.2f} s, pandera {seconds['pandera']:.2f} s")


if __name__ == "__main__":
    main()
