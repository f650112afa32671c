"""Whether browsers will show what pages have from other hosts: images, sounds, videos."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.freezing.checks import Frozen
    from escarcha.freezing.manifest import FrozenPage

_DIRECTIVES = {"img-src", "media-src"}


def check_foreign(frozen: Frozen) -> Iterator[Problem]:
    """Tell of what pages show of other hosts and the policy does not let through, where notes have it."""
    settings = frozen.site.settings
    opened = {source for page in frozen.pages.values() for name, source in page.loads if name in _DIRECTIVES}
    if settings.images == "copy":  # what could not be copied is let through, and told all the same
        opened = set()
    elif settings.images == "keep" or settings.html == "trusted":
        return
    untold: dict[str, FrozenPage] = {}
    told: set[str] = set()
    for page in frozen.pages.values():
        for address in sorted(page.foreign):
            parts = urlsplit(address)
            if f"{parts.scheme or 'https'}://{parts.netloc}" in opened:
                continue
            if line := _line(frozen, page, address):
                told.add(address)
                yield _problem(frozen, page, line, address)
            else:
                untold.setdefault(address, page)
    for address, page in untold.items():  # of a template, or of a file that a note includes
        if address not in told:
            yield _problem(frozen, page, None, address)


def _line(frozen: Frozen, page: FrozenPage, address: str) -> int | None:
    """Return the line of the file of a page's note where an address stands first; None if it does not."""
    entry = frozen.site.entries.get(page.url)
    if not (entry and entry.note):
        return None
    lines = entry.note.body.split("\n")
    found = (number for number, line in enumerate(lines) if address in html.unescape(line))
    return next((entry.note.body_line + number for number in found), None)


def _problem(frozen: Frozen, page: FrozenPage, line: int | None, address: str) -> Problem:
    entry = frozen.site.entries.get(page.url)
    place = entry.note.place if entry and entry.note else "templates"
    host = urlsplit(address).netloc
    if frozen.site.settings.images == "copy":
        cause = f"«{address}» no se ha podido copiar de {host}."
        remedy = "Comprueba que esa dirección responde, o guarda el archivo junto a la nota."
    else:
        cause = f"«{address}» es de otro servidor, {host}, y los navegadores no lo van a mostrar."
        remedy = 'Guárdalo junto a la nota, o pon en site.toml images = "copy" o images = "keep".'
    return Problem(Code.FOREIGN_MEDIA, place, line, cause, remedy, Severity.WARNING, subject=address)
