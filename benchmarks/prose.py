"""How well figures are read out of texts: ``egovcheck extract`` against figures read by hand, and how fast it is.

A figure counts as found where a row overlaps its span and has the same value, denominator, kind and qualifier; every
gold figure and every row is used once, the best overlap first. Figures that gold calls incidental count neither as
missed nor, however they were read, as false. Indicator, area and period are judged on the figures that were found.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.periods import read_period

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
CODES = Path(__file__).with_name("seed_indicators.csv")
ATTRIBUTES = ("indicator", "area", "period")
MEASURES = {"change": "delta", "growth": "delta", "multiple": "multiple"}
UNITS = {
    "rank": "rank",
    "index": "score",
    "percent": "percent",
    "VND": "money",
    "USD": "money",
    "day": "duration",
    "hour": "duration",
    "month": "duration",
    "year": "duration",
}
ARTICLE_BYTES = 5_000


@dataclass(slots=True)
class Stated:
    """One figure, by hand or by machine; ``outside`` says that gold has the denominator from outside the quote."""

    start: int
    end: int
    quote: str
    kind: str
    value: Decimal
    denominator: Decimal | None
    qualifier: str
    indicator: str
    breakdown: str
    area: str | None
    period: str | None
    incidental: bool = False
    outside: bool = False

    def __str__(self) -> str:
        out_of = f"/{self.denominator}" if self.denominator is not None else ""
        return f"{self.quote!r} at {self.start}: {self.kind} {self.value}{out_of} {self.qualifier}"


def score_line(name: str, score: Counter[str]) -> str:
    """Return one line of the table."""
    cells = [f"{name:<28}", _share(score["right"], score["found"]), _share(score["right"], score["gold"])]
    cells += [_share(score[f"{each} right"], score[f"{each} asked"]) for each in ATTRIBUTES]
    tail = f"  {score['outside']} only without a denominator that stands elsewhere" if score["outside"] else ""
    return "  ".join(cells) + tail


def _share(part: int, whole: int) -> str:
    return f"{part / whole:5.3f} ({part:>3}/{whole:>3})" if whole else f"{'-':^15}"


def read_gold(path: Path) -> list[Stated]:
    """Read the figures of one text; numbers stay exact."""
    figures = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line, parse_float=Decimal)
        denominator = row["denominator"]
        digits = re.sub(r"\D", "", row["quote"])
        figures.append(
            Stated(
                start=row["start"],
                end=row["start"] + len(row["quote"]),
                quote=row["quote"],
                kind=row["kind"],
                value=Decimal(row["value"]),
                denominator=None if denominator is None else Decimal(denominator),
                qualifier=row["qualifier"],
                indicator=row["indicator"],
                breakdown="",
                area=row["area"],
                period=row["period"],
                incidental=row["indicator"] == "incidental" or bool(row.get("incidental")),
                outside=denominator is not None and re.sub(r"\D", "", str(denominator)) not in digits,
            )
        )
    return figures


def read_rows(path: Path) -> dict[str, list[Stated]]:
    """Read what ``egovcheck extract`` wrote: the rows of each file, by its name."""
    rows: dict[str, list[Stated]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(Path(row["path"]).name, []).append(
                Stated(
                    start=int(row["start"]),
                    end=int(row["end"]),
                    quote=row["quote"],
                    kind=_kind(row),
                    value=Decimal(row["value"]),
                    denominator=Decimal(row["denominator"]) if row["denominator"] else None,
                    qualifier=row["qualifier"] or "exact",
                    indicator=row["indicator"],
                    breakdown=row["breakdown"],
                    area=row["area"] or None,
                    period=row["period"] or None,
                )
            )
    return rows


def _kind(row: dict[str, str]) -> str:
    if row["status"] == "target":
        return "target"
    if row["measure"] in MEASURES:
        return MEASURES[row["measure"]]
    if row["unit"] in UNITS:
        return UNITS[row["unit"]]
    return "ratio" if row["denominator"] else "count"


def _overlap(one: Stated, other: Stated) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _alike(gold: Stated, row: Stated) -> bool:
    mine = (gold.kind, gold.value, gold.denominator, gold.qualifier)
    return mine == (row.kind, row.value, row.denominator, row.qualifier)


def pair(gold: list[Stated], rows: list[Stated]) -> dict[int, int]:
    """Return which row states which gold figure, as places in both lists."""
    candidates = [
        (-_overlap(wanted, row), i, j)
        for i, wanted in enumerate(gold)
        for j, row in enumerate(rows)
        if _overlap(wanted, row) > 0 and _alike(wanted, row)
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


class Judge:
    """Compares gold with rows; ``codes`` maps gold's indicator names to what the catalogue may call them."""

    def __init__(self, catalogue: Catalogue, codes: dict[str, set[str]], *, verbose: bool) -> None:
        self.catalogue = catalogue
        self.codes = codes
        self.verbose = verbose
        self.unmapped: Counter[str] = Counter()

    def text(self, name: str, gold: list[Stated], rows: list[Stated]) -> Counter[str]:
        """Judge one text."""
        pairs = pair(gold, rows)
        used = set(pairs.values())
        score: Counter[str] = Counter()
        for i, wanted in enumerate(gold):
            row = rows[pairs[i]] if i in pairs else None
            if wanted.incidental:
                continue
            score["gold"] += 1
            if row is not None:
                score["right"] += 1
                self._attributes(name, wanted, row, score)
                continue
            near = [other for j, other in enumerate(rows) if j not in used and _overlap(wanted, other) > 0]
            score["outside"] += wanted.outside and any(_all_but_denominator(wanted, other) for other in near)
            self._tell(name, f"missed {wanted}", "; ".join(f"came out as {other}" for other in near))
        passed = [figure for figure in gold if figure.incidental]
        wrong = [
            row for j, row in enumerate(rows) if j not in used and all(_overlap(each, row) <= 0 for each in passed)
        ]
        for row in wrong:
            self._tell(name, f"false {row}", f"indicator {row.indicator or 'none'}")
        score["found"] = score["right"] + len(wrong)
        return score

    def _attributes(self, name: str, gold: Stated, row: Stated, score: Counter[str]) -> None:
        answers = {
            "indicator": self._indicator(gold, row),
            "area": (self._area(gold.area) or None) == row.area,
            "period": self._period(gold, row),
        }
        for attribute, right in answers.items():
            if right is None:
                score["unmapped"] += 1
                continue
            score[f"{attribute} asked"] += 1
            score[f"{attribute} right"] += right
            if not right:
                wanted, got = getattr(gold, attribute), getattr(row, attribute)
                self._tell(name, f"{attribute} of {gold}", f"is {wanted or 'none'}, came out as {got or 'none'}")

    def _indicator(self, gold: Stated, row: Stated) -> bool | None:
        if gold.indicator not in self.codes:
            self.unmapped[gold.indicator] += 1
            return None
        return bool({row.indicator, f"{row.indicator}/{row.breakdown}"} & self.codes[gold.indicator])

    def _area(self, name: str | None) -> str | None:
        if name is None:
            return None
        if name == "World":
            return "UN-WORLD"
        return self.catalogue.area_code(name) or f"unknown area {name}"

    def _period(self, gold: Stated, row: Stated) -> bool:
        if gold.period is None:
            return True
        wanted = gold.period.removeprefix("as_of:")
        if wanted == row.period:
            return True
        if row.period is None:
            known = self.catalogue.indicators.get(row.indicator)
            return gold.period.startswith("as_of:") and known is not None and known.survey is not None
        mine, yours = read_period(wanted), read_period(row.period)
        if gold.period.startswith("as_of:"):
            return mine.start <= yours.start and yours.end <= mine.end
        if "/" in gold.period:
            alike = (mine.start.year, mine.start.month) == (yours.start.year, yours.start.month)
            return alike and (mine.end.year, mine.end.month) == (yours.end.year, yours.end.month)
        return (mine.start, mine.end) == (yours.start, yours.end)

    def _tell(self, name: str, what: str, more: str) -> None:
        if self.verbose:
            print(f"{name}: {what}" + (f"  [{more}]" if more else ""))


