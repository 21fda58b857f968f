"""A page read back: its elements, their attributes and words, and what is embedded in it."""

from __future__ import annotations

import json
from html.parser import HTMLParser

VOID = {"br", "input", "meta"}


class Page(HTMLParser):
    """Elements with their attributes and the text inside each; open and closing tags must match."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.words: dict[int, str] = {}
        self._open: list[int] = []
        self.feed(written)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for number in self._open:
            self.words[number] = self.words.get(number, "") + data

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str | None], str]]:
        """Elements of a name with these attributes, each with its text."""
        return [
            (attributes, self.words.get(number, ""))
            for number, (name, attributes) in enumerate(self.elements)
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]

    def data(self, name: str) -> dict[str, object]:
        """What is embedded as JSON."""
        return dict(json.loads(self.all("script", id=name)[0][1]))
