# Two commands for a newcomer: `make demo` and `make test`.
.PHONY: demo test test-core install lint format bench lock translations clean

PORT ?= 8000
PY = .venv/bin/python
# mypy reads Django's settings; nothing connects.
LINT = SECRET_KEY=lint DATABASE_URL=postgresql://lint/lint TATALAKSANA_DATA=var/lint

demo: ## the demo offices on http://localhost:8000
	@bin/setup app
	@exec .venv/bin/tatalaksana demo --port $(PORT)

install: ## the command line alone
	@bin/setup core
	@echo "Selesai: .venv/bin/tatalaksana --help"

test: ## everything: core, database, browser, LibreOffice, tesseract, PgBouncer
	@bin/setup dev
	@bin/chromium
	@bin/libreoffice
	@bin/tesseract
	@bin/pgbouncer
	$(PY) -m pytest

test-core: ## the core alone, in seconds
	@bin/setup dev
	$(PY) -m pytest tests/core

lint: ## style, types, borders
	@bin/setup dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/lint-imports
	$(LINT) $(PY) -m mypy

format:
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: ## every figure of docs/performance.md
	@bin/setup dev
	$(PY) -m bench

lock: ## renew the lock files (needs uv)
	for one in core app scan dev; do uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url locks/$$one.in -o locks/$$one.txt; done

translations: ## collect sentences and compile the English ones
	@bin/setup dev
	$(PY) -m tatalaksana.project.translations

clean: ## everything that was made, data of the demo included
	rm -rf .venv var
