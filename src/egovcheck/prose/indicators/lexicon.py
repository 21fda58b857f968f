"""The words that tell what a figure is of whatever the indicator: ``schemas/prose/indicators.yaml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.records.documents import load_yaml
from egovcheck.records.names import strip_marks

PLACE = "schemas/prose/indicators.yaml"


def _folded(words: frozenset[str]) -> frozenset[str]:
    for word in words:
        if len(word) > 1 and not word.isalpha():
            raise ValueError(f"'{word}' is not one word")
    return frozenset(strip_marks(word) for word in words)


SingleWords = Annotated[frozenset[str], AfterValidator(_folded)]
Phrases = Annotated[tuple[str, ...], Field(min_length=1)]


class Lexicon(BaseModel):
    """What the file holds.

    - ``classes``: the words that ``<name>`` in a phrase of the catalogue stands for
    - ``separators``: what parts the words of one figure from those of the next; ``hard`` ones part more than others,
      ``joining`` ones make one of two
    - ``light``: words that say nothing of what a figure is of
    - ``articles``: words before what a percent is of; ``everybody``: what it may be of whatever the indicator
    - ``groupings``: words before what is not counted itself ("08 nhóm dịch vụ công")
    - ``names``: names of things with words in them that are not what is counted
    - ``regions``: tell that a rank is among some provinces only; ``no_ranks``: that what looks like a rank is none
    - ``scales``: stand at the most that can be scored; ``means``: behind a difference from what others have
    - ``shares``: tell that a share is meant; ``respectively``: that several are told of several in one order
    - ``tables``: tell that a rank stands in a ranking told of before; ``world``: that it is among all countries
    - ``in_what``: stand behind a rank before what it is in
    - ``other_index``: stand before the name of another index, unless they are one of ``same_index``
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    classes: dict[str, Phrases]
    separators: SingleWords
    hard: SingleWords
    joining: SingleWords
    light: SingleWords
    articles: SingleWords
    everybody: SingleWords
    groupings: SingleWords
    regions: Phrases
    no_ranks: Phrases
    names: Phrases
    scales: Phrases
    means: Phrases
    shares: Phrases
    respectively: Phrases
    tables: Phrases
    world: Phrases
    in_what: Phrases
    other_index: Phrases
    same_index: Phrases


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Load the words that do not depend on the indicator.

    Raises:
        PackError: where the file is not as it must be.
    """
    path = shipped("schemas") / "prose" / "indicators.yaml"
    try:
        return Lexicon.model_validate(load_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise PackError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", place=str(path)) from None
