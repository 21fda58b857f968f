"""The gate on a pull request: everything is judged, and what touches a changed record is reported.

The files are judged twice, as they are and as they stood at an earlier revision. A finding is reported that names a
record which was not there before, or that was not there itself: a row that was taken away may cause one that names only
others. Lines and files do not count, so a row that moved has not changed.
"""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from egovcheck.core.errors import EgovcheckError, UsageError
from egovcheck.core.findings import Finding
from egovcheck.core.fingerprints import lasting_source
from egovcheck.core.report import Report, Since, summarise
from egovcheck.core.text import safe
from egovcheck.records.derived import sql_columns
from egovcheck.records.submission import Submission
from egovcheck.settings import Settings
from egovcheck.sources.databases.address import is_address, shown
from egovcheck.sources.git import Blob, Repository, find_repository
from egovcheck.sources.side_files import is_side_file
from egovcheck.sources.wording import STDIN
from egovcheck.validation import run
from egovcheck.waivers.findings import CODES
from egovcheck.waivers.model import Baseline, WaiverFile

if TYPE_CHECKING:
    import duckdb

_PLACES = frozenset({"id", "source", "file", "record", "line", "column", "excerpt", "path", "start", "end"})

_At = tuple[str, str | None, int | None, int | None, int | None]
"""Where a record stands: the file's label, the sheet, its number, the column of a wide table, the start in a text."""


@dataclass
class _Statements:
    """The statements of a run: a digest of what each says with its source, and where it stands."""

    said: list[tuple[str, _At]] = field(default_factory=list)

    def look(self, connection: duckdb.DuckDBPyConnection, submissions: Sequence[Submission]) -> None:
        """Read them from the database of a run."""
        tables = {one.number: (one.document.label, one.sheet) for one in submissions}
        names = [name for name in sql_columns() if name not in _PLACES]
        parts = ", ".join(f'coalesce("{name}"::VARCHAR, chr(1))' for name in names)
        sql = f'SELECT md5(concat_ws(chr(31), {parts})), source, file, record, "column", "start" FROM records'  # noqa: S608 - our own columns
        cursor = connection.cursor().execute(sql)
        while rows := cursor.fetchmany(10_000):
            self.said += [
                (digest + lasting_source(source, tables[file][0]), (*tables[file], record, column, start))
                for digest, source, file, record, column, start in rows
            ]

    def beyond(self, earlier: _Statements) -> set[_At]:
        """Return where the statements stand that the earlier run did not have, or not so often."""
        left = Counter(digest for digest, _ in earlier.said)
        new = set()
        for digest, at in sorted(
            self.said, key=lambda one: (one[0], [(part is not None, str(part).zfill(12)) for part in one[1]])
        ):
            left[digest] -= 1
            if left[digest] < 0:
                new.add(at)
        return new


def run_changed(paths: Sequence[str], revision: str, settings: Settings) -> Report:
    """Validate files and folders of a git repository; report the findings that touch what changed since a revision.

    Raises:
        EgovcheckError: as ``validation.run`` does; UsageError where there is no such revision, no repository, or a path
            leads out of it.
    """
    if STDIN in paths:
        raise UsageError("standard input has no earlier revision", hint="name files of the repository")
    if address := next((path for path in paths if is_address(path)), None):
        hint = "--previous compares it with a table or a file"
        raise UsageError(f"'{shown(address)}' is a database and has no earlier revision", hint=hint)
    repository = find_repository(Path.cwd())
    commit = repository.commit(revision)
    for path in paths:
        _within(repository, Path(path))
    settings = _absolute(settings)
    now = _Statements()
    report = run(paths, settings, look=now.look)
    before = _Statements()
    earlier: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        tree = Path(folder).resolve()
        repository.write(_blobs(repository, commit, paths), tree)
        old = _moved(settings, repository.root, tree)
        # files that were not there, or not readable, are new as a whole
        with _inside(repository, tree, paths) as named, contextlib.suppress(EgovcheckError):
            earlier.update(finding.fingerprint for finding in run(named, old, look=before.look).findings)
    changed = now.beyond(before)
    return _reduced(
        report, revision, commit, changed, earlier, waivers_changed=_waivers_changed(repository, commit, settings)
    )


