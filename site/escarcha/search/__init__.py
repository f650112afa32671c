"""A Site and the words of its notes to a SearchIndex; knows no HTML and no Flask.

1. ``words.py`` cuts text into tokens and makes terms of them; ``static/js/search/`` has the same rules for
   what readers type, and a test holds the two together.
2. ``passage.py`` is what stands in a section: its tokens and how much each weighs (``weights.py``). All the
   sections of a note make its Extract (``extract.py``), which a Fragment keeps.
   ``texts.py`` cuts what excerpts are taken from into files, of which the card of a page has the name.
3. ``synonyms.py`` says which words mean the same in Spanish and English.
4. ``postings.py`` gathers, for each term of some Documents (``document.py``), the sections that hold it;
   ``merging.py`` puts them into what is known of others.
5. ``inverted.py`` has what is known of all of them, as lines: terms, cards, and for what a mistyped word may
   have meant, words (``spelling.py``). ``shards.py`` cuts lines into small files (``writing.py``), of which a
   reader's browser fetches the few it needs, and ``index.py`` says which there are. ``kept.py`` keeps it all,
   so that the next build changes it where pages have changed.
6. ``alphabet.py`` lists titles and headings from A to Z, for those who have no script.
7. ``engine.py`` runs the very script that browsers run, for the terminal.
"""

from escarcha.search.alphabet import Letter, Line, alphabetical, letter_of
from escarcha.search.document import Document, Whole
from escarcha.search.extract import pack_extract
from escarcha.search.index import SearchIndex, build_index
from escarcha.search.kept import keep_index
from escarcha.search.passage import Passage
from escarcha.search.texts import Texts, cut_texts

__all__ = [
    "Document",
    "Letter",
    "Line",
    "Passage",
    "SearchIndex",
    "Texts",
    "Whole",
    "alphabetical",
    "build_index",
    "cut_texts",
    "keep_index",
    "letter_of",
    "pack_extract",
]
