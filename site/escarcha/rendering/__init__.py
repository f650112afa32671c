"""A note's text to a Fragment, whatever the rest of the site; knows HTML, and no Site, no disk and no Flask.

The recipe, for one note:

1. ``renderer.py`` has ``markup/`` read the note, and puts what that has stashed into its place, drawn by
   ``drawing.py`` with the templates of ``figures/``, the colours of ``highlighting/`` and the images of
   ``mermaid/``; formulas by ``mathml.py``.
2. ``sanitiser.py`` takes out of raw HTML what could run.
3. ``tree.py`` parses the HTML, gives headings their ids (``headings.py``), marks where other notes are to
   stand (``embeds.py``) and takes out the links. The result is a Fragment (``fragment.py``): it depends on
   nothing but the text, the settings and the figures.

``exhibits/`` knows what of a note runs, and shows what happened; ``glossary/`` reads the terms of the note
that explains them, and finds them in pages. Who keeps Fragments and makes pages of them is ``pages/``.
"""

from escarcha.rendering.exhibits import Attachment
from escarcha.rendering.fragment import Fragment, Heading
from escarcha.rendering.glossary import Glossary, Term
from escarcha.rendering.renderer import Renderer

__all__ = ["Attachment", "Fragment", "Glossary", "Heading", "Renderer", "Term"]
