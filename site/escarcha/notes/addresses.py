"""Hand out addresses: each to one owner, and a report of whatever could not be had as it was."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from escarcha.notes.note import Note, stem
from escarcha.notes.slugs import file_slug, media_name, slugify
from escarcha.problems import Code, Problem, Severity

_PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?<!\.)"
_ALIAS = re.compile(rf"/?{_PART}(?:/{_PART})*/?")

_OTHER_NAME = re.compile(r"[^/\\:]*[^\W_][^/\\:]*")
"""What Obsidian calls an alias: https://help.obsidian.md/aliases."""


class Addresses:
    """The register of one site's addresses; ``problems`` lists what could not be had as it was."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def claim(self, url: str, owner: str, line: int | None = None, *, is_file: bool = True) -> bool:
        """Take an address for an owner; if someone has it, report both.

        Case does not count, as on the disks of Windows and macOS, and no file can stand where another
        needs a folder.

        Args:
            url: of a page, with its final slash, or of a file.
            owner: the source file, as problems name it.
            line: where in that file the address is asked for.
            is_file: whether the owner is a file; if it is not, as with the page of a tag, the problem names
                the rival as the file to mend.

        Returns:
            Whether the address is now the owner's.
        """
        file = f"{url}index.html" if url.endswith("/") else url
        key = file.strip("/").casefold()
        parents = [parent.as_posix() for parent in PurePosixPath(key).parents if parent.parts]
        rival = self._files.get(key) or self._folders.get(key)
        rival = rival or next((self._files[parent] for parent in parents if parent in self._files), None)
        if rival is None:
            self._files[key] = owner
            for parent in parents:
                self._folders.setdefault(parent, owner)
            return True
        if not is_file:
            owner, rival, line = rival, owner, None
        cause = f"la dirección {url} es también la de «{rival}»."
        remedy = "Cambia el nombre de uno de los dos, o dale «slug:» en la cabecera."
        if line or rival == "Escarcha":
            remedy = "Elige otra dirección."
        self.problems.append(Problem(Code.URL_COLLISION, owner, line or 1, cause, remedy))
        return False

    def of_note(self, note: Note) -> str:
        """Return a note's part of its address: from the header, else from the file name."""
        wanted = note.header.slug
        if wanted is None:
            return self._from_name(
                stem(note.path), note.place, "Para elegir otra, pon «slug:» en la cabecera."
            )
        line = note.header_lines["slug"]
        if re.search(r"[/\\]", wanted) or not slugify(wanted):
            cause = f"«slug: {wanted}» no es una sola parte de una dirección."
            remedy = "Usa letras, cifras y guiones: «slug: primeros-pasos»."
            self.problems.append(Problem(Code.INVALID_URL, note.place, line, cause, remedy))
            return file_slug(wanted)[0]
        slug, _ = file_slug(wanted)
        if slug != wanted:
            self._renamed(note.place, line, f"«slug: {wanted}»", slug, "Escríbelo así.")
        return slug

    def of_folder(self, name: str, place: str) -> str:
        """Return a folder's part of an address."""
        return self._from_name(name, place, "Cambia el nombre de la carpeta si prefieres otra.")

    def of_media(self, name: str, place: str) -> str:
        """Return the file name a medium is published under."""
        safe, changed = media_name(name)
        if changed:
            self._renamed(place, None, "el nombre", safe, "Los enlaces de las notas no hay que tocarlos.")
        return safe

    def of_alias(self, alias: str, note: Note) -> str | None:
        """Return an old address in full, or None where it could not be one of this site."""
        if not _ALIAS.fullmatch(alias):
            line = note.header_lines["aliases"]
            if _OTHER_NAME.fullmatch(alias):
                cause = f"«{alias}» no es una dirección antigua, sino otro nombre; se pasa por alto."
                self.problems.append(Problem(Code.HEADER_VALUE, note.place, line, cause, "", Severity.HINT))
                return None
            cause = f"«{alias}» no puede ser una dirección antigua de este sitio."
            remedy = "Escríbela desde la raíz, sin dominio ni acentos: «/viejo/nombre/»."
            self.problems.append(Problem(Code.INVALID_URL, note.place, line, cause, remedy))
            return None
        path = f"/{alias.strip('/')}"
        return path if path.endswith(".html") else f"{path}/"

    def _from_name(self, name: str, place: str, remedy: str) -> str:
        slug, changed = file_slug(name)
        if changed:
            self._renamed(place, None, "el nombre", slug, remedy)
        return slug

    def _renamed(self, place: str, line: int | None, what: str, address: str, remedy: str) -> None:
        cause = f"{what} no sirve tal cual como dirección; se publica como «{address}»."
        self.problems.append(Problem(Code.RENAMED, place, line or 1, cause, remedy, Severity.WARNING))
