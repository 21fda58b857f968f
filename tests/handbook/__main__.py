"""Writes the handbook: ``python -m tests.handbook``."""

from __future__ import annotations

import sys

from tests.handbook.pages import DOCS, LANGS, all_pages


def main() -> None:
    """Write every page and remove those that nothing makes any more."""
    pages = all_pages()
    for lang in LANGS:
        for path in (DOCS / lang).rglob("*.md"):
            if path.relative_to(DOCS).as_posix() not in pages:
                path.unlink()
    for name, text in pages.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(pages)} pages in {DOCS}\n")


if __name__ == "__main__":
    main()
