"""Tables about what there is: the fields of a record, the catalogue, keys of the configuration, ESS types, rules."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from egovcheck.cli.configuration import KEYS
from egovcheck.core.findings import Lang
from egovcheck.core.shipped import shipped
from egovcheck.records.documents import load_yaml
from egovcheck.records.model import DERIVED, REQUIRED, SUBMITTED, IndicatorRecord
from egovcheck.report.phrases import severity_word
from egovcheck.rules import Rule
from egovcheck.rules.ess import LEVELS, TYPES
from egovcheck.rules.wording import ess_code
from tests.handbook.about import FIELDS_VI, KEYS_ABOUT
from tests.handbook.judged import BOOK, CATALOGUE, RULES
from tests.handbook.markdown import cell, link, linked, table
from tests.handbook.rule_pages import family
from tests.handbook.words import FAMILIES, NO_RULE, Both

_TYPES: dict[str, Both] = {
    "str": {"en": "text", "vi": "văn bản"},
    "Decimal": {"en": "decimal", "vi": "số thập phân"},
    "int": {"en": "whole number", "vi": "số nguyên"},
    "bool": {"en": "yes or no", "vi": "có hoặc không"},
    "date": {"en": "day", "vi": "ngày"},
    "list": {"en": "list", "vi": "danh sách"},
    "dict": {"en": "table", "vi": "bảng"},
}


def submitted(lang: Lang) -> str:
    """The fields that a submission may hold, with the column headings that are understood."""
    headings = load_yaml(shipped("schemas") / "columns.yaml")["headings"]
    rows = []
    for name in SUBMITTED:
        needed = {"en": "required", "vi": "bắt buộc"}[lang] if name in REQUIRED else _default(name)
        aliases = ", ".join(str(one) for one in headings.get(name, ()))
        rows.append((f"`{name}`", _type(name, lang), needed, _about(name, lang), cell(aliases)))
    words = {
        "en": ("field", "type", "default", "meaning", "other headings that are understood"),
        "vi": ("trường", "kiểu", "mặc định", "ý nghĩa", "tên cột khác cũng được hiểu"),
    }
    return table(words[lang], rows)


def derived(lang: Lang) -> str:
    """The fields that are worked out, for those who write rules."""
    rows = [(f"`{name}`", _type(name, lang), _about(name, lang)) for name in DERIVED]
    return table({"en": ("field", "type", "meaning"), "vi": ("trường", "kiểu", "ý nghĩa")}[lang], rows)


def _about(name: str, lang: Lang) -> str:
    return cell(IndicatorRecord.model_fields[name].description or "" if lang == "en" else FIELDS_VI.get(name, ""))


def _default(name: str) -> str:
    default = IndicatorRecord.model_fields[name].default
    return "" if default is None else f"`{default}`"


def _type(name: str, lang: Lang) -> str:
    kinds = list(_plain(IndicatorRecord.model_fields[name].annotation))
    if choices := [choice for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind)]:
        return ", ".join(f"`{choice}`" for choice in choices)
    return _TYPES[kinds[0].__name__][lang]


def _plain(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from _plain(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, types.UnionType}:
        for part in get_args(annotation):
            if part is not type(None):
                yield from _plain(part)
    else:
        yield annotation


def indicators(lang: Lang) -> str:
    """Every indicator of the catalogue."""
    rows = []
    for one in CATALOGUE.indicators.values():
        bounds = "" if one.minimum is one.maximum is None else f"{_plainly(one.minimum)} … {_plainly(one.maximum)}"
        better = {"low": {"en": "low", "vi": "thấp"}, "high": {"en": "high", "vi": "cao"}, None: {"en": "", "vi": ""}}
        decimals = "" if one.decimals is None else str(one.decimals)
        name = cell(getattr(one.name, lang))
        rows.append(
            (f"`{one.code}`", name, one.kind, one.unit, bounds, decimals, better[one.better][lang], one.survey or "")
        )
    words = {
        "en": ("code", "name", "kind", "unit", "bounds", "decimals", "better", "survey"),
        "vi": ("mã", "tên", "loại", "đơn vị", "giới hạn", "số chữ số thập phân", "tốt hơn khi", "khảo sát"),
    }
    return table(words[lang], rows)


def _plainly(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"


def editions(lang: Lang) -> str:
    """The editions of every survey, with the day of release where it is known."""
    rows = []
    for listed in CATALOGUE.edition_lists():
        said = ", ".join(f"{e.edition} ({e.released})" if e.released else e.edition for e in listed)
        rows.append((f"`{listed[0].survey}`", said))
    return table({"en": ("survey", "editions (released)"), "vi": ("khảo sát", "các kỳ (ngày công bố)")}[lang], rows)


def groups(lang: Lang) -> str:
    """Groups of areas and how many belong to each, in the order of time."""
    rows = []
    for group in CATALOGUE.groups.values():
        members = [member for member in CATALOGUE.members if member.group == group.code]
        left, joined = (sorted({d for m in members if (d := getattr(m, n))}) for n in ("valid_to", "valid_from"))
        changes = "; ".join([*(f"… {day}" for day in left), *(f"{day} …" for day in joined)])
        rows.append((f"`{group.code}`", cell(getattr(group, f"name_{lang}")), str(len(members)), changes))
    words = {
        "en": ("code", "name", "areas that ever belonged to it", "somebody left on, joined on"),
        "vi": ("mã", "tên", "số đơn vị từng thuộc nhóm", "có đơn vị ra (… ngày), vào (ngày …)"),
    }
    return table(words[lang], rows)


def relations(lang: Lang) -> str:
    """What the catalogue says that figures must fulfil together."""
    span = {"en": "editions {0} to {1}", "vi": "kỳ {0} đến {1}"}[lang]
    said: list[tuple[str, str, str]] = []
    made: dict[tuple[str, str, str, str], list[str]] = {}
    for c in CATALOGUE.composites:
        made.setdefault((c.indicator, c.form, c.start or "", c.end or ""), []).append(f"{c.weight} × `{c.component}`")
    names = {
        "en": {"mean": "weighted mean of", "sum": "sum of", "share": "`{0}` out of `{1}`", "part": "at least `{0}`",
               "flow": "the stock before + `{0}`"},
        "vi": {"mean": "trung bình có trọng số của", "sum": "tổng của", "share": "`{0}` trên `{1}`",
               "part": "ít nhất bằng `{0}`", "flow": "mức trước đó + `{0}`"},
    }[lang]  # fmt: skip
    for (whole, form, start, end), parts in made.items():
        said.append(
            (whole, f"{names[form]} {', '.join(parts)}", span.format(start or "…", end or "…") if start or end else "")
        )
    said += [(s.share, names["share"].format(s.numerator, s.denominator), "") for s in CATALOGUE.shares]
    said += [(p.whole, names["part"].format(p.part), "") for p in CATALOGUE.parts]
    said += [(f.stock, names["flow"].format(f.flow), "") for f in CATALOGUE.flows]
    words = {"en": ("indicator", "is", "when"), "vi": ("chỉ tiêu", "bằng", "khi nào")}
    return table(words[lang], ((f"`{code}`", text, when) for code, text, when in said))


def keys(lang: Lang) -> str:
    """The keys of the configuration."""
    rows = [
        (f"`{key}`", _TYPES[kind.__name__][lang], KEYS_ABOUT.get(key, {"en": "", "vi": ""})[lang])
        for key, kind in KEYS.items()
    ]
    return table({"en": ("key", "type", "meaning"), "vi": ("khóa", "kiểu", "ý nghĩa")}[lang], rows)


def ess_types(lang: Lang) -> str:
    """Eurostat's types with the rules of each, or why there is none."""
    rows = []
    for code, title in TYPES.items():
        rules = ", ".join(link(rule.code, RULES) for rule in BOOK if rule.meta.ess.type == code)
        without = linked(NO_RULE.get(code, {"en": "", "vi": ""})[lang], BOOK.rules, RULES)
        rows.append((f"**{code}**", title[lang], rules or without))
    return table({"en": ("type", "title", "rules"), "vi": ("loại", "tên", "quy tắc")}[lang], rows)


