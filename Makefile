# `make run` starts Penstock, `make test` runs everything; both install what they need first.
# Needs Python 3.11 or newer with venv, make and a C library. No Node, no server, no root.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PO := $(wildcard src/penstock/locale/*/LC_MESSAGES/*.po)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
export UV_CUSTOM_COMPILE_COMMAND := make locks
LOCK := $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url

.PHONY: run install develop test lint bench screenshots crash-test wheel docs locks clean

run: install
	$(BIN)/penstock up --demo

install: $(STAMPS)/python $(STAMPS)/front-end $(STAMPS)/translations

develop: install $(STAMPS)/develop

$(STAMPS)/python: requirements/install.txt
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit("Penstock needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".") if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python || { echo "Making the environment in $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the packages named in requirements/install.txt"
	@$(PIP) --require-hashes -r requirements/install.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/front-end: package-lock.json package.json scripts/front_end.py | $(STAMPS)/python
	@echo "Fetching the front-end packages named in package-lock.json"
	@$(BIN)/python scripts/front_end.py
	@touch $@

$(STAMPS)/translations: $(PO) scripts/translations.py | $(STAMPS)/python
	@$(BIN)/python scripts/translations.py
	@touch $@

$(STAMPS)/develop: requirements/develop.txt | $(STAMPS)/python
	@echo "Installing the packages named in requirements/develop.txt"
	@$(PIP) --require-hashes -r requirements/develop.txt
	@touch $@

test: develop
	@$(BIN)/python scripts/test.py $(ARGS)

lint: develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: develop
	$(BIN)/python -m benchmarks

screenshots: develop
	$(BIN)/python scripts/screenshots.py

crash-test: develop
	$(BIN)/python -m pytest tests/crash --crash-test

docs: develop
	$(BIN)/python scripts/settings_page.py
	$(BIN)/python scripts/metrics_page.py

wheel: develop
	$(BIN)/python -m build --wheel --no-isolation

locks: develop
	$(LOCK) --group dev --output-file requirements/develop.txt
	$(LOCK) --group build --constraint requirements/develop.txt --output-file requirements/install.txt

clean:
	rm -rf $(VENV) node_modules dist src/penstock/ui/static/vendor src/penstock/paper/fonts .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
