# The two commands that matter: `make run` and `make test`. `make help` lists the others.

PYTHON ?= python3
PORT ?= 8000
ADDRESS ?= 127.0.0.1:$(PORT)
VENV := .venv
AUDIT := .venv-audit
MANAGE := $(VENV)/bin/python manage.py
export ADDRESS

# PostgreSQL needs its driver; SQLite needs nothing.
POSTGRES := $(findstring postgres,$(DIRECTORY_DATABASE_URL)$(shell grep -hs '^DIRECTORY_DATABASE_URL' .env))
NEEDS := $(if $(POSTGRES),pg,base)

.DEFAULT_GOAL := help
.PHONY: help run backup restore test bench bench-directory bench-load bench-soak mutants lint fix types check audit sbom screenshots messages lock demo clean

help: ## Show what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/$(NEEDS).installed ## Start the site; PORT=8001 chooses another port
	@umask 077 && \
	$(VENV)/bin/python -m directory.project.first_run && \
	$(MANAGE) collectstatic --noinput --verbosity 0 && \
	$(MANAGE) start && \
	exec $(VENV)/bin/python -m gunicorn -c python:directory.project.gunicorn

backup: $(VENV)/$(NEEDS).installed ## Write a sealed copy of everything to var/backups, while the site runs
	@umask 077 && $(MANAGE) backup

restore: $(VENV)/$(NEEDS).installed ## Bring everything back into an empty place; FILE=… is the backup, ARGS=… goes to the command
	@[ -f .env ] || [ -n "$$DIRECTORY_TRAIL_KEY" ] || \
		{ echo "First put the .env that belongs to the backup into this folder: it has the key that opens it." >&2; exit 1; }
	@[ -n "$(FILE)" ] || { echo "Say which: make restore FILE=var/backups/backup-….age" >&2; exit 1; }
	@umask 077 && $(MANAGE) restore "$(FILE)" $(ARGS)

test: $(VENV)/dev.installed ## Run every test; ARGS=… goes to pytest
	@$(VENV)/bin/python -m pytest -n auto --dist worksteal $(ARGS)

bench: $(VENV)/dev.installed ## Measure how fast spreadsheets are checked; ROWS=50000 takes more of them
	@$(VENV)/bin/python -m bench.sheets $(ROWS)

bench-load: $(VENV)/dev.installed ## Measure how many visitors the server answers at once; SECONDS=60 asks each question for longer
	@$(VENV)/bin/python -W ignore -m bench.load $(SECONDS)

bench-soak: $(VENV)/dev.installed ## Let visitors, a coalition and two reviewers work at once, and look what is left; SECONDS=3600 for an hour
	@$(VENV)/bin/python -W ignore -m bench.soak $(SECONDS)

mutants: $(VENV)/dev.installed ## Turn the rules around one by one, and see whether the tests notice; takes hours. ONLY=vetting, SAMPLE=100 for fewer
	@env -u DIRECTORY_DATABASE_URL $(VENV)/bin/python -m bench.mutants "$(ONLY)" $(or $(SAMPLE),0)

bench-directory: $(VENV)/dev.installed $(VENV)/bench.installed ## Measure how fast visitors are answered; LISTINGS="1000 1000000" chooses how many listings
	@$(VENV)/bin/python -W ignore -m bench.directory $(LISTINGS)

lint: $(VENV)/dev.installed ## Say what is not written as agreed
	@$(VENV)/bin/ruff format --check --output-format concise .
	@$(VENV)/bin/ruff check .

fix: $(VENV)/dev.installed ## Correct what a tool can correct
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

types: $(VENV)/dev.installed ## Check the types
	@DIRECTORY_DEBUG=1 DIRECTORY_ENV_FILE=/dev/null $(VENV)/bin/mypy

check: lint types ## Everything but the tests: style, types, migrations, production settings, locks
	@PYTHON=$(VENV)/bin/python .ci/settings-check

# In a virtual environment of its own: what looks for weaknesses is not to bring any to the site.
# Strict, as the tool calls it well when it could ask about nothing.
audit: $(AUDIT) ## Ask whether a package the site uses has a known weakness; needs the network
	@$(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements/pg.txt

sbom: $(AUDIT) ## Write sbom.json: every package the site uses, in the CycloneDX format
	@$(AUDIT)/bin/cyclonedx-py requirements requirements/pg.txt --output-reproducible --output-file sbom.json

screenshots: $(VENV)/dev.installed ## Take the pictures of the documentation anew, while make demo runs: AS="demo-heron PASSWORD demo-otter PASSWORD", and AT=http://… if elsewhere
	@$(VENV)/bin/python docs/screenshots/take.py $(or $(AT),http://127.0.0.1:8000) $(AS)

messages: $(VENV)/dev.installed ## Bring the Spanish words up to the code, and compile them; needs gettext
	@for app in directory curation; do \
		(cd $$app && DIRECTORY_DEBUG=1 DIRECTORY_ENV_FILE=/dev/null ../$(VENV)/bin/python ../manage.py makemessages -l es --no-location --no-obsolete --no-wrap \
			&& msgfmt --check-format --statistics -o locale/es/LC_MESSAGES/django.mo locale/es/LC_MESSAGES/django.po) || exit 1; \
	done

lock: $(VENV)/dev.installed ## Renew requirements/*.txt after editing a .in file; UPGRADE=1 takes newer versions
	@for name in base pg dev bench audit; do \
		env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS \
		$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
			--no-annotate --no-header --python-version 3.11 $(if $(UPGRADE),--upgrade) \
			$$([ $$name = base ] || echo --constraint requirements/base.txt) \
			requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

demo: export DIRECTORY_DATA_DIR := $(CURDIR)/var/demo
demo: export DIRECTORY_SECOND_FACTOR := optional
demo: $(VENV)/$(NEEDS).installed ## Start a site with invented organizations, apart from the real data
	@umask 077 && \
	$(VENV)/bin/python -m directory.project.first_run && \
	$(MANAGE) collectstatic --noinput --verbosity 0 && \
	$(MANAGE) demo && \
	exec $(VENV)/bin/python -m gunicorn -c python:directory.project.gunicorn

clean: ## Remove what tools made; the data in var/ and the secrets in .env stay
	@rm -rf $(VENV) $(AUDIT) sbom.json .pytest_cache .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "This needs Python 3.11 or newer, and $(PYTHON) is not. Install it, then run: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian or Ubuntu run: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

.PHONY: $(AUDIT)
$(AUDIT):
	@$(MAKE) --no-print-directory --silent VENV=$(AUDIT) $(AUDIT)/audit.installed

# pip checks every file against the hashes; the stamp makes the second time quick.
$(VENV)/%.installed: requirements/%.txt | $(VENV)/bin/python
	@echo "Installing requirements/$*.txt into $(VENV) …"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
