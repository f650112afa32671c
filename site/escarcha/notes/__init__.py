"""From the disk to a Site; knows no HTML.

1. ``source.py`` walks ``content/`` and tells notes from media.
2. ``text.py`` turns the bytes of a note into text.
3. ``header.py`` splits off the YAML header and checks it; ``header_yaml.py`` reads the YAML, as text.
4. ``note.py`` makes the Note: header, body, title, place on disk.
5. ``slugs.py`` turns names into addresses.
6. ``site.py`` places every note: address, section, order, neighbours; ``layout.py`` does the work,
   and finds the collisions.
7. ``history.py`` asks git when a note was last changed.

``reading.py`` is the front door: it runs the steps and returns a Site and what is wrong with it.
"""

from escarcha.notes.note import Note
from escarcha.notes.reading import Reading, UnreadableSiteError, read_site
from escarcha.notes.site import Entry, Media, Section, Site, Tag

__all__ = ["Entry", "Media", "Note", "Reading", "Section", "Site", "Tag", "UnreadableSiteError", "read_site"]
