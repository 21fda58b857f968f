"""Loading rule files: found by walking folders, checked as a whole, each mistake named with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from egovcheck.core.errors import PackError, UsageError
from egovcheck.core.fingerprints import digest
from egovcheck.core.shipped import shipped
from egovcheck.records.documents import is_file, is_folder, parse_yaml, read_text, refuse_outside
from egovcheck.records.names import nearest
from egovcheck.rules.model import EXAMPLE_FORMS, EXAMPLE_OPTIONS, Example, Rule, RuleMeta

RESERVED = "EG"
"""The prefix of the shipped codes; packs have their own."""

_CODE = re.compile(r"[A-Za-z]{2,8}[0-9]{3}", re.ASCII)
_FENCE = re.compile(r"^(`{3,})\s*(\w*)\s*(.*)$")
_SHOWS = {"Fails": "fails", "Passes": "passes", "Undecided": "undecided"}
_FORMS = {
    "code": "two to eight capital letters and three digits, such as ACME001",
    "name": "small letters and digits with hyphens between the words, such as conflicting-values",
}
SECTIONS = ("Why it matters", "What to do", "Fails", "Passes", "Undecided", "Check", "Tiếng Việt")


@dataclass(frozen=True)
class RuleBook:
    """All rules by code, in order. ``sha256`` is that of their files."""

    rules: dict[str, Rule]
    sha256: str

    def __iter__(self) -> Any:
        return iter(self.rules.values())

    def get(self, code: str) -> Rule:
        """Return a rule by code or name; an unknown one is a ``UsageError`` that names the nearest three."""
        wanted = code.strip()
        for rule in self.rules.values():
            if _is_named(rule, wanted):
                return rule
        names = {**{r.code: r.code for r in self}, **{r.name: r.code for r in self}}
        # of codes the nearest are the next in number, of anything else the most alike
        alike = [] if _CODE.fullmatch(wanted) else nearest(wanted, names, 6)
        close = list(dict.fromkeys(names[name] for name in alike))[:3]
        close += [c for c in sorted(self.rules, key=lambda c: (_distance(c, wanted), c)) if c not in close]
        hint = "the nearest are " + ", ".join(f"{c} {self.rules[c].name}" for c in close[:3]) if close else None
        raise UsageError(f"there is no rule '{wanted}'", hint=hint)

    def chosen(self, select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
        """Return the rules that ``--select`` and ``--ignore`` leave; a prefix that fits no rule is a ``UsageError``."""
        for prefix in (*select, *ignore):
            if not any(_fits(rule, [prefix]) for rule in self):
                self.get(prefix)
        taken = [rule for rule in self if (not select or _fits(rule, select)) and not _fits(rule, ignore)]
        if not taken:
            raise UsageError("no rule is left to run", hint="look at --select and --ignore")
        return taken

    def named(self, words: Iterable[str]) -> set[str]:
        """Return the codes of the rules that are named in full, by code or name, and not only by a prefix."""
        wanted = list(words)
        return {rule.code for rule in self if any(_is_named(rule, word) for word in wanted)}

    def with_settings(self, settings: Mapping[str, Mapping[str, Any]], place: str) -> RuleBook:
        """Return the book with parameters set by the configuration; unknown rules and parameters are errors."""
        changed = dict(self.rules)
        for code, values in settings.items():
            rule = self.get(code)
            for name, value in values.items():
                known = rule.meta.parameters
                if name not in known:
                    close = nearest(name, known, 1)
                    hint = f"did you mean {close[0]}?" if close else f"it has: {', '.join(known) or 'none'}"
                    raise UsageError(f"{rule.code} has no parameter '{name}'", place=place, hint=hint)
                if type(value) is not type(known[name].default):
                    raise UsageError(f"{rule.code}.{name} must be like {known[name].default!r}", place=place)
            changed[rule.code] = replace(rule, settings={**rule.settings, **values})
        return RuleBook(changed, self.sha256)


def _distance(code: str, wanted: str) -> int:
    digits, other = re.sub(r"\D", "", code), re.sub(r"\D", "", wanted)
    return abs(int(digits) - int(other[:9])) if digits and other else 10**9


def _fits(rule: Rule, prefixes: Iterable[str]) -> bool:
    wanted = [prefix.strip() for prefix in prefixes]
    return any(_is_named(rule, word) or (word and rule.code.startswith(word.upper())) for word in wanted)


def _is_named(rule: Rule, word: str) -> bool:
    return word.strip().upper() == rule.code or word.strip().lower() == rule.name


def load_rules(packs: Sequence[Path] = ()) -> RuleBook:
    """Load the shipped rules and those of the given folders or files.

    Raises:
        PackError: for a rule that is written wrong, with file and line.
    """
    rules: dict[str, Rule] = {}
    for folder, own in [(shipped("rules"), True), *((pack, False) for pack in packs)]:
        for path in _files(folder):
            rule = load_rule(path, shipped=own, label=_label(path, folder, own=own))
            place = f"{rule.label}:{_line_of('code', rule.markdown.splitlines())}"
            if not own and rule.code.startswith(RESERVED) and rule.code[len(RESERVED)].isdigit():
                message = f"the prefix {RESERVED} is reserved for the shipped rules"
                raise PackError(message, place=place, hint="choose a prefix of your own, such as ACME001")
            if rule.code in rules:
                hint = f"first in {rules[rule.code].label}"
                raise PackError(f"{rule.code} is defined twice", place=place, hint=hint)
            rules[rule.code] = rule
    ordered = {code: rules[code] for code in sorted(rules)}
    return RuleBook(ordered, digest(part for r in ordered.values() for part in (r.code.encode(), r.markdown.encode())))


def _files(folder: Path) -> list[Path]:
    if is_file(folder):
        return [folder]
    if not is_folder(folder):
        raise PackError(f"the rule folder {folder} does not exist")
    found = sorted(path for path in folder.rglob("*.md") if path.name != "README.md")
    for path in found:
        refuse_outside(path)
    if not found:
        raise PackError(f"the rule folder {folder} holds no rule", hint="a rule is a Markdown file with front matter")
    return found


def _label(path: Path, folder: Path, *, own: bool) -> str:
    return f"rules/{path.relative_to(folder).as_posix()}" if own else path.as_posix()


def load_rule(path: Path, *, shipped: bool = False, label: str | None = None) -> Rule:
    """Load one rule file."""
    label = label or path.as_posix()
    text = read_text(path)
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise PackError("a rule begins with front matter between two lines of ---", place=f"{label}:1")
    end = lines.index("---", 1)
    meta = _meta(parse_yaml("\n".join(lines[1:end]), label, first_line=2), lines[:end], label)
    sections, examples, sql, sql_line = _body(lines, end + 1, label)
    if meta.by == "sql":
        if sql is None:
            raise PackError("the section '## Check' with its SELECT is missing", place=f"{label}:{len(lines)}")
    elif sql is not None:
        raise PackError(f"a rule decided by {meta.by} has no Check", place=f"{label}:{sql_line}")
    for shows in ("fails", "passes"):
        if not any(example.shows == shows for example in examples) and meta.by != "run":
            hint = f"add '## {shows.capitalize()}' with a fenced csv table or text"
            raise PackError(f"the rule has no example that {shows}", place=f"{label}:{len(lines)}", hint=hint)
    settings = {name: parameter.default for name, parameter in meta.parameters.items()}
    return Rule(meta, path, label, text, sections, tuple(examples), sql, sql_line, shipped, settings)


def _meta(data: dict[str, Any], lines: list[str], label: str) -> RuleMeta:
    try:
        return RuleMeta.model_validate(data)
    except ValidationError as error:
        # a misspelt key is also a missing one; what is written says more than what is not
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        key = str(first["loc"][0]) if first["loc"] else ""
        unknown = first["type"] == "extra_forbidden" and len(first["loc"]) == 1
        close = nearest(key, RuleMeta.model_fields, 1) if unknown else []
        hint = f"did you mean {close[0]}?" if close else _FORMS.get(key) if len(first["loc"]) == 1 else None
        where = ".".join(str(part) for part in first["loc"])
        place = f"{label}:{_line_of(key, lines)}"
        raise PackError(f"front matter, {where}: {first['msg']}", place=place, hint=hint) from None


def _line_of(key: str, lines: Sequence[str]) -> int:
    return next((number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 1)


def _body(lines: list[str], start: int, label: str) -> tuple[dict[str, str], list[Example], str | None, int]:
    sections: dict[str, list[str]] = {"": []}
    examples: list[Example] = []
    sql: str | None = None
    sql_line = 0
    current = ""
    number = start
    while number < len(lines):
        line = lines[number]
        fence = _FENCE.match(line)
        if line.startswith("## "):
            current = line[3:].strip()
            if current not in SECTIONS:
                hint = f"known: {', '.join(SECTIONS)}"
                raise PackError(f"the section '{current}' is not known", place=f"{label}:{number + 1}", hint=hint)
            sections[current] = []
        elif fence:
            close = next((n for n in range(number + 1, len(lines)) if lines[n].rstrip() == fence[1]), None)
            if close is None:
                raise PackError("the fence is not closed", place=f"{label}:{number + 1}")
            inside = "\n".join(lines[number + 1 : close])
            if fence[2] == "sql" and current == "Check":
                if sql is not None:
                    raise PackError("a rule is a single SELECT", place=f"{label}:{number + 1}")
                sql, sql_line = inside, number + 2
            elif fence[2] in EXAMPLE_FORMS and current in _SHOWS:
                options = _options(fence[3], f"{label}:{number + 1}")
                examples.append(
                    Example(_SHOWS[current], inside + "\n", number + 2, options, form=fence[2])  # type: ignore[arg-type] # both checked by the key
                )
            sections[current] += lines[number : close + 1]
            number = close
        else:
            sections[current].append(line)
        number += 1
    written = {name: "\n".join(text).strip() for name, text in sections.items()}
    return written, _with_versions(examples, label), sql, sql_line


def _with_versions(tables: list[Example], label: str) -> list[Example]:
    """Give each example the table before it, where that is its previous version."""
    examples: list[Example] = []
    before: Example | None = None
    for table in tables:
        if before and ("version" in table.options or table.shows != before.shows):
            break
        if "version" in table.options:
            before = table
        else:
            examples.append(replace(table, previous=before.text) if before else table)
            before = None
    if before:
        place = f"{label}:{before.line - 1}"
        raise PackError("a previous version stands without the new one", place=place, hint="put the new table below it")
    return examples


def _options(words: str, place: str) -> dict[str, str]:
    """Read the words behind ``csv`` or ``text``; a name with a folder in it would let an example write anywhere."""
    options = dict(part.partition("=")[::2] for part in words.split())
    for name, value in options.items():
        if name not in EXAMPLE_OPTIONS:
            close = nearest(name, EXAMPLE_OPTIONS, 1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(EXAMPLE_OPTIONS)}"
            raise PackError(f"'{name}' is nothing that can be said of an example", place=place, hint=hint)
        if not re.fullmatch(EXAMPLE_OPTIONS[name], value):
            raise PackError(f"'{name}' of an example cannot be '{value}'", place=place)
    return options
