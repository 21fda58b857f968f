"""The program: ``egovcheck`` and ``python -m egovcheck``."""

from __future__ import annotations

from egovcheck.cli.guard import main

if __name__ == "__main__":
    main()
