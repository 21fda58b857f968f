# make install   .venv with the program and its extras
# make demo      the main job on the shipped fixtures
# make test      the tests
# make check     everything that .ci/run checks
# make docs      writes the handbook in docs/ again
# make fuzz      parsers and readers on changed input for FUZZ seconds
# make bench     the measurements of benchmarks/

PYTHON ?= python3.11
FUZZ ?= 600
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test check format examples bench fuzz expected schemas docs clean

install: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "egovcheck needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

demo: install
	$(BIN)/egovcheck validate fixtures/seeds fixtures/wrong-year --today 2026-11-01 --output rich --fail-on never
	$(BIN)/egovcheck review fixtures/articles/faults --today 2026-11-01 --output rich --quiet --fail-on never

test: install
	$(BIN)/python -m pytest -q -n auto --dist loadgroup

check: install
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(MAKE) test
	$(BIN)/python tests/wheel.py
	$(BIN)/python -m tests.hooks

format: install
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

# The files that the program itself writes: published schemas and the expected reports of the fixtures.
schemas expected: install
	$(BIN)/python tests/generate.py

# The handbook, from the rules with what their examples show, the catalogue, the record, and docs/templates.
docs: install
	$(BIN)/python -m tests.handbook

fuzz: install
	$(BIN)/python -m tests.hostile --seconds $(FUZZ)

bench: install
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/million.py
	$(BIN)/python benchmarks/faults.py --seeds 3
	@# the texts that were read by hand are not part of the repository
	test ! -d ../shared/seeds || $(BIN)/python benchmarks/prose.py
	test ! -d ../shared/seeds || $(BIN)/python benchmarks/prose.py --speed 2000

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
