"""The addresses that a site has had: a list in the project, against which every freeze is held.

Whoever has linked to a page or to a heading in it finds them as long as the site stands. The list is sorted
and has one address a line, so that git merges it; a project without that file asks for nothing.
"""

from __future__ import annotations

import contextlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from escarcha.config import ADDRESSES_NAME, Project
from escarcha.freezing.successors import Successors
from escarcha.hosts import REDIRECTS, parse_redirects
from escarcha.notes.layout import REPLACEABLE
from escarcha.notes.source import COPIES
from escarcha.problems import Code, Problem, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escarcha.freezing.checks import Frozen

_NEAR = 0.5
"""How like another a heading must be to be proposed in its place."""


def check_addresses(frozen: Frozen, project: Project, folder: Path) -> Iterator[Problem]:
    """Tell of the addresses in the list that are gone, and lead nowhere.

    Args:
        frozen: what would be published.
        project: whose list it is.
        folder: that would be published.
    """
    file, prefix = folder / REDIRECTS, project.prefix
    rules, _ = parse_redirects(file.read_text("utf-8") if file.exists() else "")
    own = [rule for rule in rules if rule.status < HTTPStatus.BAD_REQUEST]
    place = project.display(project.root / ADDRESSES_NAME)
    successors = Successors(frozen.site, project)
    gone: set[str] = set()
    for number, line in enumerate(_lines(project), 1):
        address, _, anchor = line.partition("#")
        entry = frozen.site.redirects.get(address)
        page = frozen.pages.get(entry.url if entry else address)
        is_there = page or address in frozen.files or any(each.target(prefix + address) for each in own)
        if not line.startswith("/") or address in gone:
            continue
        if not is_there:
            gone.add(address)
            cause = f"la dirección {address} se publicó, y ya no lleva a ninguna parte."
            remedy = f"{successors.remedy(address)}, o borra esta línea si a nadie le hace falta."
            yield Problem(Code.GONE_ADDRESS, place, number, cause, remedy, Severity.WARNING)
        elif page and anchor and anchor not in page.names and anchor not in page.ids:
            near = nearest(anchor, page.headings, cutoff=_NEAR) or ""
            shown = frozen.site.entries.get(page.url)
            where = f"«{shown.note.place}»" if shown and shown.note else "la nota"
            cause = f"el ancla {address}#{anchor} se publicó, y la página ya no la tiene."
            remedy = f'Pon en la cabecera de {where} «anchors: {{{anchor}: "{near}"}}», o borra esta línea.'
            yield Problem(Code.GONE_ANCHOR, place, number, cause, remedy, Severity.WARNING)


def add_addresses(frozen: Frozen, project: Project) -> None:
    """Add to the list what is published for the first time, if there is one and it can be written to."""
    file = project.root / ADDRESSES_NAME
    lines = _lines(project)
    known = {line for line in lines if line.startswith("/")}
    if not (_is_of(project) and file.is_file() and (new := _addresses(frozen) - known)):
        return
    said = [line for line in lines if line.startswith("#")]
    with contextlib.suppress(OSError):
        file.write_text("".join(f"{line}\n" for line in [*said, *sorted(known | new)]), "utf-8", newline="\n")


def _is_of(project: Project) -> bool:
    """Tell whether the list is of these notes, for all: what else is frozen from here has no part in it."""
    return project.content == Project.at(project.root).content and not project.is_for_teachers


def _lines(project: Project) -> list[str]:
    if not _is_of(project):
        return []
    try:
        return [
            line.strip()
            for line in (project.root / ADDRESSES_NAME).read_text("utf-8-sig", "replace").splitlines()
        ]
    except OSError:
        return []


def _addresses(frozen: Frozen) -> set[str]:
    """Return the addresses that others may have noted: of pages and their headings, and of files."""
    site = frozen.site
    pages = [url for url in (*site.entries, *site.tags, *site.redirects) if url not in REPLACEABLE]
    files = [media.url for media in site.media.values() if media.path.parent != COPIES]
    anchors = (f"{url}#{name}" for url in pages if (page := frozen.pages.get(url)) for name in page.headings)
    return {*pages, *anchors, *(url for url in files if url not in REPLACEABLE)}
