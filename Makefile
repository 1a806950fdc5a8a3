# Every target sets itself up: on a fresh machine it needs Python 3.11 or newer, pip and make, and g++ for the fast search.
# Another interpreter: make test PYTHON=python3.13. Another environment: make test VENV=/tmp/venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq --no-input
COMPILE := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"
SLOW ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint cluster linking tx bench docs messages migrations-check lock

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 20

$(VENV)/locked: requirements/build.txt requirements/base.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Seawall needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	@echo "==> making the environment in $(VENV) (about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/base.txt
	@touch $@

$(VENV)/runtime: pyproject.toml $(wildcard src/seawall/engine/native/*) $(VENV)/locked
	@echo "==> building the search"
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'from seawall.engine.search import kernel; print("==> search:", kernel.said())'
	@touch $@

$(VENV)/ready: requirements/dev.txt $(VENV)/locked | $(VENV)/runtime
	@echo "==> adding what building and testing needs"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/runtime ## a fictitious hotline on this machine, with a five-minute walk
	@echo "==> starting the demo (Ctrl-C ends it)"
	@$(BIN)/seawall demo

test: $(VENV)/ready ## all tests, on SQLite or on DATABASE_URL; SLOW=1 adds the long proofs
	@echo "==> testing on $$([ -n "$$DATABASE_URL" ] && echo "the database of DATABASE_URL" || echo SQLite)"
	@$(BIN)/python -m pytest $(if $(SLOW),,-m "not slow") $(ARGS)

lint: $(VENV)/ready migrations-check ## style, types, layers, templates, words, migrations, docs
	@echo "==> style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "==> types"
	@$(BIN)/mypy
	@echo "==> layers"
	@$(BIN)/lint-imports --no-logo --no-cache
	@echo "==> templates"
	@$(BIN)/djlint src --lint --quiet
	@echo "==> words, languages, docs"
	@$(BIN)/python -m pytest -q tests/architecture --ignore tests/architecture/test_permissions.py

$(VENV)/peers: requirements/bench.txt $(VENV)/ready
	@echo "==> adding the peers to measure against"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/cluster: requirements/cluster.txt $(VENV)/ready
	@echo "==> adding Ray, for what is spread over machines"
	@$(PIP) install --require-hashes -r requirements/cluster.txt
	@touch $@

cluster: $(VENV)/cluster ## add Ray to the environment: shards over machines, and the tests of them

linking: $(VENV)/locked ## add Splink to the environment, which finds the accounts of one person
	@echo "==> adding Splink"
	@$(PIP) install --require-hashes -r requirements/linking.txt

EXTENSION := packages/threatexchange-seawall
$(VENV)/tx/ready: requirements/tx.txt $(shell find $(EXTENSION) -name '*.py' -o -name '*.toml') $(VENV)/ready
	@echo "==> making an environment of threatexchange with our extension in $(VENV)/tx"
	@$(PYTHON) -m venv --clear $(VENV)/tx
	@$(VENV)/tx/bin/python -m pip --disable-pip-version-check -qq --no-input install --require-hashes -r requirements/tx.txt
	@$(VENV)/tx/bin/python -m pip --disable-pip-version-check -qq --no-input install --no-deps --no-build-isolation ./$(EXTENSION)
	@touch $@

tx: $(VENV)/tx/ready ## add an installation of threatexchange beside it: for the tests (tests/tx) in which its command line and its clients pull our lists

bench: $(VENV)/peers ## measure the figures of docs/figures.md
	@echo "==> measuring"
	@$(BIN)/python -m tools.bench $(ARGS)

docs: $(VENV)/ready ## check that the docs name every setting, command, page and event
	@echo "==> checking the docs"
	@$(BIN)/python -m pytest -q tests/architecture/test_docs.py tests/architecture/test_terms.py

messages: $(VENV)/ready ## gather the sentences to translate and compile the catalogues
	@echo "==> gathering sentences"
	@$(BIN)/python -m tools.messages $(ARGS)

migrations-check: $(VENV)/ready ## fail if a model has changed without a migration
	@echo "==> migrations"
	@$(BIN)/python -m django makemigrations --check --dry-run --settings seawall.config.settings

lock: $(VENV)/ready ## renew requirements/*.txt from pyproject.toml and *.in, with hashes
	@echo "==> locking"
	@$(COMPILE) requirements/build.in -o requirements/build.txt
	@$(COMPILE) pyproject.toml -c requirements/build.txt -o requirements/base.txt
	@$(COMPILE) pyproject.toml --extra linking requirements/dev.in -o requirements/dev.txt
	@$(COMPILE) requirements/bench.in -o requirements/bench.txt
	@$(COMPILE) pyproject.toml --extra cluster -c requirements/dev.txt -o requirements/cluster.txt
	@$(COMPILE) pyproject.toml --extra linking -c requirements/dev.txt -o requirements/linking.txt
	@$(COMPILE) requirements/tx.in -o requirements/tx.txt
