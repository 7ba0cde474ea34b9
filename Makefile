# The acts of a developer, each described where it stands; `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
HOST ?= 127.0.0.1

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
RUNS := $(VENV)/runs
export OPG_HOME ?= $(CURDIR)/.opg
unexport PYTHONDONTWRITEBYTECODE
# Tests start hundreds of processes. Each would compile the code anew, for two thirds of a second.

.DEFAULT_GOAL := help
.PHONY: help setup npm bundle docs build examples rows terms icons serve test test-homes test-rest test-browser test-abuse test-npm quick added abuse check lint bench lock release wheel clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY)  ## install everything into .venv, with .venv/bin/opg

$(RUNS): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	awk '/^[^ ]/ { own = /^pip==/ } own' requirements-dev.txt > $(VENV)/pip.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $(VENV)/pip.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(READY): $(RUNS) requirements-dev.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
# The locked pip comes first: the one that comes with Python 3.11 takes twice the time for all others.
# Nothing is compiled in advance: of what is installed, most is never imported.
# What the site runs with comes before what only developers need: it is enough to build the graph meanwhile.

BROWSER := webapp/browser
BUNDLE := webapp/static/built/manifest.json
PLACES := webapp/static/built/places.json
NODE := $(shell node -e 'const [a, b] = process.versions.node.split(".").map(Number); if (a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19)) console.log(process.execPath)' 2>/dev/null)

bundle:  ## build the parts that run in the browser (needs Node >= 20.19)
ifeq ($(NODE),)
	@echo "Node.js 20.19 or later is not installed, so the query editor and the explorer are left out; the site works without them. To add them, install Node and run: make bundle"
else
	@$(MAKE) --no-print-directory $(BUNDLE) $(PLACES)
endif

npm:
ifneq ($(NODE),)
	@$(MAKE) --no-print-directory $(BUNDLE)
endif

$(BUNDLE): webapp/static/style.css $(wildcard $(BROWSER)/src/*) $(wildcard $(BROWSER)/src/*/*) $(wildcard $(BROWSER)/*.ts) $(wildcard $(BROWSER)/*.json)
	npm ci --prefix $(BROWSER) --ignore-scripts --no-audit --no-fund --loglevel=error
	npm run build --prefix $(BROWSER) --silent
	@touch $@

$(PLACES): $(BUNDLE) $(READY) $(BROWSER)/arrange.mjs $(wildcard graph/*.py graph/*/*.py graph/data/* ontology/* queries/internal/*/*.rq webapp/explorer/*.py)
	$(BIN)/python -m webapp.explorer.build_layout

DOCS := webapp/built_docs/last_build

docs: $(DOCS)  ## build the documentation that the site shows under /docs

$(DOCS): $(READY) $(wildcard docs/*.* docs/*/*.md docs/*/*.ipynb ontology/*.ttl queries/*/*.rq webapp/cli/*.py webapp/*/routes.py) webapp/config.py webapp/http/problem_types.py graph/data/README.md
	rm -rf $(@D)
	$(BIN)/sphinx-build -q -W --keep-going -b site -d build/doctrees docs $(@D)
	@touch $@

build: $(READY)  ## build the graph from the tables
	$(BIN)/opg build

examples: $(READY)  ## write the public queries into the dataset's description, after a change in queries/
	$(BIN)/python -m queries.shacl_examples

rows: $(READY)  ## write the classes of the rows that pages read, after a change in a query of theirs
	$(BIN)/python -m webapp.models.generate_rows

terms: $(READY)  ## write the terms for Python and JSON-LD, after a change of ontology/ontology.ttl or shapes.ttl
	$(BIN)/python -m ontology.generate_terms

icons: $(READY)  ## write the icons, after a change of webapp/static/favicon.svg
	$(BIN)/python -m webapp.sharing.make_icons

serve: $(READY)  ## build the graph and serve the site (HOST=, PORT=)
	-@$(MAKE) --no-print-directory bundle docs
	$(BIN)/opg serve --host $(HOST) --port $(PORT)

test: export OPG_TESTS_FOLDER := $(CURDIR)/build/tests
test:  ## run all tests, the linters and the type checker
	@rm -rf $(OPG_TESTS_FOLDER)
	@$(MAKE) --no-print-directory -j2 --output-sync=target setup npm test-homes
	@$(MAKE) --no-print-directory -j2 --output-sync=target bundle docs
	@$(MAKE) --no-print-directory -j3 --output-sync=target test-browser test-rest lint added test-abuse test-npm
# Three at a time: tests of servers and of the browser wait for a quarter of their time.
# The copy with added rows is made after lint: by then others have compiled the tests, and it takes what they compiled.

test-homes: $(RUNS)
	$(BIN)/python -m tests.homes $(or $(OPG_TESTS_FOLDER),build/tests)

