"""The files of the theme that a site publishes: those for what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.web.assets import Asset, assets
from escarcha.web.nav_marks import icons_of

if TYPE_CHECKING:
    from escarcha.notes import Site

_OF_REVIEW = frozenset(["fsrs.js", "review.css", "review.js"])
_OF_PATHS = frozenset(["steps.css", "steps.js"])


def site_assets(site: Site) -> list[Asset]:
    """Return the files of the theme as a site needs them, the icons of its navigation among them."""
    settings, icons = site.settings, icons_of(site)
    notes = (entry.note for entry in site.entries.values())
    has_paths = any(note and note.header.learning_path for note in notes)
    unneeded = {*(() if settings.review else _OF_REVIEW), *(() if has_paths else _OF_PATHS)}
    every = assets(settings.language, tries=settings.tries)
    return [*(asset for name, asset in every.items() if name not in unneeded), *([icons] if icons else [])]
