"""What is fuzzed with an eye on the code that is reached: each parser with inputs to begin with."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from egovcheck.cli.configuration import load_configuration
from egovcheck.core.errors import EgovcheckError, InputError, PackError, UsageError
from egovcheck.prose.reading import read_text
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.figures import FigureError, decimal_mark_shown, language_shown, read_figure
from egovcheck.records.periods import read_date, read_period
from egovcheck.records.ranges import range_ends
from egovcheck.records.sidecars import read_sidecar
from egovcheck.report import Style, writers
from egovcheck.report.stored import read_report
from egovcheck.rules.loading import load_rule
from egovcheck.sources.row_reader import RowReader
from egovcheck.sources.tables import Document
from egovcheck.sources.texts import TextDocument
from egovcheck.waivers.baseline import read_baseline
from egovcheck.waivers.reading import read_waivers

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = Path(tempfile.gettempdir())


@dataclass(frozen=True)
class Target:
    """A parser: what is done with an input, and inputs that it takes."""

    attempt: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]


def _figures(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for mark in (None, ",", "."):
        with contextlib.suppress(FigureError):
            figure = read_figure(text, mark)
            assert abs(figure.value) < 10**18
    with contextlib.suppress(FigureError):
        read_figure(text, None, native=True)
    range_ends(text)
    decimal_mark_shown(text)
    language_shown(text)


def _periods(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for read in (read_period, read_date):
        with contextlib.suppress(ValueError):
            period = read(text)
            assert period.start <= period.end


def _prose(data: bytes) -> None:
    raw = data.decode("utf-8", "replace")
    found = read_text(TextDocument(raw, "txt"), load_catalogue(None), {"source": "x", "published": "2020-08-26"})
    for row in found.statements:
        assert raw[row.start : row.end] == row.quote


def _rows(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for delimiter in ",;":
        reader = RowReader(iter([text]), delimiter, "x")
        reader.width = 3
        with contextlib.suppress(InputError):
            while (batch := reader.batch(100)).rows:
                assert len(batch.rows) == len(batch.lines)
                assert batch.lines == sorted(batch.lines)


def _rules(data: bytes) -> None:
    path = _FOLDER / "rule.md"
    path.write_bytes(data)
    with contextlib.suppress(PackError, UsageError):
        rule = load_rule(path)
        assert rule.code == rule.code.upper()


def _sandbox(data: bytes) -> None:
    import duckdb

    from egovcheck.engine.database import VIEWS
    from egovcheck.engine.sandbox import check_select

    connection = _CONNECTIONS.setdefault("one", duckdb.connect(":memory:"))
    with contextlib.suppress(PackError):
        check_select(connection, data.decode("utf-8", "replace"), place="x", line=1, tables=VIEWS, parameters=("k",))


_CONNECTIONS: dict[str, object] = {}


def _configurations(data: bytes) -> None:
    path = _FOLDER / "egovcheck.toml"
    path.write_bytes(data)
    with contextlib.suppress(UsageError, PackError):
        load_configuration(_FOLDER, isolated=False, environment={})


def _sidecars(data: bytes) -> None:
    (_FOLDER / "text.txt.meta.yaml").write_bytes(data)
    with contextlib.suppress(UsageError):
        read_sidecar(Document("text.txt", _FOLDER / "text.txt", "", 1))


def _waivers(data: bytes) -> None:
    path = _FOLDER / "egovcheck-waivers.toml"
    path.write_bytes(data)
    with contextlib.suppress(UsageError):
        read_waivers(path, path.name)


def _baselines(data: bytes) -> None:
    path = _FOLDER / "egovcheck-baseline.json"
    path.write_bytes(data)
    with contextlib.suppress(UsageError):
        read_baseline(path, path.name)


def _reports(data: bytes) -> None:
    with contextlib.suppress(EgovcheckError):
        report = read_report(data, "report.json")
        for writer in writers().values():
            writer.write(report, io.BytesIO() if writer.binary else io.StringIO(), Style())


def _files(*patterns: str) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        for pattern in patterns:
            for path in sorted(ROOT.glob(pattern)):
                yield path.read_bytes()[:4000]

    return read


def _lines(*patterns: str) -> Callable[[], Iterator[bytes]]:
    """Give the lines and the cells of files one by one."""

    def read() -> Iterator[bytes]:
        for content in _files(*patterns)():
            for line in content.splitlines()[:30]:
                yield line
                yield from line.split(b",")[:8]

    return read


def _checks() -> Iterator[bytes]:
    for content in _files("rules/*/*.md")():
        if found := re.search(rb"```sql\n(.*?)```", content, re.DOTALL):
            yield found[1]


def _written_waivers() -> Iterator[bytes]:
    yield (
        b'[[waivers]]\nrule = "EG303"\nwhere = { area = "LBY", period = "2012" }\nreason = "x"\nowner = "y"\n'
        b'expires = 2027-06-01\nevidence = "0"\n'
    )


def _reports_seeds() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(ROOT.glob("fixtures/expected/conflict.json")))


TARGETS: dict[str, Target] = {
    "figures": Target(_figures, _lines("fixtures/*/*.csv")),
    "periods": Target(_periods, _lines("fixtures/*/*.csv")),
    "prose": Target(_prose, _lines("fixtures/articles/*/*.txt")),
    "rows": Target(_rows, _files("fixtures/*/*.csv")),
    "rules": Target(_rules, _files("rules/*/*.md", "fixtures/own-rules/*.md")),
    "sandbox": Target(_sandbox, _checks),
    "configurations": Target(_configurations, _files("fixtures/*/egovcheck.toml", "tests/cli/own_index/*.toml")),
    "waivers": Target(_waivers, _written_waivers),
    "baselines": Target(_baselines, _files("fixtures/expected/conflict.json")),
    "reports": Target(_reports, _reports_seeds),
    "sidecars": Target(_sidecars, _files("fixtures/articles/*/*.meta.yaml")),
}
