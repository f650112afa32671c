"""The local server: the notes as they are now, or the frozen site as a host would serve it.

1. ``live.py`` gives an app the Edition to show, and ``current.py`` reads again whatever was saved.
2. ``built.py`` serves ``build/`` with the manners of Netlify.
3. ``server.py`` listens on loopback.

Nothing is imported here, since the app of every ``freeze.py`` comes through ``live.py``.
"""
