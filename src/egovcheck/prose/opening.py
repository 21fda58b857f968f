"""Documents into tables: those of figures as they are, texts as the table of the figures in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from egovcheck.core.errors import InputError
from egovcheck.prose.table import TextTable, text_table
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import read_header
from egovcheck.records.registers import SourceRegister
from egovcheck.records.sdmx.header import is_sdmx
from egovcheck.records.sidecars import read_sidecar
from egovcheck.sources.formats import open_table
from egovcheck.sources.tables import Document, Table
from egovcheck.sources.texts import is_text, open_text

FACTS = ("published", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens documents of either kind. ``sources`` are the ids of their sources by label.

    ``published`` is what was said of all texts at once, or None.
    """

    catalogue: Catalogue
    register: SourceRegister
    sources: Mapping[str, str]
    published: str | None = None

    def open(self, document: Document) -> Table:
        """Return the table of a document.

        Raises:
            InputError: for one that cannot be read.
            UsageError: for a file beside a text that is written wrong.
        """
        return self.open_text(document) if is_text(document, names_columns) else open_table(document)

    def open_text(self, document: Document) -> TextTable:
        """Return the table of a document that is known to be a text; raises as above."""
        return text_table(open_text(document), document, self.catalogue, self.given(document))

    def given(self, document: Document) -> dict[str, str]:
        """Return what is stated about a text outside it: in the registers of sources, for the whole run, beside it."""
        beside = read_sidecar(document) or {}
        said = {"source": beside.get("source") or self.sources[document.label]}
        for facts in reversed(self.register.stated(document.path.parent, said["source"])):
            said |= {name: value for name in FACTS if (value := getattr(facts, name))}
        if self.published:
            said["published"] = self.published
        return said | beside


def may_be_text(document: Document) -> bool:
    """Say whether a document is to be read as a text; of one that cannot be looked into its reader will say so."""
    try:
        return is_text(document, names_columns)
    except InputError:
        return True


def names_columns(cells: Sequence[str]) -> bool:
    """Say whether cells are the header of a table of figures."""
    return is_sdmx(cells) or not read_header(tuple(cells)).missing
