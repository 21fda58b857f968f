"""Fuzzing with a budget of time: ``python -m tests.hostile --seconds 600``.

Parsers are fuzzed with Atheris, which looks for inputs that reach new code; readers of files with random changes to
good files, inside archives too. What brings one down is kept in the folder for failures and shown.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.mutating import mutated

if TYPE_CHECKING:
    from tests.hostile.targets import Target

LONGEST = 10
"""Seconds that one input may take."""

MEMORY = 3000
"""Mebibytes that a fuzzed parser may take."""


def main() -> int:
    """Run what was asked for; 1 where anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("targets", nargs="*", help="parsers or formats; all where none is named")
    parser.add_argument("--seconds", type=float, default=300, help="for all of them together")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="where breaking inputs are kept")
    parser.add_argument("--seed", type=int, default=None, help="repeats the same changes of files")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.within:
        return fuzz_here(given.targets, given.seconds, given.failures)
    from tests.hostile.seeds import FORMATS
    from tests.hostile.targets import TARGETS

    chosen = given.targets or [*TARGETS, *FORMATS]
    if unknown := set(chosen) - {*TARGETS, *FORMATS}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join([*TARGETS, *FORMATS])}")
    broken = total = 0
    for name in chosen:
        seconds = given.seconds / len(chosen)
        if name in TARGETS:
            tried, failed, said = fuzz([name], seconds, given.failures)[name]
        else:
            tried, failed, said = change_files(name, seconds, given.failures, given.seed)
        total, broken = total + tried, broken + failed
        print(f"{name:<16} {tried:>9} inputs  {'ok' if not failed else f'{failed} broke it'}", flush=True)
        if failed:
            print(said, flush=True)
    print(f"{total} inputs, {broken} broke something{f': see {given.failures}' if broken else ''}")
    return 1 if broken else 0


def fuzz(names: Sequence[str], seconds: float, failures: Path) -> dict[str, tuple[int, int, str]]:
    """Fuzz parsers for ``seconds`` each; return how many inputs each got, how many broke it, and what was said.

    They are fuzzed in another process, which loads the program once, and forks for each of them.
    """
    failures.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.hostile", *names, "--within", "--seconds", str(max(1, round(seconds)))]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*command, "--failures", str(failures.resolve())],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=120 + len(names) * (seconds + 60),
            env=os.environ | {"TMPDIR": folder},
        )
    found = {}
    for name in names:
        _, _, said = done.stderr.partition(f"\nbegun: {name}\n")
        said, ended, rest = said.partition(f"\nended: {name} ")
        tried = re.search(r"number_of_executed_units: (\d+)", said) or re.search(r"Done (\d+) runs", said)
        failed = not ended or rest.split("\n", 1)[0] != "0"
        found[name] = (int(tried[1]) if tried else 0, int(failed), (said or done.stderr)[-3000:])
    return found


def fuzz_here(names: Sequence[str], seconds: float, failures: Path) -> int:
    """Let Atheris fuzz parsers, each in a fork of this process, which it ends."""
    import atheris

    with atheris.instrument_imports(include=["egovcheck"], enable_loader_override=False):
        from tests.hostile.targets import TARGETS
    for name in names:
        sys.stderr.write(f"\nbegun: {name}\n")
        sys.stderr.flush()
        child = os.fork()
        if not child:
            _fuzz_one(TARGETS[name], f"{failures}/{name}-", seconds)
        _, status = os.waitpid(child, 0)
        sys.stderr.write(f"\nended: {name} {status}\n")
        sys.stderr.flush()
    return 0


def _fuzz_one(target: Target, prefix: str, seconds: float) -> None:
    import atheris

    corpus = Path(tempfile.mkdtemp())
    for number, content in enumerate(target.seeds()):
        (corpus / f"{number:05}").write_bytes(content)
    target.attempt(b"")
    options = (
        f"-max_total_time={seconds:.0f}", f"-timeout={LONGEST}", f"-rss_limit_mb={MEMORY}", "-max_len=4096",
        "-print_final_stats=1", f"-artifact_prefix={prefix}", str(corpus),
    )  # fmt: skip
    atheris.Setup([sys.argv[0], *options], target.attempt)
    atheris.Fuzz()
    os._exit(0)


def change_files(name: str, seconds: float, failures: Path, seed: int | None) -> tuple[int, int, str]:
    """Read changed files of one format for some time; the same seed makes the same changes."""
    from tests.hostile.reading import read_bytes
    from tests.hostile.seeds import seed as good

    number = random.SystemRandom().randrange(1 << 32) if seed is None else seed
    chance, data = random.Random(f"{name} {number}"), good(name)
    end, tried = time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            tried += 1
            changed, begun = mutated(data, chance), time.monotonic()
            try:
                read_bytes(name, changed, Path(folder))
                assert time.monotonic() - begun < LONGEST, "it took too long"
            except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
                failures.mkdir(parents=True, exist_ok=True)
                kept = failures / f"{name}-{number}-{tried}"
                kept.write_bytes(changed)
                return tried, 1, f"{kept}\n{traceback.format_exc()}"
    return tried, 0, ""


if __name__ == "__main__":
    sys.exit(main())
