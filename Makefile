# Joint Inspection. The two that matter first: `make run` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BUILD  := .build
MANAGE := $(BIN)/python -m joint_inspection_web
PORT   ?= 8000
WHO    ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONPATH := src

.PHONY: help run setup setup-dev serve worker demo-reset code test check fast lint types imports trial bench docs \
        screenshots system lock clean styles migrate

help: ## Say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## Set up, load the carried facts, plan the national programme, and serve on 127.0.0.1:8000
	@$(MANAGE) start --port $(PORT)

setup: $(BUILD)/setup ## Everything that `make run` needs
setup-dev: $(BUILD)/setup-dev ## Everything: every extra, Spark, test tools

serve: setup ## Serve what is already there
	@$(MANAGE) start --port $(PORT) --serve-only

demo-reset: setup ## Throw the demonstration database away and make it anew
	@$(MANAGE) demo_reset

code: setup ## Print a demonstration sign-in code: make code WHO=planner
	@$(MANAGE) demo_code $(WHO)

check: $(BUILD)/setup-dev lint types imports fast ## The fast inner loop: lint, types, layers, fast tests

lint:
	@$(BIN)/ruff format --check src tests scripts docs
	@$(BIN)/ruff check src tests scripts docs
types:
	@$(BIN)/mypy
imports:
	@$(BIN)/lint-imports --no-timestamp 2>/dev/null || $(BIN)/lint-imports
fast:
	@$(BIN)/pytest -q -m "not slow and not browser and not trial"

test: $(BUILD)/setup-dev ## All of CI: every rule at small size, browser, PostgreSQL, docs
	@$(BIN)/python scripts/machine.py
	@$(MAKE) --no-print-directory lint types imports
	@$(MAKE) --no-print-directory docs
	@$(BIN)/pytest -q -n 3 --dist worksteal -m "not trial and not browser and not on_postgres"
	@$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q -n 3 --dist worksteal -m "not trial and not on_sqlite" \
	  tests/web tests/browser

trial: $(BUILD)/setup-dev ## The full sizes that take longer
	@$(BIN)/python scripts/machine.py
	@$(BIN)/pytest -m trial
	@$(BIN)/pytest -q -n 3 --dist worksteal -m "on_postgres and not trial"
	@$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q -n 3 --dist worksteal -m "on_sqlite and not trial" tests/web

bench: $(BUILD)/setup-dev ## Speed, as ratios against named peers in one run
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python scripts/bench_journeys.py --events 1 10

docs: $(BUILD)/setup-dev ## Build the documentation; a warning is an error
	@$(BIN)/python scripts/reference.py
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs $(BUILD)/docs
	@echo "Documentation: $(BUILD)/docs/index.html"

screenshots: $(BUILD)/setup-dev ## Take the pictures of the README and the docs
	@$(BIN)/python scripts/machine.py
	@$(BIN)/python scripts/screenshots.py

system: ## Install the system packages (Debian or Ubuntu; needs root)
	@bash scripts/system.sh

lock: ## Work the locked dependencies out again (needs uv)
	@bash scripts/lock.sh

clean: ## Remove everything that set-up made
	rm -rf $(VENV) $(BUILD) node_modules

# What each set-up step depends on, so that a second run starts in seconds.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(BUILD)/service: requirements/service.txt pyproject.toml | $(BIN)/python
	@mkdir -p $(BUILD)
	@bash scripts/install.sh requirements/service.txt
	@touch $@

styles: $(BUILD)/styles
$(BUILD)/styles: package-lock.json $(wildcard src/joint_inspection_web/design/styles/*.scss) scripts/styles.sh | $(BUILD)/service
	@bash scripts/styles.sh
	@touch $@

$(BUILD)/setup: $(BUILD)/service $(BUILD)/styles
	@touch $@

$(BUILD)/setup-dev: requirements/dev.txt $(BUILD)/setup
	@bash scripts/install.sh requirements/dev.txt
	@touch $@
