from __future__ import annotations

import subprocess
import sys

from egovcheck.report import writers


def test_every_format_is_found_under_its_name() -> None:
    promised = {"concise", "ess", "github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "rich", "sarif"}
    assert promised <= set(writers())
    assert all(writer.name == name for name, writer in writers().items())


def test_machine_formats_are_told_from_those_for_people() -> None:
    machine = {name: writers()[name].machine for name in ("json", "jsonl", "html", "concise", "rich")}
    assert machine == {"json": True, "jsonl": True, "html": True, "concise": False, "rich": False}


def test_listing_the_formats_loads_neither_rich_nor_an_engine() -> None:
    program = "import sys, egovcheck.report as r; r.writers(); print({'rich', 'duckdb', 'polars'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_a_format_is_called_like_its_module_so_that_help_can_list_it() -> None:
    assert {writer.write.__module__.rpartition(".")[2] for writer in writers().values()} == set(writers())
