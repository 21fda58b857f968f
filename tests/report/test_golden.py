"""Whole reports in every format and language, against files in ``golden/``.

After a change that is meant, write them anew with ``EGOVCHECK_UPDATE_GOLDEN=1 pytest tests/report`` and read the
difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from egovcheck.core.findings import Lang

from .drawing import text
from .samples import whole

GOLDEN = Path(__file__).parent / "golden"


KINDS: list[tuple[str, int | None, str]] = [
    ("concise", None, "txt"),
    ("ess", None, "json"),
    ("github", None, "txt"),
    ("gitlab", None, "json"),
    ("html", None, "html"),
    ("json", None, "json"),
    ("jsonl", None, "jsonl"),
    ("junit", None, "xml"),
    ("markdown", None, "md"),
    ("rich", 60, "txt"),
    ("rich", 80, "txt"),
    ("rich", 120, "txt"),
    ("sarif", None, "sarif"),
]


def _golden(name: str, width: int | None, ending: str, lang: str) -> Path:
    return GOLDEN / f"{name}{f'-{width}' if width else ''}.{lang}.{ending}"


def _own_words(written: str) -> str:
    """Leave out the style and the script of a page, which stand in files of their own, and what is made of them."""
    without = re.sub(r"(<style>|<script>).*?(</style>|</script>)", r"\1…\2", written, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/]+=", "sha256-…", without) if "<style>" in written else written


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(("name", "width", "ending"), KINDS)
def test_report_is_as_agreed(name: str, width: int | None, ending: str, lang: Lang) -> None:
    golden = _golden(name, width, ending, lang)
    written = _own_words(text(name, whole(lang), width=width))
    if os.environ.get("EGOVCHECK_UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert set(GOLDEN.iterdir()) == {_golden(*kind, lang) for kind in KINDS for lang in ("en", "vi")}
