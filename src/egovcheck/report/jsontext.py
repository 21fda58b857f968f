"""JSON text that survives its way: through an encoder, a line reader and a terminal.

Inside JSON a character and its ``\\u`` escape are the same value, so nothing is lost. Escaped are lone surrogates
(UTF-8 has no form for them), C1 controls (a terminal obeys them) and the separators at which some readers break lines.
"""

from __future__ import annotations

import re

_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def escaped(text: str) -> str:
    """Return the JSON ``text`` with its fragile characters escaped; the value that it stands for is unchanged."""
    return _FRAGILE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
