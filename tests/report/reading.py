"""Reading what the writers wrote, with other people's readers or by the rules that platforms publish."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

SCHEMAS = Path(__file__).parent / "schemas"


def sarif(text: str) -> dict[str, Any]:
    """The only run of a log that OASIS's schema (as pydantic_sarif has it) and GitHub's ingestion rules let pass."""
    log = json.loads(text)
    (run,) = log["runs"]
    statuses = [one.pop("status") for result in run["results"] for one in result.get("suppressions", [])]
    assert set(statuses) <= {"accepted"}  # the published schema's word; the model has that of a draft, state
    Sarif.model_validate(log)
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert len(rule["name"]) <= 255
        assert max(len(rule[key]["text"]) for key in ("shortDescription", "fullDescription")) <= 1024
        assert len(rule["properties"]["tags"]) <= 10
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        related = result.get("relatedLocations", [])
        assert len(related) <= 99
        assert [one["id"] for one in related] == list(range(1, len(related) + 1))
        for one in (location, *related):
            assert one["physicalLocation"]["artifactLocation"]["uri"]
            assert one["physicalLocation"]["region"]["startLine"] >= 1
        assert {int(link) for link in re.findall(r"(?<!\\)\]\((.*?)\)", result["message"]["text"])} <= {
            one["id"] for one in related
        }
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(marks)) == len(marks) <= 25_000
    for key in ("suppressions", "baselineState"):  # SARIF 3.27.23 and 3.27.24: of all results or of none
        assert len({key in result for result in run["results"]}) <= 1
    return run


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that GitHub's runner finds in a log: kind, properties, message. Every line must be one."""
    found = []
    for line in text.split("\n")[:-1]:
        parts = re.fullmatch(r"::(error|warning|notice) ([^\r]*?)::([^\r]*)", line)
        assert parts, line
        told = dict(part.split("=", 1) for part in parts[2].split(","))
        for value in told.values():
            assert not set(value) & set("\r\n:,")
        found.append((parts[1], {key: _unescaped(value) for key, value in told.items()}, _unescaped(parts[3])))
    return found


def _unescaped(text: str) -> str:
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def checked(text: str, schema: str) -> list[dict[str, Any]]:
    """A JSON array that fits the schema of this name."""
    entries = json.loads(text)
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))).validate(entries)
    return list(entries)


class Page(HTMLParser):
    """What a browser shows of a Markdown page: its rows, what is folded, its links, its elements."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.items: list[str] = []
        self.summaries: list[str] = []
        self.elements: set[str] = set()
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name != "style"]  # markdown-it aligns cells by style
        self.elements.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag == "li":
            self.items.append("")
        if tag == "summary":
            self.summaries.append("")
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        for tags, kept in (
            ({"td", "th"}, self.rows and self.rows[-1]),
            ({"li"}, self.items),
            ({"summary"}, self.summaries),
        ):
            if tags & set(self._open) and kept:
                kept[-1] += data
