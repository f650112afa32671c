"""Notes and a Site to Pages; knows Markdown and Pygments, and no Flask.

The recipe, for one note:

1. ``normaliser.py`` has markdown-it find the blocks, as GitHub would (``callouts.py`` adds the boxes), and
   ``dialect.py`` writes them out again as Python-Markdown reads them; code and raw HTML are set aside.
2. ``renderer.py`` has Python-Markdown (``inline.py``) turn that into HTML and puts back what was set aside,
   the code drawn by ``fences.py`` and coloured by ``highlight.py``, diagrams by ``mermaid/``.
   ``sanitiser.py`` takes out of raw HTML what could run.
3. ``tree.py`` parses the HTML, gives headings their ids (``headings.py``) and takes out the links.
   The result is a Fragment (``fragment.py``): it depends on nothing but the text and the settings.
4. ``store.py`` keeps Fragments, in memory and on disk, and makes the missing ones in parallel.
5. ``page.py`` puts a Fragment into its place in the Site, with ``links.py`` resolving its links and
   ``outcomes.py`` showing what its Examples did (``exchange.py``, ``frames.py``); ``attachments.py`` gathers
   the files that a page brings along.
6. ``glossary.py`` reads the terms of the note that explains them, and ``vocabulary.py`` finds them in pages.

``edition.py`` is the front door: a Site whose pages can be asked for.
"""

from escarcha.rendering.attachments import Attachment
from escarcha.rendering.edition import Edition, failure_remark
from escarcha.rendering.fragment import Heading
from escarcha.rendering.glossary import Glossary, Term
from escarcha.rendering.page import Page, PlacedLink
from escarcha.rendering.store import FragmentStore, open_store

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
]
