"""Which blocks of a page are its article.

A container is scored by the running text of its paragraphs, as in Readability (Arc90, 2009): each counts for its parent
and half for the grandparent, less the share of links. Class names that content management systems give to the body of
an article go before the score; what is called related, comments or a sidebar is left out unless it holds most of the
text. Between the title and the body everything that is no list of links is kept: the date line and the lead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from egovcheck.sources.texts.pages.blocks import Block, Page

_BODY = re.compile(
    r"\b(?:articlebody|article[-_]{0,2}(?:body|content|detail|text)|(?:post|entry|story|news|detail|content)[-_]{0,2}"
    r"(?:body|content|detail|text)|fck_detail|(?:cms|afcbc|zce)-(?:content-)?body|knc-content|detail-cmain|chi-?tiet"
    r"|noi-?dung|singular-content|edittor-content|maincontent|bodytext|td-post-content)\b"
)
_APART = re.compile(
    r"(?<![a-z])(?:relat(?:ed|es|ions?)[a-z]{0,8}|(?:tin-?)?lien-?quan|doc-?them|xem-?them|tin-?(?:khac|moi|cu|noi-?bat)"
    r"|cung-?chuyen-?muc|bai-?viet-?khac|read-?more|see-?(?:more|also)|recommend[a-z]{0,8}|comments?|comment-?list"
    r"|binh-?luan|respond|discussion|disqus|fb-comments|share|sharing|social|breadcrumbs?|side-?bar[a-z]{0,6}|aside"
    r"|navbar|navigation|nav|menu|footer|foot|banner|advert[a-z]{0,12}|ads?|quang-?cao|popup|modal|login|newsletter"
    r"|subscri[a-z]{0,8}|paging|pagination|pager|rating|tag-?(?:list|links?|cloud|box)|keywords|tu-?khoa|widget[a-z]{0,4}"
    r"|toolbar|skip-?link|cookie[a-z]{0,8}|consent|most-?(?:read|viewed|popular)|popular|trending|hot-?news"
    r"|complementary|contentinfo|search|sponsor[a-z]{0,4}|outbrain|taboola|box-?tin|tac-?gia-?khac|print-?only"
    r"|screen-?reader-?text|visually-?hidden|sr-only|author-?box|about-?author|copyright|caption|photocms_caption"
    r"|wp-caption-text|listnewsincontent)(?![a-z])|(?:^|[\s_-])tags?(?![\w-])"
)
_MORE = re.compile(
    r"(?:(?:đọc|xem)\s(?:thêm|tiếp)|(?:các\s)?(?:tin|bài)(?:\sviết)?\s(?:liên\squan|khác|cùng\schuyên\smục|mới(?:\shơn|"
    r"\snhất)?|cũ\shơn|đọc\snhiều)|có\sthể\sbạn\squan\stâm|cùng\schuyên\smục|tin\scùng\schuyên\smục|ý\skiến\sbạn\sđọc"
    r"|bình\sluận|từ\skhóa|thẻ|tags?|chia\ssẻ|read\smore|see\salso|related(?:\s(?:articles?|news|stories|posts|topics))?"
    r"|more\s(?:news|stories|on\sthis\sstory)|you\s(?:may|might)\salso\slike|recommended(?:\sfor\syou)?|comments?"
    r"|share\sthis(?:\sarticle)?|leave\sa\s(?:reply|comment)|most\s(?:read|popular))\s{0,3}(?:\([0-9]{1,4}\))?\s{0,3}[:.…]{0,3}",
    re.IGNORECASE,
)
_TEASER = re.compile(r"(?:(?:đọc|xem)\sthêm|tin\sliên\squan|read\smore|see\salso|related)\s{0,3}:", re.IGNORECASE)
_SENTENCE = re.compile(r"""[.!?…:;]["”’')»]{0,2}\Z""")
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "pre", "dd", "h1", "h2", "h3", "h4", "h5", "h6"))
_LONG = 60
"""Characters from which a block is taken for running text even if it does not end like a sentence."""
_TITLE = 15
_LINE_BEFORE = 300
_LEVELS = 8


