"""From Fragments to pages: they are kept, and each is put into its place in the Site. Knows no Markdown.

1. ``store.py`` keeps Fragments, in memory and on disk, and has ``rendering/`` make the missing ones;
   ``macros.py`` reads the LaTeX that all of them may use.
2. ``page.py`` puts a Fragment into its place: ``links.py`` resolves its links, the glossary's terms are
   explained, and what its Examples did is shown.
3. ``documents.py`` says what the search knows of a page, and ``judgement.py`` what is told of its problems.

``edition.py`` is the front door: a Site whose pages can be asked for.
"""

from escarcha.pages.edition import Edition, failure_remark
from escarcha.pages.macros import read_macros
from escarcha.pages.page import Page, PlacedLink
from escarcha.pages.store import FragmentStore, open_store, read_site

__all__ = [
    "Edition",
    "FragmentStore",
    "Page",
    "PlacedLink",
    "failure_remark",
    "open_store",
    "read_macros",
    "read_site",
]
