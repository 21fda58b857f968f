"""The results of a SARIF log: one for each finding, with its other sides as related locations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from egovcheck.core.findings import Finding, NamedRecord, Place
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.phrases import say
from egovcheck.report.places import address, leading
from egovcheck.report.sarif.messages import link, plain
from egovcheck.report.sarif.places import location, same_place
from egovcheck.report.sarif.rules import LEVELS, identifier
from egovcheck.report.telling import notes, side

RELATED_MOST = 99
"""GitHub shows 100 locations of a result; one of them is the result's own."""

LINKED_MOST = 10
"""Of so many other sides the message has a link; GitHub shows related locations only where a message links to them."""

NOWHERE = "."
"""The file of a finding in a report that names no file at all: the root of the repository."""


@dataclass(frozen=True, slots=True)
class Results:
    """Makes results in the language of a report; ``ruled`` tells the index of each rule in the list of rules.

    ``compared`` is whether a baseline took part, ``judged`` whether any finding was set aside: SARIF wants to be told
    of all results or of none whether they are new, and whether they are suppressed.
    """

    report: Report
    ruled: Mapping[str, int]
    compared: bool
    judged: bool

    def result(self, finding: Finding, identity: str) -> dict[str, Any]:
        """Return the result of a finding."""
        lang = self.report.basis.lang
        own = leading(finding)
        others = [record for record in finding.records if record is not own][:RELATED_MOST]
        path, place = (own.path or NOWHERE, own.place) if own else (first_input(self.report), Place())
        found: dict[str, Any] = {
            "ruleId": identifier(finding.code),
            "ruleIndex": self.ruled[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": "\n".join(self._lines(finding, own, others))},
            "locations": [location(self.report.basis.folder, path, place)],
        }
        if others:
            related = enumerate(others, start=1)
            found["relatedLocations"] = [self._related(turn, record, finding, path) for turn, record in related]
        found["partialFingerprints"] = {"primaryLocationLineHash": identity}
        if self.judged:
            found["suppressions"] = self._suppressions(finding)
        if self.compared:
            found["baselineState"] = "unchanged" if finding.status == "baselined" else "new"
        told = {"expected": finding.expected, "actual": finding.actual}
        found["properties"] = {
            "name": safe(finding.name),
            "fingerprint": safe(finding.fingerprint),
            "status": finding.status,
            "severity": finding.severity,
            "subject": {safe(key): safe(value) for key, value in sorted(finding.subject.items())},
            **{key: safe(value) for key, value in told.items() if value},
        }
        if own is None:
            found["properties"]["place"] = say(lang, "in_no_file")
        return found

    def _lines(self, finding: Finding, own: NamedRecord | None, others: list[NamedRecord]) -> list[str]:
        """Return the sentence, which is all that GitHub shows in a list, then what is behind it."""
        lang = self.report.basis.lang
        sentence = plain(finding.message) or "-"
        lines = [sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."]
        lines += [plain(line) for line in notes(finding, lang)]
        for turn, record in enumerate(others[:LINKED_MOST], start=1):
            there = f" — {link(address(record), turn)}" if record.path else ""
            lines.append(plain(side(record, finding, lang)) + there)
        if hidden := len(finding.records) - (own is not None) - len(others[:LINKED_MOST]):
            lines.append(say(lang, "more_records", hidden))
        if own is None:
            lines.append(say(lang, "shown_at_first"))
        return lines

    def _related(self, turn: int, record: NamedRecord, finding: Finding, path: str) -> dict[str, Any]:
        """Return another side. One that stands in no file is put beside the finding, and its message says so."""
        lang, folder = self.report.basis.lang, self.report.basis.folder
        said = plain(side(record, finding, lang))
        if record.path is not None:
            own = leading(finding)
            there = location(folder, record.path, record.place)
            if own is not None and same_place(record, own):
                there["properties"] = {"field": safe(record.field)}
        else:
            there = location(folder, path, (leading(finding) or record).place)
            there.pop("logicalLocations", None)
            said = f"{said} — {say(lang, 'in_no_file')}"
        return {"id": turn, **there, "message": {"text": said}}

    def _suppressions(self, finding: Finding) -> list[dict[str, Any]]:
        if finding.status == "new":
            return []
        lang, waiver = self.report.basis.lang, finding.waiver
        why = say(lang, "known_before") if finding.status == "baselined" else say(lang, "waived_by_rule")
        found: dict[str, Any] = {"kind": "external", "status": "accepted", "justification": why}
        if waiver:
            told = {"owner": waiver.owner, "expires": waiver.expires, "place": waiver.place}
            found["justification"] = plain(waiver.reason) or why
            found["properties"] = {key: safe(value) for key, value in told.items() if value}
        return [found]


def first_input(report: Report) -> str:
    """Return the file that a finding in no file is shown at."""
    return report.inputs[0].path if report.inputs else NOWHERE
