"""From the disk to a Site; knows no HTML.

1. ``source.py`` walks ``content/`` and tells notes from media; ``media.py`` says which of them are published
   and which run something.
2. ``text.py`` turns the bytes of a note into text.
3. ``header.py`` splits off the YAML header and checks it; ``header_yaml.py`` reads the YAML, as text,
   ``header_values.py`` its values, ``header_toml.py`` what Hugo writes, and ``other_keys.py`` the keys of
   other tools.
4. ``note.py`` makes the Note: header, body, place on disk, and the files that its fences name
   (``inclusions.py``), as far as ``reach.py`` lets it. ``waiting.py`` finds those whose day has not come.
5. Whoever renders the notes says what their headings are, and ``titles.py`` what the notes are called.
6. ``slugs.py`` turns names into addresses.
7. ``site.py`` places every note: address, section, order, neighbours; ``layout.py`` does the work,
   and finds the collisions; ``material.py`` is what it works on. ``nav.py`` is the Nav, and
   ``nav_placing.py`` lays it out.
8. ``history.py`` asks git when a note was last changed.

``reading.py`` is the front door: ``gather_notes`` runs the first four steps and ``place_notes`` the others.
``kept.py`` spares what was read before.
What is asked of Markdown is asked of ``markup/``.
"""

from escarcha.notes.nav import Nav, NavNode
from escarcha.notes.note import Note
from escarcha.notes.reading import Gathering, Reading, gather_notes, place_notes
from escarcha.notes.site import Entry, Media, Section, Site, Tag
from escarcha.notes.titles import Outline

__all__ = [
    "Entry",
    "Gathering",
    "Media",
    "Nav",
    "NavNode",
    "Note",
    "Outline",
    "Reading",
    "Section",
    "Site",
    "Tag",
    "gather_notes",
    "place_notes",
]
