"""One module a hypothesis; each has ``KIND`` and ``propose(case, knowledge)``."""
