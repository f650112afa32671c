# Everything that CI runs: format, lint, types, import contracts, tests, a strict freeze of content/.
check:
	.venv/bin/pytest

# The quick tests alone.
test:
	.venv/bin/pytest -m "not quality and not slow and not browser"

# Keep the pictures that tests compare pages with, as the pages look now; then look at the diff.
pictures:
	.venv/bin/pytest tests/browser/test_pictures.py --regenerate

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

.PHONY: pictures page-report page-checks fidelity check test format freeze preview
