"""A real browser, where one is installed: Debian's Chromium, or the one that EGOVCHECK_CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

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
