"""The Glossary of a site: a note whose headings are terms, which are then explained wherever they appear.

1. ``terms.py`` reads the terms out of the rendered note.
2. ``vocabulary.py`` finds their names in the HTML of a page, in the singular and the plural.

It knows HTML and the two languages; it knows no Markdown and renders nothing.
"""

from escarcha.rendering.glossary.terms import Glossary, Term, read_glossary

__all__ = ["Glossary", "Term", "read_glossary"]
