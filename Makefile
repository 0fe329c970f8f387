# Onrecord. `make demo` and `make test` need Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8650

.PHONY: help demo test lint docs bench lock clean
help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; found $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "could not make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 2; }

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.installed ## read the demo's dispatches, print their record, serve the site on 127.0.0.1
	@rm -f demo/casebook.db demo/casebook.db-wal demo/casebook.db-shm
	$(BIN)/onrecord baseline demo/baseline.csv --casebook demo/casebook.db
	$(BIN)/onrecord add demo/dispatches.jsonl --casebook demo/casebook.db
	$(BIN)/onrecord claims --casebook demo/casebook.db
	$(BIN)/onrecord serve --casebook demo/casebook.db --host $(HOST) --port $(PORT)

lint: $(VENV)/.tested ## style, types and import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/.tested lint docs ## everything that a change must pass
	$(BIN)/python -m pytest

docs: $(VENV)/.tested ## build the documentation without warnings
	$(BIN)/python -m sphinx -W --keep-going -n -q -b html docs docs/_build

bench: $(VENV)/.tested ## timings and memory; not part of the tests
	$(BIN)/python -m bench

lock: | $(BIN)/python ## renew the lock files; with the oldest Python 3.11, so that all can install them
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes --allow-unsafe --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes --allow-unsafe --extra test --extra docs --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## remove what was made here
	rm -rf $(VENV) build dist docs/_build demo/casebook.db* .pytest_cache .mypy_cache .ruff_cache .hypothesis
