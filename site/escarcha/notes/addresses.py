"""Hand out addresses: each to one owner, and a report of whatever could not be had as it was."""

from __future__ import annotations

import re

from escarcha.notes.note import Note, stem
from escarcha.notes.slugs import file_slug, media_name, old_address, slugify
from escarcha.problems import Code, Problem, Severity


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
        key, parents = _places(url)
        rival = self._rival(key, parents)
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

    def is_free(self, url: str) -> bool:
        """Tell whether nobody has claimed an address."""
        return self._rival(*_places(url)) is None

    def _rival(self, key: str, parents: list[str]) -> str | None:
        rival = self._files.get(key) or self._folders.get(key)
        return rival or next((self._files[parent] for parent in parents if parent in self._files), None)

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
        """Return an old address in full, decoded, or None where it could not be one of this site.

        Args:
            alias: from the root of the site, percent-encoded or not.
            note: that asks for it.
        """
        if path := old_address(alias):
            return path
        cause = f"«{alias}» no puede ser una dirección antigua de este sitio."
        remedy = "Escríbela desde la raíz y sin dominio: «/viejo/nombre/»."
        line = note.header_lines["aliases"]
        self.problems.append(Problem(Code.INVALID_URL, note.place, line, cause, remedy))
        return None

    def doubt_name(self, name: str, note: Note) -> None:
        """Tell of another name of a note that may have been meant as an old address."""
        cause = f"«{name}» no empieza por «/», así que es otro nombre de la nota y no una dirección antigua."
        line = note.header_lines["aliases"]
        remedy = "Si era una dirección, escríbela desde la raíz: «/viejo/nombre/»."
        self.problems.append(Problem(Code.HEADER_VALUE, note.place, line, cause, remedy, Severity.HINT))

    def _from_name(self, name: str, place: str, remedy: str) -> str:
        slug, changed = file_slug(name)
        if changed:
            self._renamed(place, None, "el nombre", slug, remedy)
        return slug

    def _renamed(self, place: str, line: int | None, what: str, address: str, remedy: str) -> None:
        cause = f"{what} no sirve tal cual como dirección; se publica como «{address}»."
        self.problems.append(Problem(Code.RENAMED, place, line or 1, cause, remedy, Severity.WARNING))


def _places(url: str) -> tuple[str, list[str]]:
    """Return the file of an address and the folders it lies in, as a disk without case compares them."""
    file = f"{url}index.html" if url.endswith("/") else url
    *parts, _ = key = file.strip("/").casefold().split("/")
    return "/".join(key), ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