def _all_but_denominator(gold: Stated, row: Stated) -> bool:
    mine = (gold.kind, gold.value, gold.qualifier)
    return row.denominator is None and mine == (row.kind, row.value, row.qualifier)


def read_codes(paths: Iterable[Path]) -> dict[str, set[str]]:
    """Read what the catalogue calls gold's indicators: none where empty, any where several stand apart by |."""
    codes: dict[str, set[str]] = {}
    for path in paths:
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                codes.update({row["gold"]: set(row["code"].split("|")) for row in csv.DictReader(file)})
    return codes


def extract(texts: Iterable[Path], out: Path) -> None:
    """Run ``egovcheck extract`` on texts, in a process of its own."""
    command = [sys.executable, "-m", "egovcheck", "extract", *map(str, texts), "-o", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if not out.is_file():
        sys.exit(f"egovcheck extract wrote nothing (exit code {done.returncode}):\n{done.stderr.strip()}")


def compare(gold_folder: Path, texts: dict[str, Path], *, verbose: bool) -> None:
    """Print how well the texts were read."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows.csv"
        extract(texts.values(), out)
        rows = read_rows(out)
    judge = Judge(load_catalogue(), read_codes([CODES, gold_folder / "indicators.csv"]), verbose=verbose)
    lines: list[str] = []
    total: Counter[str] = Counter()
    for name, path in texts.items():
        score = judge.text(name, read_gold(gold_folder / f"{name}.jsonl"), rows.get(path.name, []))
        total.update(score)
        lines.append(score_line(name, score))
    print(f"{'text':<28}  {'precision':<15}  {'recall':<15}  " + "  ".join(f"{each:<15}" for each in ATTRIBUTES))
    print("\n".join([*lines, score_line("all", total)]))
    if judge.unmapped:
        print(
            f"{total['unmapped']} indicators not judged, no code in {CODES.name}: {', '.join(sorted(judge.unmapped))}"
        )


def articles(texts: Iterable[Path], count: int) -> Iterator[str]:
    """Yield articles of about five kilobytes: paragraphs of the texts in another order, with other digits."""
    chance = random.Random(1)
    paragraphs = [line for path in texts for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for _ in range(count):
        parts: list[str] = []
        size = 0
        while size < ARTICLE_BYTES:
            part = re.sub(r"[1-9](?=\d)", lambda _match: str(chance.randint(1, 9)), chance.choice(paragraphs))
            part = part.encode()[: ARTICLE_BYTES - size + 1].decode(errors="ignore")
            parts.append(part)
            size += len(part.encode()) + 1
        yield "\n".join(parts)


def measure(texts: list[Path], count: int) -> None:
    """Print how many articles a minute are read, and the memory that it takes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "articles"
        place.mkdir()
        for number, article in enumerate(articles(texts, count)):
            (place / f"{number:06d}.txt").write_text(article, encoding="utf-8")
        started = time.perf_counter()
        extract([place], Path(folder) / "rows.csv")
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(f"{count:,} articles: {seconds:.1f} s, {count / seconds * 60:,.0f} a minute, peak {peak:,.0f} MB")


def main() -> None:
    """Compare with the gold of a folder, or measure the speed on texts made of its texts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", nargs="?", type=Path, default=SEEDS / "gold", help="folder of NNN.jsonl")
    options.add_argument(
        "--texts", type=Path, help="folder of NNN.txt or NNN_*.txt; default: that of gold, or above it"
    )
    options.add_argument("--verbose", action="store_true", help="list misses, false figures and wrong attributes")
    options.add_argument("--speed", type=int, metavar="N", help="measure on N articles of five kilobytes instead")
    chosen = options.parse_args()
    folder = chosen.texts or (chosen.gold if any(chosen.gold.glob("*.txt")) else chosen.gold.parent)
    texts = {path.stem.partition("_")[0]: path for path in sorted(folder.glob("*.txt"))}
    texts = {name: path for name, path in texts.items() if (chosen.gold / f"{name}.jsonl").is_file()}
    if not texts:
        sys.exit(f"nothing to compare: no NNN.jsonl in {chosen.gold} with a text NNN.txt or NNN_*.txt in {folder}")
    if chosen.speed:
        measure(list(texts.values()), chosen.speed)
    else:
        compare(chosen.gold, texts, verbose=chosen.verbose)


if __name__ == "__main__":
    main()
