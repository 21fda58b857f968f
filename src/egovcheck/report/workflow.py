"""Text for the log of a workflow, where a line can be a command to the runner."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"^(\s*)::|##(?=\[)", re.MULTILINE)


def harmless(text: str) -> str:
    """Return text of which GitHub's runner takes nothing for a command; a backslash parts the signs that make one."""
    return _COMMAND.sub(lambda found: "##\\" if found[1] is None else f"{found[1]}\\::", text)
