"""What a page states about itself: JSON-LD, Open Graph and other meta elements, ``time``, ``lang``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from egovcheck.sources.texts.dates import iso_date

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dcterms.issued",
        "dcterms.date",
        "dc.date.issued",
        "dc.date",
        "citation_publication_date",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "date",
    ),
    "url": ("og:url",),
}
_ARTICLES = frozenset(("NewsArticle", "Article", "Report", "BlogPosting", "ReportageNewsArticle", "WebPage"))
_LD_BYTES = 1 << 18
_LD_NODES = 200
_LENGTH = 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def stated_of(root: Any) -> dict[str, str]:
    """Return title, publisher, published, url and language of a page as far as it states them."""
    language = _clean(root.get("lang") or root.get("xml:lang"))
    stated = {"language": language} if language and _LANGUAGE.fullmatch(language) else {}
    day_first = not language.lower().startswith("en")
    meta, linked = _meta(root), _linked_data(root)
    for field, names in _META.items():
        said = [meta[name] for name in names if name in meta] + linked.get(field, [])
        if field == "published":
            said = [date for one in said if (date := iso_date(one, day_first=day_first))]
        if said:
            stated[field] = said[0]
    if "published" not in stated and (time := _time(root)):
        stated["published"] = time
    if "url" not in stated and (url := _canonical(root)):
        stated["url"] = url
    if "title" not in stated and (title := _clean("".join(root.xpath("string(//head/title)")))):
        stated["title"] = title
    return stated


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _clean(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(root: Any) -> dict[str, list[str]]:
    """Return what JSON-LD says about the article; broken or huge data says nothing."""
    found: dict[str, list[str]] = {}
    for element in root.iter("script"):
        text = element.text or ""
        if (element.get("type") or "").strip().lower() != "application/ld+json" or len(text) > _LD_BYTES:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            publisher = node.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            values = (node.get("headline"), name, node.get("datePublished"), node.get("url"))
            for field, value in zip(("title", "publisher", "published", "url"), values, strict=True):
                if isinstance(value, str) and _clean(value):
                    found.setdefault(field, []).append(_clean(value))
    return found


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that describe an article; articles go before the page."""
    waiting: list[Any] = [data]
    objects: list[dict[str, Any]] = []
    while waiting and len(objects) < _LD_NODES:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:_LD_NODES]
        elif isinstance(value, dict):
            objects.append(value)
            graph = value.get("@graph")
            waiting += graph[:_LD_NODES] if isinstance(graph, list) else []
    described = [(kinds, one) for one in objects if (kinds := _kinds(one) & _ARTICLES)]
    yield from (one for kinds, one in described if kinds != {"WebPage"})
    yield from (one for kinds, one in described if kinds == {"WebPage"})


def _kinds(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    return {one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str)}


def _time(root: Any) -> str | None:
    """Return the moment of publication that a ``time`` element marks, or the only one that there is."""
    moments = []
    for element in root.iter("time", "meta", "span", "abbr"):
        marked = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
        if element.tag != "time" and not marked:
            continue
        date = iso_date(element.get("datetime") or element.get("content") or "", day_first=False)
        if date and marked:
            return date
        if date:
            moments.append(date)
    return moments[0] if len({moment[:10] for moment in moments}) == 1 else None


def _canonical(root: Any) -> str:
    for element in root.iter("link"):
        if (element.get("rel") or "").strip().lower() == "canonical":
            return _clean(element.get("href"))
    return ""


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())[:_LENGTH]
