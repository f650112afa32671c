"""What has taken the place of an address that is gone: git finds files that were renamed by their content."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from escarcha.history import all_renames
from escarcha.notes.layout import INDEX_NAMES
from escarcha.notes.note import stem
from escarcha.notes.slugs import file_slug, media_name
from escarcha.notes.source import NOTE_SUFFIXES

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from escarcha.config import Project
    from escarcha.notes import Site


class Successors:
    """Finds what has taken the place of addresses; git is asked once, and only if one is gone.

    Args:
        site: as it is now.
        project: whose history is looked at.
    """

    def __init__(self, site: Site, project: Project) -> None:
        self._site, self._project = site, project

    def remedy(self, address: str) -> str:
        """Say in Spanish what to write where, so that an address leads somewhere again."""
        path = self._paths.get(address)
        entry = self._site.entries.get(self._site.url_of(path) or "") if path else None
        if path and entry and entry.note:
            aliases = ", ".join([*entry.note.header.aliases, address])
            return f"Pon «aliases: [{aliases}]» en la cabecera de «{entry.note.place}»"
        if path and not entry and (url := self._site.url_of(path)):
            return f"Pon «{address} {url} 301» en «{self._project.display(self._project.content)}/_redirects»"
        table = "bajo [redirects] en site.toml"
        if path:
            return f'Pon «"{address}" = "{path}"» {table}'
        return f'Pon «"{address}" = "nota.md"» {table}, con la nota que la sustituya'

    @cached_property
    def _paths(self) -> dict[str, PurePosixPath]:
        """The present paths of what has moved, by the addresses that their names gave them before."""
        renames = all_renames(self._project.content)
        for old, new in [*renames.items()]:
            if old.name == new.name:  # its folder has moved
                renames.setdefault(old.parent, new.parent)
        found = {}
        for old in renames:
            path, seen = old, {old}
            while path in renames and self._site.url_of(path) is None and renames[path] not in seen:
                path = renames[path]
                seen.add(path)
            if self._site.url_of(path) is not None:
                found[_address(old)] = path
        return found


def _address(path: PurePosixPath) -> str:
    """Return the address that a note, file or folder of this path has, unless its header says otherwise."""
    folders = [file_slug(part)[0] for part in path.parts[:-1]]
    if path.suffix.lower() in NOTE_SUFFIXES:
        name = stem(path)
        folders += [] if name.lower() in INDEX_NAMES else [file_slug(name)[0]]
    elif path.suffix:
        return "/".join(["", *folders, media_name(path.name)[0]])
    else:
        folders.append(file_slug(path.name)[0])
    return "/".join(["", *folders, ""])