test-rest: $(READY)
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not browser and not abuse" --ignore=tests/browser --ignore=tests/abuse

test-browser: $(READY)
	$(BIN)/pytest -m browser tests/browser

test-abuse: $(READY)
	$(BIN)/pytest -n $(WORKERS) --dist loadfile tests/abuse

test-npm:
ifneq ($(NODE),)
	npm test --prefix $(BROWSER) --silent
endif

quick: $(READY) docs  ## run the tests that need no server, no browser and little time
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m $(QUICK)

added: $(READY)  ## run the quick tests in a copy of the project that has more rows in its tables
	rm -rf build/added
	$(BIN)/python -m tests.added_rows build/added
	cd build/added && OPG_REQUIRE_ENGINES= OPG_TESTS_FOLDER= PYTHONPATH=$$PWD ../../$(BIN)/pytest -p tests.added_cases -m $(QUICK) $(NO_TABLES:%=--ignore=%)

QUICK := "not engine and not browser and not abuse and not slow" \
  $(patsubst %,--ignore=tests/%,engines browser abuse researchers conformance)
# No quick test stands in these folders, so nothing is imported from them.

NO_TABLES := tests/test_prose.py tests/test_assertions.py tests/docs tests/webapp/http tests/webapp/sparql tests/webapp/svg \
  tests/ontology/test_hygiene.py tests/queries/sparql_text tests/queries/test_portability.py tests/queries/test_grlc.py \
  tests/webapp/gallery/test_openapi.py tests/webapp/cli/test_output.py tests/queries/test_registry.py \
  tests/webapp/server tests/webapp/test_budget.py tests/webapp/cli/test_diff.py tests/graph/build/test_freeze_release.py \
  tests/graph/test_serialize.py tests/queries/search/test_folding.py tests/webapp/ask/test_labelled.py \
  tests/ontology/test_shapes.py tests/graph/releases tests/graph/build/test_tidying.py tests/graph/build/test_table_files.py \
  $(patsubst %,tests/graph/build/test_%.py,mistakes cell_text large_files strict_csv) \
  $(patsubst %,tests/webapp/cli/test_%.py,ask export main sparql) \
  $(patsubst %,tests/webapp/explorer/test_%.py,exports network_files picture_files hostile_names) \
  tests/webapp/charts/test_pictures.py tests/webapp/gallery/test_answers.py tests/webapp/gallery/test_json_rows.py \
  tests/graph/stores tests/queries/search/test_name_file.py tests/webapp/models/test_saved_answers.py \
  tests/webapp/fact_check/test_labelled.py
# They read code, documentation, frozen releases, small worlds of their own, or what a server says whatever is in the
# tables. Or they hold a format to another one of the same rows. A row changes nothing.
# Labels of questions and of texts are those of the tables as they are.

abuse: $(READY)  ## run the attacks on the served site, and what else is short elsewhere, at full lengths
	OPG_ABUSE_FULL=1 $(BIN)/pytest tests/abuse $(SHORT) $(RANDOM)
	OPG_ABUSE_FULL=1 $(MAKE) --no-print-directory added

SHORT = $(shell grep -rlE --include='test_*.py' 'abuse.lengths|abuse import lengths|mark.sweep' tests) tests/browser
# They are longer where tests.abuse.lengths.FULL is true.

RANDOM = $(shell grep -rl --include='test_*.py' 'from hypothesis import' tests)
# They try other examples each time there, and elsewhere the same ones.

check: $(READY)  ## check the tables: read every row, apply every rule, list the findings
	$(BIN)/opg check

lint: $(READY)  ## style, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(READY)  ## measure build, command line and site, and print the figures
	$(BIN)/python -m tests.benchmarks

release: $(READY)  ## freeze the data as a release, after its row in releases.csv and its heading in CHANGELOG.md (VERSION=)
	@test -n "$(VERSION)" || { echo "Name the release: make release VERSION=1.2"; exit 1; }
	$(BIN)/python -m graph.build.freeze_release $(VERSION)

wheel: $(READY) bundle docs  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

lock: $(READY)  ## compute the lock files anew from pyproject.toml
	$(BIN)/python -m piptools compile -q $(LOCK) -o requirements.txt pyproject.toml
	$(BIN)/python -m piptools compile -q $(LOCK) --extra dev --extra mcp -c requirements.txt -o requirements-dev.txt pyproject.toml

LOCK := --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --no-header --allow-unsafe

clean:  ## remove what the targets made: .venv, snapshots, caches
	rm -rf $(VENV) .opg build dist webapp/static/built webapp/built_docs docs/reference $(BROWSER)/node_modules .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find ontology graph queries webapp tests -name __pycache__ -type d -prune -exec rm -rf {} +
