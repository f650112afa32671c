"""The one reading of Markdown there is: text to blocks with their lines, to an element tree, to HTML.

The recipe, for one note:

1. ``blocks/parser.py`` has markdown-it find the blocks, as GitHub would: tokens, each with its lines.
2. ``blocks/tree.py`` makes elements of them, in the place of Python-Markdown's own block parser. Texts that
   hold inline markup know their line (``lines.py``); code and formulas are stashed (``stash.py``).
3. ``inline/reader.py`` reads the inline markup of the tree, and ``footnotes.py`` adds the notes that are
   called.
4. Python-Markdown's serialiser writes the HTML, every link with the line it stands on.
   ``destinations.py`` tells where in the text each address is written, ``stretches.py`` what no page shows.
5. ``hints.py`` tells what an author probably meant otherwise, ``leftovers.py`` what is another tool's,
   ``accessible.py`` what keeps readers out, ``languages.py`` in which language they would hear a passage;
   ``ignores.py`` what one asks not to be told.

``withholding.py`` takes out of a text, before all this, what not every reader is to see.

``reader.py`` is the front door: ``Reader.read`` runs the steps. Every extension of ``site.toml`` has its
place among them. Whoever wants to know something of a note's Markdown asks here; this room knows no file, no
site and no colours of code.
"""

from escarcha.markup.blocks.parser import included_files
from escarcha.markup.destinations import Destination
from escarcha.markup.fences import Fence, read_info
from escarcha.markup.inline.spots import Kind
from escarcha.markup.reader import ExtensionError, Parsed, Reader
from escarcha.markup.stash import CodeBlock, Formula, Stash
from escarcha.markup.stretches import Stretch
from escarcha.markup.withholding import Withheld, may_withhold, withhold

__all__ = [
    "CodeBlock",
    "Destination",
    "ExtensionError",
    "Fence",
    "Formula",
    "Kind",
    "Parsed",
    "Reader",
    "Stash",
    "Stretch",
    "Withheld",
    "included_files",
    "may_withhold",
    "read_info",
    "withhold",
]
