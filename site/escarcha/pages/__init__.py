"""From Fragments to pages: they are kept, and each is put into its place in the Site. Knows no Markdown.

1. ``store.py`` keeps Fragments on disk and their Gists in memory, and has ``rendering/`` make the missing
   ones (``work.py``, in several processes); ``manner.py`` says how, and reads the files that hold for all.
2. ``page.py`` puts a Fragment into its place: ``placing.py`` has its links resolved (``links.py``), the
   glossary's terms are explained, and what its Examples did is shown.
3. ``embedding.py`` puts the texts of other notes into it, cut out by ``excerpt.py``; ``embedded.py`` knows
   which these are, so that a page is made anew when they change.
4. ``documents.py`` says what can be found of a site, ``remarks.py`` what is told of a note, and
   ``judgement.py`` what of that its author wants to hear.

``edition.py`` is the front door: a Site whose pages can be asked for.
"""

from escarcha.pages.edition import Edition
from escarcha.pages.manner import read_manner, shared_files
from escarcha.pages.page import Page, PlacedLink
from escarcha.pages.remarks import failure_remark
from escarcha.pages.store import FragmentStore, open_store, read_site

__all__ = [
    "Edition",
    "FragmentStore",
    "Page",
    "PlacedLink",
    "failure_remark",
    "open_store",
    "read_manner",
    "read_site",
    "shared_files",
]
