# make run    sets everything up, then starts carebot
# make test   sets everything up, then runs every check that CI runs
# make mutation  changes safety/ in two thousand small ways; each change is noticed by a test, or named with its reason
#                (`make test` tries one in eight of them, others with every commit; MUTANTS="--parts N")
# make whole-coverage  runs all tests and measures what they reach of everything, not of the core and the gate alone
# make check  the fast checks: format, lint, types, imports, tests without models, physics or browser
# make setup  sets up alone
# make lock   renews requirements/ after a change of pyproject.toml (UPGRADE=1: to the newest versions)
#
# PYTHON=/path/to/python chooses the interpreter; ARGS="..." goes to `carebot run`, TESTS="..." to pytest, which runs
# in two processes unless PARALLEL= is empty.

BIN := .venv/bin
ARGS ?=
TESTS ?=
PARALLEL ?= -n 2 --dist loadfile --no-loadscope-reorder
MUTANTS ?= --parts 8

.DEFAULT_GOAL := run
.NOTPARALLEL:
.PHONY: run test check setup setup-dev format lint types imports fast-tests all-tests coverage whole-coverage
.PHONY: some-mutants mutation lock clean

run: setup
	exec $(BIN)/carebot run $(ARGS)

# What the tests came to stands last, where whoever looks finds it.
test: setup-dev format lint types imports all-tests coverage some-mutants
	@cat .test_summary

check: setup-dev format lint types imports fast-tests

setup:
	@tools/setup.sh run

setup-dev:
	@tools/setup.sh dev

format:
	$(BIN)/ruff format --check

lint:
	$(BIN)/ruff check

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

fast-tests:
	$(BIN)/pytest -m "not slow" $(PARALLEL) $(TESTS)

all-tests:
	$(BIN)/coverage erase
	$(BIN)/coverage run --source=carebot/core,safety -m pytest -p tests.mutation.recording -p tests.telling $(PARALLEL) $(TESTS)

# The gate and the words that it judges by are covered wholly, by their own tests (tests/_measured.py).
coverage:
	if ls .coverage.* >/dev/null 2>&1; then $(BIN)/coverage combine --quiet --append; fi
	$(BIN)/coverage report --fail-under=100

# The floor of the whole stands in pyproject.toml.
whole-coverage: setup-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --measure-all $(PARALLEL) $(TESTS)
	$(BIN)/coverage combine --quiet --append
	$(BIN)/coverage report

# Which test reaches what is known from all-tests.
some-mutants:
	$(BIN)/python -m tests.mutation --recorded $(MUTANTS)

mutation:
	$(BIN)/python -m tests.mutation

lock:
	@tools/lock.sh $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* .test_durations.json .test_summary
