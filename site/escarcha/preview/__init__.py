"""The local server: the notes as they are now, or the frozen site as a host would serve it.

1. ``live.py`` reads again whatever was saved, and gives the app the Edition to show.
2. ``built.py`` serves ``build/`` with the manners of Netlify.
3. ``server.py`` listens on loopback.
"""

from escarcha.preview.built import BuiltSite
from escarcha.preview.live import live_app, show_live
from escarcha.preview.server import listen

__all__ = ["BuiltSite", "listen", "live_app", "show_live"]