def ess_levels(lang: Lang) -> str:
    """The levels with the rules of each."""
    rows = []
    for level, meaning in LEVELS.items():
        rules = ", ".join(link(rule.code, RULES) for rule in BOOK if rule.meta.ess.level == level)
        rows.append((f"**{level}**", meaning[lang], rules))
    return table({"en": ("level", "what is looked at", "rules"), "vi": ("mức", "xét đến đâu", "quy tắc")}[lang], rows)


def without_type(lang: Lang) -> str:
    """The rules of which Eurostat has no type."""
    return _listed([rule for rule in BOOK if rule.meta.ess.type is None], lang)


def index(lang: Lang) -> str:
    """Every rule, by family."""
    parts = []
    for digit, name in FAMILIES.items():
        rules = [rule for rule in BOOK if family(rule) == digit]
        if rules:
            parts += [f"### EG{digit} {name[lang]}", _listed(rules, lang)]
    return "\n\n".join(parts)


def _listed(rules: list[Rule], lang: Lang) -> str:
    rows = [
        (
            link(r.code, RULES),
            r.name,
            cell(getattr(r.meta.title, lang)),
            severity_word(lang, r.meta.severity),
            ess_code(r),
        )
        for r in rules
    ]
    words = {
        "en": ("code", "name", "what it finds", "severity", "ESS"),
        "vi": ("mã", "tên", "phát hiện điều gì", "mức độ", "ESS"),
    }
    return table(words[lang], rows)


def number(_: Lang) -> str:
    """How many rules there are."""
    return str(len(BOOK.rules))


INSERTS: dict[str, Callable[[Lang], str]] = {
    "submitted": submitted,
    "derived": derived,
    "indicators": indicators,
    "editions": editions,
    "groups": groups,
    "relations": relations,
    "keys": keys,
    "ess-types": ess_types,
    "ess-levels": ess_levels,
    "without-type": without_type,
    "index": index,
    "number": number,
}
