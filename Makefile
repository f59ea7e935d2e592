# Doors of the project. `make run` and `make test` need Python 3.11+ with pip, and make; nothing else.

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
HOST ?= 127.0.0.1
PORT ?= 8000

RUN_STAMP := .venv/.installed-run
DEV_STAMP := .venv/.installed-dev

# pip of the machine installs into the environment: some systems ship Python without the part that puts pip there.
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check
INSTALL_SELF := $(PIP) install --quiet --no-deps --no-build-isolation -e .

.PHONY: help run test test-pg nightly e2e check bench picture locks messages clean
.DEFAULT_GOAL := help

help:
	@echo "make run       install, prepare, serve on http://$(HOST):$(PORT)"
	@echo "make test      every test this machine can run; says what it skipped"
	@echo "make test-pg   the suite on a PostgreSQL server started for it"
	@echo "make nightly   races and kills in their long form: hours"
	@echo "make e2e       the pages in a real Chromium"
	@echo "make check     style, types, layers, migrations, translations, links"
	@echo "make bench     the rules engine against others; ARGS='--nation --fraction 0.1', '--spark'"
	@echo "make messages  bring the German and English catalogues up to date and compile them"
	@echo "make picture   take the picture of the README again"
	@echo "make locks     resolve the dependencies again (needs uv)"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Serve Python 3.11 o successivo: indicarlo con  make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv --without-pip .venv

$(RUN_STAMP): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installazione in .venv (solo la prima volta) ..."
	@$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@$(INSTALL_SELF)
	@touch $@

$(DEV_STAMP): requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing the development environment in .venv (the first time only) ..."
	@$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@$(INSTALL_SELF)
	@touch $@ $(RUN_STAMP)

# A demonstration, unless it is told otherwise: TRIENNIO_DEMONSTRATION=false make run
run: export TRIENNIO_DEMONSTRATION ?= true
run: $(RUN_STAMP)
	@$(BIN)/triennio prepare
	@if [ "$$TRIENNIO_DEMONSTRATION" = true ]; then $(BIN)/triennio demo load && $(BIN)/triennio demo welcome; fi
	@exec $(BIN)/triennio serve --host $(HOST) --port $(PORT)

test: $(DEV_STAMP)
	@$(BIN)/pytest -n $(JOBS) $(ARGS)

test-pg: $(DEV_STAMP)
	@$(BIN)/python -m tests.support.postgres $(BIN)/pytest -n $(JOBS) tests/db tests/web tests/api $(ARGS)

nightly: $(DEV_STAMP)
	@$(BIN)/pytest -m nightly $(ARGS)

e2e: $(DEV_STAMP)
	@$(BIN)/pytest tests/e2e $(ARGS)

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/triennio manage makemigrations --check --dry-run
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m tools.links

bench: $(DEV_STAMP)
	@$(BIN)/python -m bench.rules $(ARGS)

messages: $(DEV_STAMP)
	$(BIN)/python -m tools.messages update

picture: $(DEV_STAMP)
	$(BIN)/python -m tests.e2e.picture

# No address of a registry may stand in a lock: the one in use is whatever pip is configured with.
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet
locks:
	$(LOCK) requirements/run.in -o requirements/run.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	$(LOCK) requirements/bench.in -o requirements/bench.txt
	$(LOCK) requirements/spark.in -o requirements/spark.txt

clean:
	rm -rf .venv var build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
