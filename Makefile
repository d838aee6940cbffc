# Everything here needs python3 (3.10 or newer, with venv), make and a package index; nothing else.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq install --root-user-action=ignore

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser lint rules-check corpus-check check docs wheel model model-md bench faults accuracy clean

help: ## show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

demo: $(VENV)/.run ## extract the sample articles and show their deals
	@$(BIN)/depesche batch corpus/samples --out demo.jsonl
	@$(BIN)/depesche deals demo.jsonl
	@echo
	@echo "The whole records are in demo.jsonl, one JSON line an article. Try also:"
	@echo "  $(BIN)/depesche explain corpus/samples/$$(ls corpus/samples | head -n 1)"

test: $(VENV)/.dev ## run all tests, on all cores
	@$(BIN)/python -m pytest -n auto --dist worksteal

test-browser: $(VENV)/.browser ## try the pages in Chromium (Debian: apt install chromium)
	@$(BIN)/python -m pytest tests/view -rs

lint: $(VENV)/.dev ## check style, types and the layers of the package
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

rules-check: $(VENV)/.dev ## run the examples and counter-examples of every rule
	@$(BIN)/depesche rules check

corpus-check: $(VENV)/.dev ## prove the annotated articles
	@$(BIN)/depesche corpus check

check: test lint rules-check corpus-check ## all of the above, as CI does

docs: $(VENV)/.docs ## write the generated parts of README.md and docs/, and build the site into site/
	@sed '/^<!-- generated/q' docs/schema.md > docs/schema.md.new
	@$(BIN)/depesche schema --markdown >> docs/schema.md.new
	@mv docs/schema.md.new docs/schema.md
	@sed '/^<!-- generated/q' docs/cli.md > docs/cli.md.new
	@$(BIN)/python -m depesche.cli.reference >> docs/cli.md.new
	@mv docs/cli.md.new docs/cli.md
	@$(BIN)/python tests/console_blocks.py README.md docs/*.md docs/how-to/*.md
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@echo "The site is in site/; open site/index.html."

wheel: $(VENV)/.dev ## build wheel and source archive into dist/
	@log=$$($(BIN)/python -m build --no-isolation --outdir dist . 2>&1) || { echo "$$log"; exit 1; }
	@ls -s -h dist

model: $(VENV)/.training ## train the embedded model: make model DATA=FOLDER
	@test -n "$(DATA)" || { echo "make model needs DATA=FOLDER, the folder of the corpora (training/README.md)"; exit 2; }
	@cd training && OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 ../$(BIN)/python -m weasel run all . --vars.data "$(abspath $(DATA))"

model-md: $(VENV)/.run ## install spaCy's de_core_news_md 3.8.0, checked by its sha256
	@$(PIP) --no-deps --require-hashes -r training/requirements-md.txt
	@$(BIN)/depesche models

bench: $(VENV)/.bench ## measure speed and memory, and write bench/RESULTS.md
	@$(BIN)/python -m bench.speed

faults: $(VENV)/.bench ## do Depesche all the harm it may meet, and write docs/reliability.md (an hour; Linux)
	@$(BIN)/python -m bench.faults

accuracy: $(VENV)/.dev ## score the extraction on the annotated articles
	@$(BIN)/depesche accuracy

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist site demo.jsonl *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Environments: a stamp file for each set of packages, made anew when pyproject.toml changes.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' \
		|| { echo "Depesche needs Python 3.10 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1); set PYTHON=..."; exit 2; }
	@$(PYTHON) -m venv --clear $(VENV) \
		|| { echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt install python3-venv"; exit 2; }
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	@echo "Installing Depesche into $(VENV) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml
	@echo "Installing Depesche and its test tools into $(VENV) ..."
	@$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/.run

$(VENV)/.docs: $(VENV)/.made pyproject.toml
	@echo "Installing Depesche and the tools of its site into $(VENV) ..."
	@$(PIP) -e ".[docs,parquet,duckdb,zst]"
	@touch $@ $(VENV)/.run

$(VENV)/.browser: $(VENV)/.dev
	@$(PIP) -e ".[browser]"
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@$(PIP) -e ".[bench]"
	@touch $@

$(VENV)/.training: $(VENV)/.made pyproject.toml
	@echo "Installing Depesche and its training tools into $(VENV) ..."
	@$(PIP) -e ".[training]"
	@touch $@ $(VENV)/.run