def _reduced(
    report: Report, revision: str, commit: str, changed: set[_At], earlier: Counter[str], *, waivers_changed: bool
) -> Report:
    kept = []
    for finding in report.findings:
        if finding.code in CODES:
            keep = waivers_changed
        else:
            earlier[finding.fingerprint] -= 1
            keep = earlier[finding.fingerprint] < 0 or _touches(finding, changed)
        if keep:
            kept.append(finding)
    findings = tuple(kept)
    return replace(
        report,
        findings=findings,
        summary=summarise(report.summary.records, report.rules, findings),
        since=Since(revision, commit, len(changed), len(report.findings) - len(findings)),
    )


def _touches(finding: Finding, changed: set[_At]) -> bool:
    for record in finding.records:
        at = record.place
        if record.path is not None and any(
            (record.path, at.sheet, at.record, column, at.start) in changed for column in (None, at.column)
        ):
            return True
    return False


def _blobs(repository: Repository, commit: str, paths: Sequence[str]) -> Iterator[Blob]:
    """Yield the files that the paths may have meant at a commit, those beside them that describe them included."""
    for path in paths:
        base = Path(path)
        deep = base.is_dir()
        if not deep and not base.exists() and glob.has_magic(path):
            fixed = next(turn for turn, part in enumerate(base.parts) if glob.has_magic(part))
            base, deep = Path(*base.parts[:fixed]), True
        folder = _within(repository, base if deep else base.parent)
        for blob in repository.blobs(commit, folder, deep=deep):
            if deep or blob.path.name == base.name or is_side_file(blob.path.name):
                yield blob


def _within(repository: Repository, path: Path) -> PurePosixPath:
    """Return a path from the root of the repository; raises UsageError where it leads elsewhere."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(repository.root):
        raise UsageError(f"'{safe(str(path))}' is not in the repository", hint="name files of the repository")
    return PurePosixPath(real.relative_to(repository.root).as_posix())


@contextlib.contextmanager
def _inside(repository: Repository, tree: Path, paths: Sequence[str]) -> Iterator[list[str]]:
    """Work in the earlier tree, where files have the labels that they have in the work tree; give the paths there."""
    named = []
    for path in paths:
        absolute = Path(path)
        real = Path(os.path.realpath(absolute.parent)) / absolute.name
        inside = absolute.is_absolute() and real.is_relative_to(repository.root)
        named.append(str(tree / real.relative_to(repository.root)) if inside else path)
    folder = tree / _within(repository, Path.cwd())
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(folder):
        yield [path for path in named if glob.has_magic(path) or Path(path).exists()] or named


def _absolute(settings: Settings) -> Settings:
    """Return settings that mean the same files from any working directory."""
    return replace(
        settings,
        rules=tuple(path.absolute() for path in settings.rules),
        catalogue=settings.catalogue.absolute() if settings.catalogue else None,
    )


def _moved(settings: Settings, root: Path, tree: Path) -> Settings:
    """Return the settings of a run over the earlier tree, which looks for no causes and forgives nothing."""

    def moved(folder: Path) -> Path:
        real = Path(os.path.realpath(folder))
        return tree / real.relative_to(root) if real.is_relative_to(root) else folder

    layouts = tuple(replace(layout, folder=moved(layout.folder)) for layout in settings.layouts)
    return replace(settings, layouts=layouts, explain=False, previous=(), waivers=WaiverFile(), baseline=Baseline())


def _waivers_changed(repository: Repository, commit: str, settings: Settings) -> bool:
    """Say whether the file of waivers is another one than at the commit; one outside the repository is."""
    for waiver in settings.waivers.waivers[:1]:
        path = Path(os.path.realpath(waiver.path))
        if not path.is_relative_to(repository.root):
            return True
        before = repository.bytes_at(commit, PurePosixPath(path.relative_to(repository.root).as_posix()))
        return before is None or before != path.read_bytes()
    return True
