"""Tables about what there is: the fields of a record, the catalogue, keys of the configuration, ESS types, rules."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from egovcheck.cli.configuration import KEYS
from egovcheck.core.findings import Lang
from egovcheck.core.shipped import shipped
from egovcheck.engine.tables import catalogue_rows
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

_NOTHING: Both = {"en": "", "vi": ""}
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
        aliases = " · ".join(str(one) for one in headings.get(name, ()))
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
    """Groups of areas: how many belong to each, and since when it has been so many."""
    sizes = dict(catalogue_rows(CATALOGUE))["group_sizes"]
    rows = []
    for group in CATALOGUE.groups.values():
        *earlier, (_, since, _, members) = [row for row in sizes if row[0] == group.code]
        before = str(earlier[-1][3]) if earlier else ""
        name = cell(getattr(group, f"name_{lang}"))
        rows.append((f"`{group.code}`", name, str(members), str(since or ""), before))
    words = {
        "en": ("code", "name", "members", "since", "before that"),
        "vi": ("mã", "tên", "số thành viên", "từ ngày", "trước đó"),
    }
    return table(words[lang], rows)


_RELATIONS: dict[str, Both] = {
    "mean": {"en": "mean of {parts}", "vi": "trung bình của {parts}"},
    "weighted": {"en": "weighted mean of {parts}", "vi": "trung bình có trọng số của {parts}"},
    "sum": {"en": "sum of {parts}", "vi": "tổng của {parts}"},
    "share": {"en": "{parts}, in percent", "vi": "{parts}, tính bằng phần trăm"},
    "part": {"en": "at least {parts}", "vi": "ít nhất bằng {parts}"},
    "breakdowns": {"en": "sum of its breakdowns {parts}", "vi": "tổng của các phân tổ {parts}"},
    "hundred": {"en": "100 as the sum of {parts}", "vi": "100, tổng của {parts}"},
    "flow": {"en": "what it was before + {parts}", "vi": "mức trước đó + {parts}"},
    "span": {"en": "editions {start} to {end}", "vi": "kỳ {start} đến {end}"},
}


def relations(lang: Lang) -> str:
    """What the catalogue says that figures must fulfil together."""
    rows = [
        (f"`{whole}`", _RELATIONS[form][lang].format(parts=parts), when)
        for whole, form, parts, when in (*_composites(lang), *_others())
    ]
    return table({"en": ("indicator", "is", "when"), "vi": ("chỉ tiêu", "bằng", "khi nào")}[lang], rows)


def _composites(lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    made: dict[tuple[str, str, str, str], list[tuple[str, str]]] = {}
    for c in CATALOGUE.composites:
        key = (c.indicator, c.form, c.start or "…", c.end or "…")
        made.setdefault(key, []).append((str(c.weight), f"`{c.component}`"))
    for (whole, form, start, end), parts in made.items():
        plain = len({weight for weight, _ in parts}) == 1
        said = ", ".join(part if plain else f"{weight} × {part}" for weight, part in parts)
        when = "" if start == end == "…" else _RELATIONS["span"][lang].format(start=start, end=end)
        yield whole, form if plain or form == "sum" else "weighted", said, when


def _others() -> Iterator[tuple[str, str, str, str]]:
    for share in CATALOGUE.shares:
        if share.numerator != share.denominator:  # a breakdown of one whole by itself
            yield share.share, "share", f"`{share.numerator}` / `{share.denominator}`", ""
    sets: dict[tuple[str, str, str], list[str]] = {}
    for part in CATALOGUE.parts:
        sets.setdefault((part.whole, "sum" if part.exhaustive else "part", part.exhaustive or part.part), []).append(
            f"`{part.part}`"
        )
    for breakdown in CATALOGUE.breakdowns:
        percent = CATALOGUE.indicators[breakdown.indicator].kind == "percent"
        key = (breakdown.indicator, "hundred" if percent else "breakdowns", breakdown.exhaustive)
        sets.setdefault(key, []).append(f"`{breakdown.breakdown}`")
    for (whole, form, _), parts in sets.items():
        yield whole, form, ", ".join(parts), ""
    for flow in CATALOGUE.flows:
        yield flow.stock, "flow", f"`{flow.flow}`", ""


def keys(lang: Lang) -> str:
    """The keys of the configuration."""
    rows = [
        (f"`{key}`", _TYPES[kind.__name__][lang], linked(KEYS_ABOUT.get(key, _NOTHING)[lang], BOOK.rules, RULES))
        for key, kind in KEYS.items()
    ]
    return table({"en": ("key", "type", "meaning"), "vi": ("khóa", "kiểu", "ý nghĩa")}[lang], rows)


def ess_types(lang: Lang) -> str:
    """Eurostat's types with the rules of each, or why there is none."""
    rows = []
    for code, title in TYPES.items():
        rules = ", ".join(link(rule.code, RULES) for rule in BOOK if rule.meta.ess.type == code)
        without = linked(NO_RULE.get(code, _NOTHING)[lang], BOOK.rules, RULES)
        rows.append((f"**{code}**", title[lang], rules or without))
    return table({"en": ("type", "title", "rules"), "vi": ("loại", "tên", "quy tắc")}[lang], rows)


def ess_levels(lang: Lang) -> str:
    """The levels with the rules of each."""
    rows = []
    for level, meaning in LEVELS.items():
        rules = ", ".join(link(rule.code, RULES) for rule in BOOK if rule.meta.ess.level == level)
        rows.append((f"**{level}**", meaning[lang], rules or "—"))
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
