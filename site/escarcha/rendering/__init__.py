"""Notes and a Site to Pages; knows Markdown and Pygments, and no Flask.

The recipe, for one note:

1. ``renderer.py`` has ``markup/`` read the note, and puts what that has stashed into its place, drawn by
   ``drawing.py`` with the templates of ``figures/`` and the colours of ``highlighting/``.
2. ``sanitiser.py`` takes out of raw HTML what could run.
3. ``tree.py`` parses the HTML, gives headings their ids (``headings.py``) and takes out the links. The result
   is a Fragment (``fragment.py``): it depends on nothing but the text, the settings and the figures.
4. ``store.py`` keeps Fragments, in memory and on disk, and makes the missing ones in parallel.
5. ``page.py`` puts a Fragment into its place in the Site, with ``links.py`` resolving its links,
   ``glossary/`` explaining its terms and ``exhibits/`` showing what its Examples did.

``edition.py`` is the front door: a Site whose pages can be asked for.
"""

from escarcha.rendering.edition import Edition, failure_remark
from escarcha.rendering.exhibits import Attachment
from escarcha.rendering.fragment import Heading
from escarcha.rendering.glossary import Glossary, Term
from escarcha.rendering.page import Page, PlacedLink
from escarcha.rendering.store import FragmentStore, open_store, read_site

__all__ = [
    "Attachment",
    "Edition",
    "FragmentStore",
    "Glossary",
    "Heading",
    "Page",
    "PlacedLink",
    "Term",
    "failure_remark",
    "open_store",
    "read_site",
]
