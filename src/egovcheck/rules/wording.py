"""What a rule says of itself, in either language: for the handbook in the terminal and the one in ``docs/``."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.rules.ess import LEVELS, TYPES
from egovcheck.rules.model import HAVING, Rule

VIETNAMESE = "Tiếng Việt"
"""The section of a rule that says in Vietnamese what the others say in English."""

ADVICE = ("Why it matters", "What to do")
"""The sections that belong to the English text."""

_COLUMNS: dict[Lang, str] = {"en": "a record whose `{name}` is {values}", "vi": "bản ghi có `{name}` là {values}"}
_ANY: dict[Lang, str] = {"en": "a record that has a `{name}`", "vi": "bản ghi có `{name}`"}
_OR: dict[Lang, str] = {"en": " or ", "vi": " hoặc "}


def prose(rule: Rule, lang: Lang) -> dict[str, str]:
    """Return the text of a rule by heading, the first without one; English where it has no Vietnamese section."""
    if lang == "vi" and (translated := rule.sections.get(VIETNAMESE)):
        return {"": translated}
    return {name: rule.sections[name] for name in ("", *ADVICE) if rule.sections.get(name)}


def ess_code(rule: Rule) -> str:
    """Return the type and level of the European Statistical System as codes; a dash where there is no such type."""
    return " ".join(part for part in (rule.meta.ess.type or "—", rule.meta.ess.level or "") if part)


def ess_words(rule: Rule, lang: Lang) -> str:
    """Return what the type and level of the European Statistical System mean; nothing where the rule has neither."""
    ess = rule.meta.ess
    said = [TYPES[ess.type][lang]] if ess.type else []
    return "; ".join(said + ([LEVELS[ess.level][lang]] if ess.level else []))


def needs(rule: Rule, lang: Lang) -> list[str]:
    """Return what there must be for the rule to have anything to judge, all of it."""
    found = []
    for name, values in rule.meta.needs.items():
        if name == "having":
            # the Vietnamese words are made to follow "không có"
            found.append(_OR[lang].join(HAVING[value][lang].replace(" nào", "") for value in values))
        elif values == ["*"]:
            found.append(_ANY[lang].format(name=name))
        else:
            found.append(_COLUMNS[lang].format(name=name, values=_OR[lang].join(f"`{value}`" for value in values)))
    return found