@dataclass(slots=True)
class Article:
    """The blocks of the article in order; ``title`` is its first heading, if it has one."""

    blocks: list[Block]
    title: str | None


def article_of(page: Page, stated_title: str = "") -> Article:
    """Return the article of a page; of a page without running text, all that is no list of links.

    ``stated_title`` is what the page's metadata calls it: many portals mark no heading as the title.
    """
    weights = [_weight(block) for block in page.blocks]
    apart = _apart(page, weights)
    kept = [not apart[block.container] if block.container >= 0 else True for block in page.blocks]
    weights = [weight if keep else 0 for weight, keep in zip(weights, kept, strict=True)]
    body = _body(page, weights)
    first, last = _span(page, body)
    title = _title(page, kept, range(first, last), stated_title.casefold())
    start = _start(page, kept, body, first) if title is None else min(first, title)
    chosen = [
        block
        for index, block in enumerate(page.blocks[start:last], start)
        if kept[index] and (index == title or not _is_link(block))
    ]
    blocks = _without_tail(_without_teasers(chosen), page)
    return Article(blocks, None if title is None else page.blocks[title].text)


@lru_cache(maxsize=4096)
def _is_called_apart(names: str) -> bool:
    return _APART.search(names) is not None


@lru_cache(maxsize=4096)
def _is_called_body(names: str) -> bool:
    return _BODY.search(names) is not None


def _weight(block: Block) -> int:
    """Return how much running text a block is: its characters outside links, or 0."""
    length = len(block.text)
    if block.heading or length < 25 or block.linked * 2 > length:
        return 0
    if length < _LONG and not _SENTENCE.search(block.text, length - 4):
        return 0
    return length - block.linked


def _is_link(block: Block) -> bool:
    return block.linked * 10 >= len(block.text) * 8


def _sums(page: Page, weights: list[int]) -> list[int]:
    """Return the weight of everything in each container, at any depth."""
    sums = [0] * len(page.containers)
    for block, weight in zip(page.blocks, weights, strict=True):
        if block.container >= 0:
            sums[block.container] += weight
    for index in range(len(sums) - 1, 0, -1):
        if (parent := page.containers[index].parent) >= 0:
            sums[parent] += sums[index]
    return sums


def _apart(page: Page, weights: list[int]) -> list[bool]:
    """Say of each container whether it is no part of the article, by its names or by those it stands in."""
    sums = _sums(page, weights)
    total = max(1, sum(weights))
    apart: list[bool] = []
    for index, container in enumerate(page.containers):
        inherited = container.parent >= 0 and apart[container.parent]
        named = _is_called_apart(container.names) or container.tag in {"aside", "address"}
        large = sums[index] * 10 > total * (3 if _is_called_body(container.names) else 5)
        apart.append(inherited or (named and not large))
    return apart


def _body(page: Page, weights: list[int]) -> int:
    """Return the container that is the body of the article; of a page without running text the whole page."""
    sums = _sums(page, weights)
    total = sum(weights)
    if not total:
        return 0
    best = _named_body(page, sums, total)
    return _best_scored(page, weights, sums) if best is None else best


def _start(page: Page, kept: list[bool], body: int, first: int) -> int:
    """Return where an article without a title begins: with the short lines that stand right before its body."""
    parent = page.containers[body].parent
    lowest = _span(page, parent)[0] if parent >= 0 else first
    while first > lowest and kept[first - 1] and not _is_link(page.blocks[first - 1]):
        if len(page.blocks[first - 1].text) > _LINE_BEFORE:
            break
        first -= 1
    return first


def _named_body(page: Page, sums: list[int], total: int) -> int | None:
    """Return the innermost container that is called the body of an article and holds much of the text."""
    found = [
        index
        for index, container in enumerate(page.containers)
        if sums[index] * 3 >= total and (container.tag == "article" or _is_called_body(container.names))
    ]
    if not found:
        return None
    most = max(sums[index] for index in found)
    return max(index for index in found if sums[index] * 20 >= most * 19)


