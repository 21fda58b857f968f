"""One module a kind of claim; each has ``find``, which yields the claims of one sentence."""
