"""``egovcheck review``: texts with every figure judged, on the terminal or as a page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from egovcheck.cli.configuration import load_configuration
from egovcheck.cli.console import files_of, publish, standard_input, targets, waiting
from egovcheck.cli.files import refuse_overwriting
from egovcheck.cli.validating import Request, exit_code, say_problems, settings_of
from egovcheck.report.review import views
from egovcheck.reviewing import review


def review_command(request: Request, against: tuple[str, ...], environment: Mapping[str, str] = os.environ) -> int:
    """Run the command and return its exit code: that of ``validate`` on the texts and what they are compared with."""
    chosen = targets(request.output, views())
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    settings = settings_of(request, configuration, environment)
    refuse_overwriting(files_of(chosen), (*request.paths, *against), configuration.files)
    with waiting({"en": "comparing figures …", "vi": "đang so sánh số liệu …"}[settings.lang]):
        reviewed = review(request.paths, against, settings, stdin=standard_input())
    publish(reviewed, chosen, views(), quiet=request.quiet, verbose=request.verbose, environment=environment)
    everything = replace(request, paths=(*request.paths, *against))
    say_problems(everything, configuration, reviewed.report, environment)
    return exit_code(reviewed.report, configuration.get("fail-on", request.fail_on, "error"))
