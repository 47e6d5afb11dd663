# Needs git, make, Python 3.11+ and its venv module. Everything else comes from uv.lock.
PYTHON ?= python3
PORT ?= 8000
export PORT
PYTEST_ARGS ?=
# Two workers fit two cores; set JOBS=0 to follow one test at a time.
JOBS ?= 2

py := .venv/bin/python
environment := .venv/.from-lock
translations := .venv/.translations
browser := .venv/.browser
lighthouse := .venv/lighthouse/node_modules/.package-lock.json
uv_version = $(shell sed -n '/^name = "uv"$$/{n;s/version = "\(.*\)"/\1/p;}' uv.lock)

.DEFAULT_GOAL := help
.PHONY: help run dev demo test check browser guides scale faults bench messages

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(environment): uv.lock
	@test -x $(py) || $(PYTHON) -m venv .venv
	@test -x .venv/bin/uv || .venv/bin/pip install --quiet --disable-pip-version-check uv==$(uv_version)
	@.venv/bin/uv sync --frozen --quiet --extra scale
	@touch $@

$(translations): $(environment) $(wildcard locale/*/*/LC_MESSAGES/*.po)
	@$(py) -m portal.translations
	@touch $@

# By its lock file. Where npm is missing or reaches no registry, the tests of Lighthouse say that it is not installed.
$(lighthouse): tests/browser/lighthouse/package-lock.json tests/browser/lighthouse/measure.mjs | $(environment)
	@mkdir -p .venv/lighthouse && cp tests/browser/lighthouse/* .venv/lighthouse/
	@cd .venv/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || echo "no Lighthouse here"

$(browser): $(environment)
	@.venv/bin/uv sync --frozen --quiet --extra scale --group browser
	@touch $@

.env: | $(environment)
	@$(py) -m portal.env_file

run: export DJANGO_SETTINGS_MODULE ?= portal.settings.local
run: $(environment) $(translations) .env ## the portal as an office runs it, at http://127.0.0.1:8000
	@$(py) manage.py serve

demo: export DJANGO_SETTINGS_MODULE ?= portal.settings.local
demo: $(environment) $(translations) .env ## the same with an invented office at work, in a folder of its own
	@PORTAL_DATA=$${PORTAL_DATA:-var}/demo $(py) manage.py serve --demo

dev: $(environment) $(translations) .env ## the developer's server: DEBUG, reload, no worker
	@$(py) manage.py prepare
	@$(py) manage.py runserver 127.0.0.1:$(PORT)

test: $(environment) $(translations) ## the whole suite; what needs more than Python is skipped with its reason
	@$(py) -m pytest -n $(JOBS) $(PYTEST_ARGS)

check: $(environment) $(translations) ## rules, templates, types, import contract, migrations, deploy check
	@$(py) -m ruff check .
	@$(py) -m ruff format --check .
	@.venv/bin/djlint --check --lint --quiet templates
	@$(py) -m mypy
	@.venv/bin/lint-imports --no-cache
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(py) manage.py makemigrations --check --dry-run
	@$(py) -m pytest -n 0 tests/house

browser: $(browser) $(lighthouse) $(translations) ## the product driven in Chromium, at 360 and 1280 pixels, with axe
	@$(py) -m pytest -n 0 -m browser $(PYTEST_ARGS)

guides: export GUIDES = 1
guides: $(browser) $(translations) ## the guides of use with their pictures anew, from the walks of the browser tests
	@$(py) -m pytest -n 0 -m browser -k handbook $(PYTEST_ARGS)
	@$(py) -m portal.handbook.pages

scale: $(environment) $(translations) ## the suite on PostgreSQL and Elasticsearch: DATABASE_URL and ELASTICSEARCH_URL
	@test -n "$(DATABASE_URL)" || { echo "make scale needs DATABASE_URL=postgres://..."; exit 2; }
	@test -n "$(ELASTICSEARCH_URL)" || { echo "make scale needs ELASTICSEARCH_URL=http://..."; exit 2; }
	@REQUIRE_ALL=1 $(py) -m pytest -n $(JOBS) -m "not browser and not faults" $(PYTEST_ARGS)

faults: $(environment) $(translations) ## kill -9 under load, engines away, disks full; KILLS=100 INDEX_KILLS=200 for long
	@$(py) -m pytest -n 0 -m faults $(PYTEST_ARGS)

bench: $(environment) $(translations) ## medians of pages and submission; the search beside others with SHARED_DATA
	@$(py) -m tests.bench

messages: $(environment) ## public texts that lack an English entry, ready to paste
	@$(py) -m tests.messages
