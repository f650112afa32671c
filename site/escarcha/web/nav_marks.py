"""What a note's header puts beside its title in the navigation, in Material's dialect: an icon, a status.

https://squidfunk.github.io/mkdocs-material/reference/#setting-the-page-icon. The drawings lie in one file for
all pages, which browsers keep, and a line refers to its own.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from escarcha.markup.blocks.state import MATERIAL
from escarcha.rendering.icon_sets import read_drawing
from escarcha.web.assets import Asset, make_asset
from escarcha.web.language import texts

if TYPE_CHECKING:
    from escarcha.notes import Entry, Site
    from escarcha.notes.header import Header


@functools.lru_cache(maxsize=1)
def icons_of(site: Site) -> Asset | None:
    """Return the file with the drawings of all icons in the navigation of a site, if it has any."""
    paths = sorted({_icon(site, entry) for entry in site.entries.values()} - {""})
    drawings = {path: drawing for path in paths if (drawing := read_drawing(path))}
    symbols = "".join(
        f'<symbol id="{_name(path)}" viewBox="{box}">{inside}</symbol>'
        for path, (box, inside) in drawings.items()
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'
    return make_asset("icons.svg", svg.encode()) if symbols else None


def icon_href(site: Site, entry: Entry | None) -> str:
    """Return where the drawing is that the header of a page names; empty if there is none."""
    path, icons = _icon(site, entry), icons_of(site)
    return f"{site.href(icons.url)}#{_name(path)}" if icons and path and read_drawing(path) else ""


def status_text(site: Site, entry: Entry | None) -> str:
    """Return what is to be read of the status of a page: of an author's own, the word itself or its text."""
    header = _header(site, entry)
    if header is None or not header.status:
        return ""
    _ = texts(site.settings.language).gettext
    usual = {"new": _("Nuevo"), "deprecated": _("Obsoleto")}
    return {**usual, **site.settings.statuses}.get(header.status, header.status)


def _icon(site: Site, entry: Entry | None) -> str:
    header = _header(site, entry)
    return (header.icon if header else None) or ""


def _header(site: Site, entry: Entry | None) -> Header | None:
    return entry.note.header if entry and entry.note and site.settings.dialect == MATERIAL else None


def _name(path: str) -> str:
    return path.replace("/", "-")
