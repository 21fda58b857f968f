"""What a text says of a level among its earlier ones or those of others: highest ever, fifth time running, first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Mark
from egovcheck.prose.tokens import NUMBER

_SCOPE = 5
"""Tokens between a superlative and the words that say how far back it reaches."""

_AROUND = 14
_JOINING = frozenset({"thu", "trong", "the", "th", "st", "nd", "rd", "-", "for", "suot", "\n"})
_RANK_WORDS = frozenset({"hang", "vi", "tri", "bac", "rank", "ranking", "position", "place"})


def find(said: Said) -> Iterator[Claim]:
    """Yield the superlatives of a sentence."""
    yield from _extremes(said)
    yield from _streaks(said)
    yield from _firsts(said)
    yield from _leaders(said)


def _levels(said: Said) -> list[Stated]:
    """Return the figures that are levels which were reached."""
    return [
        s
        for s in said.figures or said.previous
        if s.figure.measure == "level" and not s.figure.target and s.figure.role != "from" and s.indicator
    ]


def _figures(said: Said) -> list[Stated]:
    """Return the figures of which something was found to be told: levels and changes, no targets."""
    return [s for s in said.figures or said.previous if s.indicator and not s.figure.target]


def _judged(said: Said, figures: Sequence[Stated]) -> list[Stated]:
    """Return the figures that can be better or worse, if there are any: not the 193 countries that a rank is among."""
    indicators = said.scales.catalogue.indicators
    better = [s for s in figures if (known := indicators.get(s.indicator or "")) and known.better]
    return better or list(figures)


def _extremes(said: Said) -> Iterator[Claim]:
    for mark in (*said.of("extremes"), *said.of("records")):
        last, since = mark.last, None
        scope = next((m for m in said.of("ever") if mark.last <= m.first <= mark.last + _SCOPE), None)
        back = said.since(mark.last, mark.last + _SCOPE)
        if back:
            since, last = back
        elif scope:
            last = scope.last
        elif mark.section == "extremes":
            continue
        if any(mark.last <= s.figure.first < last - (back is not None) for s in said.figures):
            continue
        around = {token.word for token in said.text.tokens[max(said.first, mark.first - 3) : last + 2]}
        ranks = [s for s in _levels(said) if said.scales.is_rank(s.indicator)]
        wanted = ranks if ranks and around & _RANK_WORDS else _judged(said, _levels(said))
        stated = said.nearest(mark, wanted, _AROUND)
        if stated:
            value = 1 if mark.meaning == "best" else -1
            yield said.claim("superlative", "extreme", [stated], mark.first, last, value=value, since=since)


def _streaks(said: Said) -> Iterator[Claim]:
    for mark in said.of("streaks"):
        counted = _times(said, mark)
        stated = said.nearest(mark, _judged(said, _figures(said)), _AROUND)
        if counted is None or stated is None:
            continue
        times, first, last, unit = counted
        back = said.since(first, last + _AROUND)
        rising = any(
            abs(m.first - mark.first) <= _AROUND and not said.is_parted(*_span(m, mark)) for m in said.of("rising")
        )
        form = "rising-streak" if rising else "streak"
        yield said.claim(
            "superlative",
            form,
            [stated],
            first,
            back[1] if back else last,
            value=times,
            since=back and back[0],
            label=unit,
        )


def _span(one: Mark, other: Mark) -> tuple[int, int]:
    return min(one.last, other.last), max(one.first, other.first)


def _times(said: Said, streak: Mark) -> tuple[int, int, int, str] | None:
    """Return how many times in a row, the tokens that say so, and whether years or editions are counted.

    A number, a word such as "times" and the words of the streak stand side by side, in whatever order.
    """
    wording, text = said.scales.wording, said.text
    for low in range(max(said.first, streak.first - 5), streak.first + 1):
        for mark in said.of("times"):
            if not (low <= mark.first <= streak.last + 4):
                continue
            for at in range(low, min(streak.last + 4, said.last)):
                number = wording.number(text, at)
                if number is None or not 1 < number <= 30 or mark.first <= at < mark.last:
                    continue
                taken = [(streak.first, streak.last), (mark.first, mark.last), (at, at + 1)]
                first, last = min(t[0] for t in taken), max(t[1] for t in taken)
                inside = {token for a, b in taken for token in range(a, b)}
                if last - first > 9 or any(
                    token not in inside and text.tokens[token].word not in _JOINING for token in range(first, last)
                ):
                    continue
                words = text.words(mark.first, mark.last)
                return number, first, last, "year" if words in (["nam"], ["year"], ["years"]) else "edition"
    return None


def _firsts(said: Said) -> Iterator[Claim]:
    for mark in said.of("first"):
        back = said.since(mark.last, mark.last + _AROUND)
        since = back and back[0]
        for level in said.levels():
            if not _is_entered(said, mark, level.first):
                continue
            scaled = [
                s
                for s in said.figures or said.previous
                if said.scales.score_with(s.indicator, level.meaning) and not s.figure.target
            ]
            stated = said.nearest(level, scaled, 2 * _AROUND)
            if stated:
                first, last = min(mark.first, level.first), max(mark.last, level.last)
                yield said.claim("superlative", "first-level", [stated], first, last, since=since, label=level.meaning)
                break
        else:
            yield from _first_top(said, mark, since)


def _is_entered(said: Said, first: Mark, place: int) -> bool:
    """Say whether a word such as "entered" leads to a place, near "for the first time"."""
    if abs(place - first.first) > _AROUND or said.is_parted(*sorted((first.first, place))):
        return False
    return any(place - 5 <= mark.first < place for mark in said.of("entering"))


def _first_top(said: Said, first: Mark, since: str | None) -> Iterator[Claim]:
    ranks = [s for s in _levels(said) if said.scales.is_rank(s.indicator)]
    for mark in said.of("top"):
        at = mark.last
        if at >= said.last or said.text.tokens[at].kind != NUMBER or not said.text.tokens[at].word.isdigit():
            continue
        grouped = said.text.tokens[mark.first].word == "nhom"
        if grouped and not any(at < m.first <= at + 4 for m in said.of("top_after")):
            continue
        stated = said.nearest(mark, [s for s in ranks if s.figure.first != at], 2 * _AROUND)
        if stated and _is_entered(said, first, mark.first):
            value = int(said.text.tokens[at].word[:6])
            span = min(first.first, mark.first), max(first.last, at + 1)
            yield said.claim("superlative", "first-top", [stated], *span, value=value, since=since)
            return


def _leaders(said: Said) -> Iterator[Claim]:
    for mark in said.of("leaders"):
        if not said.figures or said.between("not_leaders", max(said.first, mark.first - 5), mark.first):
            continue
        group, last = _group(said, mark)
        stated = said.nearest(mark, _judged(said, _levels(said)), _AROUND)
        if last is None or stated is None or stated.area is None:
            continue
        # who leads is named before the word for it: behind a figure that may be the figure's own area, else another one
        behind = stated.figure.first >= last
        span = (last, stated.figure.first) if behind else (stated.figure.last, mark.first)
        if said.names_another(*span, None if behind else stated.area) or _others(said.figures, stated):
            continue
        label = group or _nationwide(said, stated)
        if label and label != stated.area:
            yield said.claim("superlative", "leader", [stated], mark.first, last, label=label)


def _others(figures: Sequence[Stated], stated: Stated) -> bool:
    """Say whether a sentence has the same figure of another area too: then it may be that one which leads."""
    return any(s.indicator == stated.indicator and s.area != stated.area for s in figures)


def _group(said: Said, leader: Mark) -> tuple[str | None, int | None]:
    """Return the group that is named behind "leads", and where its name ends; the whole of a country is None."""
    at = leader.last
    for _ in range(3):
        filler = said.at("leader_fillers", at)
        named = said.at("group", at)
        if named:
            return named.meaning, named.last
        if whole := said.at("nationwide", at):
            return None, whole.last
        if filler is None:
            break
        at = filler.last
    return None, None


def _nationwide(said: Said, stated: Stated) -> str | None:
    """Return the group of all areas of the kind that a figure's area is of."""
    catalogue = said.scales.catalogue
    area, indicator = catalogue.areas.get(stated.area or ""), catalogue.indicators.get(stated.indicator or "")
    known = {"province": "VN-PROVINCES", "ministry": "VN-MINISTRIES"}
    if area is None or indicator is None:
        return None
    return indicator.out_of.get(area.kind) or known.get(area.kind)
