"""Mermaid diagrams to images, drawn when the site is built: fast, and bounded whatever they hold.

1. ``settings.py`` adds to a diagram's text how it is to look.
2. ``engine.py`` has it drawn by Merman, a Mermaid in Rust (https://pypi.org/project/mmdr/), in a process that
   ``child.py`` is the program of: nothing that it draws can take the build down or hold it up.
3. ``image.py`` leaves of the result what draws something.
4. ``faults.py`` says in Spanish why a diagram cannot be drawn, and because of which line.

It knows no Markdown and no HTML.
"""

from escarcha.mermaid.faults import DiagramError
from escarcha.mermaid.store import DiagramStore

__all__ = ["DiagramError", "DiagramStore"]
