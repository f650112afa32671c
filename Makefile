# Everything that CI runs: format, lint, types, import contracts, tests, a strict freeze of content/.
check:
	.venv/bin/pytest

# The quick tests alone.
test:
	.venv/bin/pytest -m "not quality and not slow and not browser"

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

.PHONY: fidelity check test format freeze preview
