"""The files of the theme that a site publishes: those for what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.web.assets import Asset, assets
from escarcha.web.nav_marks import icons_of

if TYPE_CHECKING:
    from escarcha.notes import Site

_OF_REVIEW = frozenset(["fsrs.js", "review.css", "review.js"])


def site_assets(site: Site) -> list[Asset]:
    """Return the files of the theme as a site needs them, the icons of its navigation among them."""
    settings, icons = site.settings, icons_of(site)
    unneeded = () if settings.review else _OF_REVIEW
    every = assets(settings.language, tries=settings.tries)
    return [*(asset for name, asset in every.items() if name not in unneeded), *([icons] if icons else [])]
