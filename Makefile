# Each target sets up .venv by itself; only Python 3.11+ and make are needed.
#
#   make demo    a short tour of what Redraft does
#   make test    the tests
#   make lint    style, types and the import rules
#   make lock    resolve the dependencies in pyproject.toml anew into requirements.lock
#   make clean   remove everything that these targets made
#
# Choose the interpreter with PYTHON=, pass options to pytest with PYTEST_ARGS=.

PYTHON ?= python3
PYTEST_ARGS ?= -n auto
LOCK_UV := uv==0.13.9

BIN := .venv/bin

.PHONY: demo test lint lock clean
.DEFAULT_GOAL := test

demo: .venv/.installed
	$(BIN)/python demo/demo.py

test: .venv/.installed
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy src $(wildcard benchmarks/*.py)
	$(BIN)/lint-imports

# One environment for every target, made anew when the lock changes: what is no longer
# locked is then no longer importable either.
.venv/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Redraft needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
	    echo "Name another one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# The build backend is in the lock, so building the editable install downloads nothing. Compiled
# as any install is: the first command need not do it.
.venv/.installed: .venv/.locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

# A fresh copy in its own environment: the resolver is needed to lock, never to run.
# --universal writes one lock for every supported Python; no package index is named in it.
# What is locked already stays as it is unless pyproject.toml asks for more;
# LOCK_ARGS=--upgrade takes the newest of everything.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check $(LOCK_UV)
	.venv-lock/bin/uv pip compile pyproject.toml --extra png --extra parquet --extra remote --extra dask --extra serve \
	    --extra otel --extra mcp --extra postgres --extra dev \
	    --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    --quiet --output-file requirements.lock $(LOCK_ARGS)

clean:
	rm -rf .venv .venv-lock build dist out .coverage .hypothesis .import_linter_cache \
	    .mypy_cache .pytest_cache .ruff_cache
	find src tests demo benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
