"""The examples of notes as tests, for an author's own ``pytest``.

1. ``plugin.py`` is what pytest loads, in every project on the machine; it imports the rest when it has to.
2. ``book.py`` reads the notes of a project and runs their examples.
"""
