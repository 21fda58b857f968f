"""``egovcheck test-rules``: the examples of rules, tables with planted faults, and rules that say the same thing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from egovcheck.cli.configuration import load_configuration
from egovcheck.cli.console import waiting
from egovcheck.core.errors import ExitCode
from egovcheck.core.findings import Finding, Lang
from egovcheck.core.text import safe
from egovcheck.engine.foreign import check_foreign
from egovcheck.examples import ExampleResult, run_examples
from egovcheck.faults import KINDS, planted
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.rules import Rule, RuleBook, load_rules
from egovcheck.trials import Trial, try_rules

SEED = 1
"""The seed of the planted faults: the same command shows the same thing everywhere."""

_TEXT: dict[str, dict[Lang, str]] = {
    "waiting_examples": {"en": "running the examples …", "vi": "đang chạy các ví dụ …"},
    "waiting_planted": {"en": "judging tables with planted faults …", "vi": "đang xét các bảng có lỗi gài sẵn …"},
    "fails": {
        "en": "{code} should find something, but {problem}",
        "vi": "{code} lẽ ra phải có phát hiện, nhưng {problem}",
    },
    "passes": {
        "en": "{code} should find nothing, but {problem}",
        "vi": "{code} lẽ ra không phát hiện gì, nhưng {problem}",
    },
    "undecided": {
        "en": "{code} should be undecided, but {problem}",
        "vi": "{code} lẽ ra chưa kết luận được, nhưng {problem}",
    },
    "raised": {"en": "{code} failed: {problem}", "vi": "{code} gặp sự cố: {problem}"},
    "raised_planted": {
        "en": "{code} failed on a table with planted faults: {problem}",
        "vi": "{code} gặp sự cố khi xét bảng có lỗi gài sẵn: {problem}",
    },
    "silent": {
        "en": "{code} is fired by no example and no planted fault",
        "vi": "{code} không phát hiện gì ở mọi ví dụ và mọi lỗi gài sẵn",
    },
    "alike": {
        "en": "{codes} find the very same records in every example and every table with planted faults",
        "vi": "{codes} luôn phát hiện đúng những bản ghi như nhau ở mọi ví dụ và mọi bảng có lỗi gài sẵn",
    },
    "by_run": {
        "en": "no table can show what is decided by the run itself: {codes}",
        "vi": "không bảng nào thể hiện được quy tắc do chính lượt chạy quyết định: {codes}",
    },
    "good": {"en": "{examples} of {rules} show what they say", "vi": "{examples} của {rules} đều đúng như đã ghi"},
    "bad": {
        "en": "{bad} of {examples} of {rules} do not show what they say",
        "vi": "{bad} trong {examples} của {rules} không đúng như đã ghi",
    },
    "one bad": {
        "en": "1 of {examples} of {rules} does not show what it says",
        "vi": "1 trong {examples} của {rules} không đúng như đã ghi",
    },
    "planted": {
        "en": "{kinds} of planted faults fire {fired} of {rules}",
        "vi": "{kinds} lỗi gài sẵn làm {fired} trong {rules} lên tiếng",
    },
    "rules": {"en": "{n} rules", "vi": "{n} quy tắc"},
    "examples": {"en": "{n} examples", "vi": "{n} ví dụ"},
    "kinds": {"en": "{n} kinds", "vi": "{n} loại"},
    "one rules": {"en": "1 rule", "vi": "1 quy tắc"},
    "one examples": {"en": "1 example", "vi": "1 ví dụ"},
    "one kinds": {"en": "1 kind", "vi": "1 loại"},
}  # fmt: skip


def planted_submissions(catalogue: Catalogue) -> Iterator[Mapping[str, str]]:
    """Yield one submission for each kind of fault that can be planted: the texts of its files by name."""
    for kind in KINDS:
        yield planted(kind, SEED, catalogue, editions=1).files


def run_tests(
    packs: Sequence[str],
    folder: str | None,
    lang: str | None,
    *,
    isolated: bool,
    submissions: Callable[[Catalogue], Iterable[Mapping[str, str]]] = planted_submissions,
) -> int:
    """Run the command and return its exit code; each thing is printed as soon as it is known."""
    configuration = load_configuration(Path.cwd(), isolated=isolated)
    catalogue = load_catalogue(Path(folder) if folder else configuration.catalogue)
    language: Lang = configuration.get("lang", lang, "en")
    book = load_rules(tuple(Path(pack) for pack in packs))
    rules = [rule for rule in book if rule.shipped is not bool(packs)]
    check_foreign([rule for rule in rules if not rule.shipped and rule.sql is not None])
    with waiting(_TEXT["waiting_examples"][language]):
        results = list(run_examples(book, rules, catalogue, (language,)))
    _print(_example_lines(results, language))
    with waiting(_TEXT["waiting_planted"][language]):
        trial = try_rules(book, rules, catalogue, submissions(catalogue))
    _print(_trial_lines(book, rules, results, trial, language))
    _print([_summary(rules, results, trial, language)])
    return exit_code(results, trial)


def exit_code(results: Sequence[ExampleResult], trial: Trial) -> int:
    """Return the exit code: a rule that raised goes before an example that does not show what it says."""
    if trial.errors or any(result.raised for result in results):
        return ExitCode.INTERNAL
    return ExitCode.FINDINGS if any(result.problem for result in results) else ExitCode.CLEAN


def _example_lines(results: Sequence[ExampleResult], lang: Lang) -> Iterator[str]:
    for result in results:
        if result.problem:
            said = _TEXT["raised" if result.raised else result.example.shows][lang]
            yield f"{result.place}: {said.format(code=result.rule.code, problem=result.problem)}"


def _trial_lines(
    book: RuleBook, rules: Sequence[Rule], results: Sequence[ExampleResult], trial: Trial, lang: Lang
) -> Iterator[str]:
    for code, message in trial.errors.items():
        yield f"{book.rules[code].label}: {_TEXT['raised_planted'][lang].format(code=code, problem=message)}"
    fired = trial.fired | {r.rule.code for r in results if any(f.code == r.rule.code for f in _findings(r))}
    for rule in rules:
        if rule.code not in fired and rule.meta.by != "run":
            yield f"{rule.label}: {_TEXT['silent'][lang].format(code=rule.code)}"
    for group in trial.alike:
        first = next(rule for rule in group if rule in rules)
        codes = ", ".join(rule.code for rule in group)
        yield f"{first.label}: {_TEXT['alike'][lang].format(codes=codes)}"
    if by_run := [rule.code for rule in rules if rule.meta.by == "run"]:
        yield _TEXT["by_run"][lang].format(codes=", ".join(by_run))


def _findings(result: ExampleResult) -> Sequence[Finding]:
    return result.report.findings if result.reports else ()


def _summary(rules: Sequence[Rule], results: Sequence[ExampleResult], trial: Trial, lang: Lang) -> str:
    bad = sum(result.problem is not None for result in results)
    fired = sum(rule.code in trial.fired for rule in rules)
    of_rules, examples = _counted("rules", len(rules), lang), _counted("examples", len(results), lang)
    said = _TEXT[("one bad" if bad == 1 else "bad") if bad else "good"][lang]
    shown = said.format(bad=bad, examples=examples, rules=of_rules)
    kinds = _counted("kinds", trial.tables, lang)
    return f"{shown} · {_TEXT['planted'][lang].format(kinds=kinds, fired=fired, rules=of_rules)}"


def _counted(what: str, n: int, lang: Lang) -> str:
    return _TEXT[f"one {what}" if n == 1 else what][lang].format(n=n)


def _print(lines: Sequence[str] | Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(safe(line) + "\n")
    sys.stdout.flush()