def _best_scored(page: Page, weights: list[int], sums: list[int]) -> int:
    scores = [0.0] * len(page.containers)
    linked = [0] * len(page.containers)
    for block, weight in zip(page.blocks, weights, strict=True):
        at = block.container
        if at < 0:
            continue
        linked[at] += 0 if weight else block.linked
        if weight and page.containers[at].tag in _PARAGRAPHS:
            at = page.containers[at].parent
        share = float(weight)
        while weight and at >= 0 and share >= weight / 4:
            scores[at] += share
            at, share = page.containers[at].parent, share / 2
    for index in range(len(linked) - 1, 0, -1):
        if (parent := page.containers[index].parent) >= 0:
            linked[parent] += linked[index]
    best = max(range(len(scores)), key=lambda index: scores[index] * sums[index] / (sums[index] + linked[index] + 1))
    return _climb(page, sums, best)


def _climb(page: Page, sums: list[int], best: int) -> int:
    """Go up while the parent holds other parts as large as these, such as the sections of one article."""
    for _ in range(_LEVELS):
        parent = page.containers[best].parent
        if parent < 0 or page.containers[parent].tag == "body":
            break
        others = sums[parent] - sums[best]
        alike = [
            index
            for index in range(parent + 1, len(page.containers))
            if index != best and page.containers[index].parent == parent and sums[index] * 4 >= sums[best]
        ]
        if not alike or others * 2 < sums[best] or not any(_same_kind(page, best, index) for index in alike):
            break
        best = parent
    return best


def _same_kind(page: Page, one: int, other: int) -> bool:
    first, second = page.containers[one], page.containers[other]
    return first.tag == second.tag and first.names == second.names


def _span(page: Page, container: int) -> tuple[int, int]:
    """Return the range of the blocks inside a container."""
    inside = [False] * len(page.containers)
    inside[container] = True
    for index in range(container + 1, len(page.containers)):
        inside[index] = page.containers[index].parent >= 0 and inside[page.containers[index].parent]
    places = [index for index, block in enumerate(page.blocks) if block.container >= 0 and inside[block.container]]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _title(page: Page, kept: list[bool], body: range, stated: str) -> int | None:
    """Return the block that is the title: the last h1 up to the body, or the first in it, or what is stated."""
    until = [index for index in range(body.stop) if kept[index]]
    tops = [index for index in until if page.blocks[index].heading == 1]
    if not tops and stated:
        texts = ((index, page.blocks[index].text.casefold()) for index in until)
        tops = [index for index, text in texts if len(text) >= _TITLE and stated.startswith(text)]
    before = [index for index in tops if index <= body.start]
    return before[-1] if before else tops[0] if tops else None


def _without_teasers(blocks: list[Block]) -> list[Block]:
    """Leave out labels such as "Đọc thêm", and all after one that is followed by no running text any more."""
    remaining = 0
    running: list[int] = []
    for block in reversed(blocks):
        running.append(remaining)
        remaining += _weight(block)
    running.reverse()
    kept: list[Block] = []
    for block, after in zip(blocks, running, strict=True):
        if len(block.text) <= 60 and _MORE.fullmatch(block.text):
            if after * 10 < remaining:
                break
            continue
        if not (block.linked and _TEASER.match(block.text)):
            kept.append(block)
    return kept


def _without_tail(blocks: list[Block], page: Page) -> list[Block]:
    """Leave out the labels and counters after the last paragraph; rows of tables and lists stay."""
    last = len(blocks)
    while last and not _belongs(blocks[last - 1], page):
        last -= 1
    return blocks[:last] or blocks


def _belongs(block: Block, page: Page) -> bool:
    if _weight(block) or block.cell is not None or " | " in block.text:
        return True
    return block.container >= 0 and page.containers[block.container].tag in {"li", "dd", "td"}
