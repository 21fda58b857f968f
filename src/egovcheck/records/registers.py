"""Who published a source and when: columns, a ``sources.csv`` beside the data, the configuration. The closest wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from egovcheck.core.errors import PackError, UsageError
from egovcheck.records.documents import read_csv, refuse_outside
from egovcheck.records.figures import LOCALES
from egovcheck.records.names import nearest
from egovcheck.records.periods import read_date

SIDECAR = "sources.csv"
FACTS = ("publisher", "published", "url", "authority", "locale")


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is stated about one source, and where (``file:line``)."""

    source: str
    place: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authority: str | None = None
    locale: str | None = None


def source_facts(row: Mapping[str, str], place: str, place_of: Callable[[str], str] | None = None) -> SourceFacts:
    """Check one row of a register; unknown keys and unreadable dates are a ``UsageError`` with their place.

    ``place_of`` tells where a key of the row stands, where that is known more closely than ``place``.
    """
    place_of = place_of or (lambda _: place)
    known = {"source", *FACTS}
    for name in row:
        if name not in known:
            close = nearest(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(sorted(known))}"
            raise UsageError(f"'{name}' is not known of a source", place=place_of(name), hint=hint)
    row = {name: "" if value is None else str(value) for name, value in row.items()}
    if not row.get("source", "").strip():
        raise UsageError("a source without an id", place=place, hint="give the column 'source'")
    facts = {name: row[name].strip() or None for name in FACTS if name in row}
    if published := facts.get("published"):
        try:
            facts["published"] = read_date(published).text
        except ValueError:
            said = f"'{published}' is not a date"
            raise UsageError(said, place=place_of("published"), hint="write 2020-08-26") from None
    if facts.get("locale") and facts["locale"] not in LOCALES:
        said = f"'{facts['locale']}' is not a locale"
        raise UsageError(said, place=place_of("locale"), hint=f"known: {', '.join(LOCALES)}")
    return SourceFacts(source=row["source"].strip(), place=place, **facts)


@dataclass
class SourceRegister:
    """All that is stated about sources outside the rows themselves."""

    configured: dict[str, SourceFacts] = field(default_factory=dict)
    _sidecars: dict[Path, dict[str, SourceFacts]] = field(default_factory=dict)
    used: list[SourceFacts] = field(default_factory=list)

    @classmethod
    def of(cls, configured: Iterable[SourceFacts]) -> SourceRegister:
        """Make a register from the sources of the configuration."""
        return cls({facts.source: facts for facts in configured})

    def stated(self, folder: Path, source: str) -> list[SourceFacts]:
        """Return what is stated about a source for files in ``folder``, the closest statement first."""
        # where two files share a stem, their ids have become paths; registers still know them by the stem
        stem = source.rpartition("/")[2]
        found = [register.get(source) or register.get(stem) for register in (self._sidecar(folder), self.configured)]
        stated = [replace(facts, source=source) for facts in found if facts]
        self.used += [facts for facts in stated if facts not in self.used]
        return stated

    def _sidecar(self, folder: Path) -> dict[str, SourceFacts]:
        if folder not in self._sidecars:
            path = folder / SIDECAR
            register: dict[str, SourceFacts] = {}
            if path.is_file():
                try:
                    refuse_outside(path)
                    rows = list(read_csv(path))
                except PackError as error:
                    raise UsageError(error.message, hint=error.hint, place=error.place) from None
                for line, row in rows:
                    facts = source_facts(row, f"{_label(path)}:{line}")
                    if facts.source in register:
                        raise UsageError(f"source '{facts.source}' stands twice", place=facts.place)
                    register[facts.source] = facts
            self._sidecars[folder] = register
        return self._sidecars[folder]


def _label(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
