"""An extension that runs when the notes are read, examples or no examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markdown.extensions import Extension

if TYPE_CHECKING:
    from markdown import Markdown

Path("ejecutado").touch()


class Harmless(Extension):
    """An extension that does nothing more."""

    def extendMarkdown(self, _md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Leave Markdown as it is."""


def makeExtension() -> Extension:  # noqa: N802 - the same
    """Return the extension."""
    return Harmless()
