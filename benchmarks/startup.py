"""Start-up: ``--help`` and ``validate fixtures/seeds`` as ratios to importing what any such program needs.

The commands take turns, so that a slow moment of the machine hits all of them; medians are compared.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TURNS = 15
FLOOR = "import typer, rich.console, pydantic, duckdb"
COMMANDS = {
    "floor": [sys.executable, "-c", FLOOR],
    "--help": [sys.executable, "-m", "egovcheck", "--help"],
    "validate fixtures/seeds": [sys.executable, "-m", "egovcheck", "validate", "fixtures/seeds"],
}


def main() -> None:
    """Print the median of each command and its ratio to the floor."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(TURNS + 2):
        for name, command in COMMANDS.items():
            started = time.perf_counter()
            subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
            if turn >= 2:  # the first turns write byte code
                times[name].append(time.perf_counter() - started)
    floor = statistics.median(times["floor"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:<26} {median:.3f} s   {median / floor:.2f} × floor")
    code = (
        "import sys; from egovcheck.cli.guard import _run; _run(['validate', 'fixtures/seeds', '-q']); "
        "sys.stderr.write(str([m for m in ('pandas', 'polars', 'pandera', 'pyarrow') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"heavy libraries imported by validate: {done.stderr}")


if __name__ == "__main__":
    main()
