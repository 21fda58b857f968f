"""Waivers for findings, as TOML for a person to look through: reason and owner are theirs to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from egovcheck.core.findings import Finding
from egovcheck.core.text import safe
from egovcheck.waivers.model import WHERE

_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says of all the findings: why, who, and until when. Empty texts are left to be written."""

    reason: str = ""
    owner: str = ""
    expires: date | None = None


def drafted(findings: Iterable[Finding], answers: Answers) -> str:
    """Return one table a finding, the sentence that it accepts above it as a comment."""
    tables = []
    for finding in findings:
        where = {key: value for key, value in finding.subject.items() if key in WHERE}
        primary = [record for record in finding.records if record.role == "primary" and record.path is not None]
        if not where and primary and primary[0].path:
            where = {"path": primary[0].path}
        lines = [
            f"# {safe(finding.message)} ({finding.fingerprint})",
            "[[waivers]]",
            f"rule = {_text(finding.code)}",
            f"where = {{ {', '.join(f'{_key(key)} = {_text(value)}' for key, value in where.items())} }}",
            f"reason = {_text(answers.reason)}",
            f"owner = {_text(answers.owner)}",
        ]
        if answers.expires:
            lines.append(f"expires = {answers.expires.isoformat()}")
        # what is wrong with a source as a whole does not hang on its figures
        about = () if finding.subject.keys() <= {"source"} else primary
        stated = list(dict.fromkeys(record.printed for record in about if record.printed))
        if stated:
            listed = ", ".join(_text(one) for one in stated)
            lines.append(f"evidence = {listed}" if len(stated) == 1 else f"evidence = [{listed}]")
        tables.append("\n".join(lines) + "\n")
    return "\n".join(tables)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """Return a TOML string; control and invisible characters are written as escapes, so that nothing hides in it."""
    said = []
    for character in text:
        if character in {'"', "\\"}:
            said.append(f"\\{character}")
        elif safe(character) == character:
            said.append(character)
        elif 0xD800 <= ord(character) <= 0xDFFF:  # TOML has no form for it
            said.append("\\uFFFD")
        else:
            said.append(f"\\U{ord(character):08X}")
    return f'"{"".join(said)}"'
