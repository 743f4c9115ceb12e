# Anlan. `make run` starts the demo campus, `make test` checks everything.

PORT ?= 8000
PYTHON = $(shell for python in python3.11 python3.12 python3.13 python3 /usr/bin/python3; do \
	if $$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; exit; fi; done; echo python3)
SETUP = $(PYTHON) tools/setup.py

.DEFAULT_GOAL := help
.PHONY: help setup run test fast lint bench reset

help: ## Show these words
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 16

setup: ## Python packages, front-end assets, translations; leaves .venv/bin/anlan
	@$(SETUP) setup

run: ## Serve the demo campus on http://127.0.0.1:8000 (make run PORT=8080 for another port)
	@$(SETUP) run --port $(PORT)

test: ## All checks and all tests, the browser's too (ANLAN_NO_BROWSER=1 where there is none)
	@$(SETUP) test

fast: ## Checks, and the tests that are neither slow nor need a browser
	@$(SETUP) fast

lint: ## Style, types, import contracts, locks
	@$(SETUP) lint

bench: ## The project's own measurements
	@$(SETUP) anlan bench

reset: ## Throw the embedded database and its files away; asks first (FORCE=1 does not)
	@$(SETUP) anlan reset $(if $(FORCE),--yes)
