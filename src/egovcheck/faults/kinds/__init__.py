"""One module a kind of fault; each has ``KIND`` and ``plant(tables, random, count)``."""
