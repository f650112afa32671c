"""The local server: the notes as they are now, or the frozen site as a host would serve it.

1. ``live.py`` gives an app the Edition to show, and ``current.py`` makes it anew of what was saved:
   ``sources.py`` reads it, and ``outcomes.py`` has Examples run while nobody waits.
2. ``session.py`` follows what is saved: ``watching.py`` is told of it, ``scope.py`` says what of it matters,
   ``board.py`` tells the open pages, and ``checking.py`` looks for what is wrong.
3. ``wsgi.py`` stands before the app: the events, and the headers of published pages. ``page/`` has what pages
   bring along, and is never published.
4. ``script.py`` loads the project's ``freeze.py``, and ``restart.py`` starts the preview anew with it.
5. ``built.py`` serves ``build/`` with the manners of Netlify.
6. ``server.py`` listens, on loopback unless asked otherwise.

Nothing is imported here, since the app of every ``freeze.py`` comes through ``live.py``.
"""
