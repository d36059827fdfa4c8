# Every target makes the environment ready first; `make help` lists them.
.SILENT:
.DEFAULT_GOAL := help
SHELL := bash
.PHONY: help run test lint bench torture messages migrations lock clean
python := .venv/bin/python

help: ## this list
	sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: ## the site with its demo, on PORT (8000) of HOST (127.0.0.1)
	bash .ci/serve

test: ## all gates and tests; TEST_POSTGRES=1 adds PostgreSQL
	bash .ci/test

lint: ## the gates alone
	bash .ci/test lint

bench: ## benchmarks, one JSON object a line; BENCH=group for one group
	bash .ci/bootstrap test
	$(python) -m tests.benchmarks

torture: ## the long property tests and the harnesses; TORTURE=name for one, or for tests of that name
	bash .ci/bootstrap test
	$(python) -m tests.torture

messages: ## bring the gettext catalogues up to the sources
	bash .ci/bootstrap test
	$(python) .ci/messages.py extract

migrations: ## write the migrations that the models ask for
	bash .ci/bootstrap test
	$(python) manage.py makemigrations

lock: ## pin requirements*.in anew, with hashes (needs uv); UPGRADE=1 takes newer releases
	bash .ci/lock

clean: ## remove the environment and caches; the database and uploads in var/ stay
	rm -rf .venv var/test dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete 2>/dev/null || true
