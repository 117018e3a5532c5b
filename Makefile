# Zhunsheng: every job has one target. `make` alone lists them.
# Needs: Python 3.11 or later with venv, and make. Everything else goes into $(VENV).

VENV ?= .venv
BIN := $(VENV)/bin
PACKAGE := src/zhunsheng
LOCALE := $(PACKAGE)/locale
CATALOGUES := $(wildcard $(LOCALE)/*/LC_MESSAGES/*.po)
PIP := $(BIN)/python -m pip --disable-pip-version-check

# The locks hold every package, so nothing is resolved: a release that came out after a lock changes nothing.
# Stamps: a second `make` installs nothing unless one of the inputs changed.
VENV_MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
MESSAGES := $(VENV)/.messages

export PYTHONUTF8 := 1
# Material prints a notice about another program on every run.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help env dev demo site tour test lint format types layers unit coverage postgres chromium screenshots docs docs-serve \
	reference messages bench mutants lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

# --- environments ----------------------------------------------------------------------------------------------------

env: $(RUNTIME) $(MESSAGES) ## Make .venv with what the program needs, from the hashed lock

dev: $(DEV) $(MESSAGES) ## Make .venv with what developers need as well

$(VENV_MADE):
	@PYTHON="$(PYTHON)" scripts/venv.sh $(VENV)
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml hatch_build.py $(VENV_MADE)
	$(PIP) install --quiet --require-hashes --no-deps -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# The install compiles the message catalogues; this does it again when only a catalogue changed.
$(MESSAGES): $(CATALOGUES) $(RUNTIME)
	@$(BIN)/python hatch_build.py
	@touch $@

# --- the product -----------------------------------------------------------------------------------------------------

demo: tour ## The demonstration: check and prove Yuexiu, then its site with accounts on http://localhost:8000
	$(BIN)/zhunsheng serve --demo

site: env ## The site of the demonstration again, without the tour
	$(BIN)/zhunsheng serve --demo

tour: env ## Check, prove and compare the Yuexiu workspace; its centres, its framework; documents into build/demo
	$(BIN)/zhunsheng report standards/yuexiu
	@$(BIN)/zhunsheng points standards/centres || test $$? -eq 1 # one centre is below the floor on purpose
	@$(BIN)/zhunsheng framework standards/yuexiu
	@$(BIN)/zhunsheng guide standards/yuexiu#longevity_allowance --out build/demo/guide.pdf
	@$(BIN)/zhunsheng guide standards/yuexiu#longevity_allowance --large --out build/demo/guide-large.pdf
	@$(BIN)/zhunsheng guide standards/yuexiu#longevity_allowance --lang en --out build/demo/guide-en.pdf
	@$(BIN)/zhunsheng manual standards/yuexiu#longevity_allowance --out build/demo/manual.pdf
	@$(BIN)/zhunsheng print standards/yuexiu#longevity_allowance --out build/demo/standard.docx
	@$(BIN)/zhunsheng framework standards/yuexiu --out build/demo/framework.pdf

reference: dev ## Run the commands that the documentation shows and rewrite their outputs and tables
	$(BIN)/python hatch_build.py
	$(BIN)/python scripts/reference.py

bench: dev ## Measure proofs, editions and loading; prints rates, p99 and memory
	$(BIN)/python -m benchmarks

# --- checks ----------------------------------------------------------------------------------------------------------

test: dev chromium lint types layers unit postgres docs ## Everything that must hold: lint, types, layers, tests, docs

lint: dev ## Style and formatting (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: dev ## Rewrite the Python files in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: dev ## Types (mypy, strict for the package)
	$(BIN)/mypy

layers: dev ## Import directions between the rooms (import-linter)
	$(BIN)/lint-imports --no-logo

# In two runs: some tests of the command line fork, which nothing may that has had a browser or a server beside it.
unit: dev chromium ## Tests and docstring examples, on two processors
	$(BIN)/pytest tests src --ignore=tests/site -n 2
	$(BIN)/pytest tests/site -n 2 --dist loadgroup

# Following every line doubles the time that tests take, so it is not part of `make test`.
coverage: dev chromium ## The same tests, following every line; fails below the share that pyproject.toml asks for
	$(BIN)/pytest tests src --ignore=tests/site -n 2 --cov --cov-report= --cov-fail-under=0
	$(BIN)/pytest tests/site -n 2 --dist loadgroup --cov --cov-append --cov-report=term

postgres: dev ## The site's tests that read or write the database again, on a PostgreSQL server of their own
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest tests/site -n 2 --dist loadgroup -p no:cacheprovider -q \
		--ignore=tests/site/browser --ignore=tests/site/look -k "not matrix and not test_script"

chromium: ## See that Chromium and Chinese fonts are there for the browser tests; install or ask
	@scripts/chromium.sh

screenshots: dev chromium ## Every page in both languages, two widths, light, dark and elder, into build/screenshots
	$(BIN)/python scripts/screenshots.py

mutants: dev ## Change operators in rule/ and floor/ and see that a test notices (slow)
	HYPOTHESIS_PROFILE=quick $(BIN)/python scripts/mutants.py run --max-children 2
	$(BIN)/python scripts/mutants.py results
	@$(BIN)/python scripts/mutants.py export-cicd-stats >/dev/null
	$(BIN)/python scripts/mutation_score.py

# --- documentation and words -----------------------------------------------------------------------------------------

docs: dev ## Build the documentation into build/site; a warning is an error
	$(BIN)/mkdocs build --strict --quiet

docs-serve: dev ## Serve the documentation on 127.0.0.1:8000 and rebuild on change
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

messages: dev ## Collect the messages from the code and update the catalogues
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping-file=babel.cfg --keywords=T --no-default-keywords --no-location \
		--sort-output --width=120 --project=zhunsheng --copyright-holder="The Zhunsheng authors" --output-file=build/zhunsheng.pot .
	$(BIN)/pybabel --quiet update --domain=zhunsheng --input-file=build/zhunsheng.pot --output-dir=$(LOCALE) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --init-missing --width=120 --locale=en
	PYTHONPATH=. $(BIN)/pybabel --quiet extract --mapping-file=babel-site.cfg --no-location --sort-output --width=120 \
		--keywords=gettext_lazy --keywords=ngettext_lazy:1,2 --keywords=pgettext_lazy:1c,2 \
		--project=zhunsheng --copyright-holder="The Zhunsheng authors" --output-file=build/django.pot .
	$(BIN)/pybabel --quiet update --domain=django --input-file=build/django.pot --output-dir=$(LOCALE) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --init-missing --width=120 --locale=en

# --- upkeep ----------------------------------------------------------------------------------------------------------

lock: ## Write the hashed locks from pyproject.toml; `make lock UPGRADE=1` takes the newest versions
	scripts/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## Remove everything that was built, the environment included
	rm -rf $(VENV) build dist mutants htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find src tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find $(LOCALE) -name '*.mo' -delete 2>/dev/null || true
