"""What a note's header puts beside its title in the navigation, in Material's dialect: an icon, a status.

https://squidfunk.github.io/mkdocs-material/reference/#setting-the-page-icon. The drawings lie in one file for
all pages, which browsers keep, and a line refers to its own.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import MATERIAL
from escarcha.rendering.icon_sets import read_drawing
from escarcha.web.assets import Asset, assets, make_asset
from escarcha.web.language import texts

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.notes.header import Header


_OF_REVIEW = frozenset(["fsrs.js", "review.css", "review.js"])
_OF_PATHS = frozenset(["steps.css", "steps.js"])


def site_assets(site: Site) -> list[Asset]:
    """Return the files of the theme as a site needs them, the icons of its navigation among them."""
    icons = _icons(site)
    settings = site.settings
    notes = (entry.note for entry in site.entries.values())
    has_paths = any(note and note.header.learning_path for note in notes)
    unneeded = {*(() if settings.review else _OF_REVIEW), *(() if has_paths else _OF_PATHS)}
    every = assets(settings.language, tries=settings.tries)
    return [*(asset for name, asset in every.items() if name not in unneeded), *([icons] if icons else [])]


def icon_href(site: Site, entry: Entry | None) -> str:
    """Return where the drawing is that the header of a page names; empty if there is none."""
    path, icons = _icon(site, entry), _icons(site)
    return f"{site.href(icons.url)}#{_name(path)}" if icons and path and read_drawing(path) else ""


def status_text(site: Site, entry: Entry | None) -> str:
    """Return what is to be read of the status of a page: of an author's own, the word itself or its text."""
    header = _header(site, entry)
    if header is None or not header.status:
        return ""
    _ = texts(site.settings.language).gettext
    usual = {"new": _("Nuevo"), "deprecated": _("Obsoleto")}
    return {**usual, **site.settings.statuses}.get(header.status, header.status)


@functools.lru_cache(maxsize=1)
def _icons(site: Site) -> Asset | None:
    paths = sorted({_icon(site, entry) for entry in site.entries.values()} - {""})
    drawings = {path: drawing for path in paths if (drawing := read_drawing(path))}
    symbols = "".join(
        f'<symbol id="{_name(path)}" viewBox="{box}">{inside}</symbol>'
        for path, (box, inside) in drawings.items()
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'
    return make_asset("icons.svg", svg.encode()) if symbols else None


def _icon(site: Site, entry: Entry | None) -> str:
    header = _header(site, entry)
    return (header.icon if header else None) or ""


def _header(site: Site, entry: Entry | None) -> Header | None:
    return entry.note.header if entry and entry.note and site.settings.dialect == MATERIAL else None


def _name(path: str) -> str:
    return path.replace("/", "-")
