"""A real browser, where one is installed: Debian's Chromium, or the one that EGOVCHECK_CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .browsing import Open

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def _binary() -> str | None:
    return os.environ.get("EGOVCHECK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that all tests share; each makes a page of its own in it."""
    binary = _binary()
    if binary is None:
        pytest.skip("no browser: install chromium or set EGOVCHECK_CHROMIUM")
    # a container's root has no user namespace of its own
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=binary, args=arguments)
        yield started
        started.close()


@pytest.fixture
def opened_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page as a file. What it asks for besides itself and what it complains of are failures."""
    contexts = []
    asked: list[str] = []
    complaints: list[str] = []
    file = tmp_path / "page.html"

    def open_(written: str, fragment: str = "", *, complains: bool = False, **options: Any) -> Page:
        file.write_text(written, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        if not complains:
            page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.clock.set_fixed_time(NOW)
        page.goto(file.as_uri() + fragment)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert {url.partition("#")[0] for url in asked if not url.startswith("blob:")} <= {file.as_uri()}
    assert complaints == []
