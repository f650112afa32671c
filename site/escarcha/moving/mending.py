"""The links of a note that would lead elsewhere when something has moved, written anew."""

from __future__ import annotations

import itertools
import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from escarcha.markup import Destination, Kind
from escarcha.moving.writing import encoded, other_names, other_paths, plain_path, relative, split_tail
from escarcha.notes.header_places import foreign_values
from escarcha.notes.rewriting import Span
from escarcha.problems import Code, EscarchaError, Problem
from escarcha.rendering.addresses import is_internal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escarcha.config import Project
    from escarcha.markup import Reader
    from escarcha.moving.moves import Moves
    from escarcha.moving.sides import Side
    from escarcha.notes import Note
    from escarcha.rendering.fragment import Link

LOST = "\0"
"""Stands for an address that cannot be written so that it leads where it led."""

_WIKILINK = re.compile(r"!?\[\[(?P<target>[^\[\]|#]+)(?P<rest>[^\[\]]*)\]\]")
_FILE = re.compile(r"[^\s<>|\"]+\.\w{1,8}")


@dataclass(frozen=True, slots=True)
class Mender:
    """Compares the two sides of a move.

    Args:
        project: whose notes they are.
        before: as all was.
        after: as it will be.
        moves: which path becomes which.
        reader: tells where in a note an address is written.
    """

    project: Project
    before: Side
    after: Side
    moves: Moves
    reader: Reader

    def wrong(self, note: Note, links: Iterable[Link]) -> Iterator[Link]:
        """Yield those links of a note that lead elsewhere afterwards, if they stay as they are.

        Args:
            note: as it was.
            links: in it.
        """
        for link in links:
            kind = Kind.WIKILINK if link.is_wikilink else Kind.LINK
            if self._other(note, link.target, kind) is not None:
                yield link

    def expected(self, address: str, path: PurePosixPath, *, is_wikilink: bool) -> str | None:
        """Return where a link must lead afterwards; None if it led nowhere, or to something that is gone."""
        found = self.before.leads_to(address, path, is_wikilink=is_wikilink)
        if found is None:
            return None
        target = self.before.path_at(found[0])
        return found[0] if target is None else self.after.url_of(self.moves.to(target))

    def spans(self, note: Note, text: str, *, in_body: bool) -> Iterator[Span]:
        """Yield what is to be written anew in the text of a note.

        Args:
            note: as it was.
            text: of its file.
            in_body: whether there is something to write anew behind its header.

        Raises:
            EscarchaError: if a link cannot be written so that it leads where it led.
        """
        lead = note.body_line - 1
        for found in self.reader.destinations(note.body) if in_body else ():
            other = self._other_destination(note, found)
            if other == LOST:
                raise self.refused(note, found.line + lead, found.address)
            if other is not None:
                yield Span(found.line + lead, found.start, found.stop, other)
        for value in foreign_values(text) if lead else ():
            link = _WIKILINK.fullmatch(value.text)
            if link and (other := self._other(note, link["target"], Kind.WIKILINK)) not in {None, LOST}:
                start = value.text.index(link["target"])
                yield value.span(f"{value.text[:start]}{other}{link['rest']}]]")
            elif not link and _FILE.fullmatch(value.text) and is_internal(value.text):
                other = self._other_file(note, value.text)
                if other is not None:
                    yield value.span(other)

    def refused(self, note: Note, line: int, address: str) -> EscarchaError:
        """Say that a link cannot be mended."""
        cause = f"el enlace «{address}» dejaría de llevar adonde lleva, y no hay otra forma de escribirlo."
        remedy = "Cámbialo o quítalo antes de mover."
        return EscarchaError(Problem(Code.CANNOT_MOVE, note.place, line, cause, remedy))

    def included_as(self, note: Note, name: str) -> str:
        """Return how a note names a file that it shows, afterwards."""
        other = self._other_include(note, name)
        return name if other is None else other

    def included_elsewhere(self, note: Note) -> bool:
        """Tell whether a note shows files that it has to name otherwise afterwards."""
        return any(self._other_include(note, each.name) is not None for each in note.inclusions)

    def _other_destination(self, note: Note, found: Destination) -> str | None:
        """Return what is to be written in the place of an address; None if it may stay."""
        if found.kind is Kind.BARE or not is_internal(found.address):
            return None
        if found.kind is Kind.INCLUDE:
            other = self._other_include(note, found.address)
            # What is shown by a line of its own is counted from the project without a slash, too.
            return other if not other or found.written.startswith("/") else other.removeprefix("/")
        other = self._other(note, found.address, found.kind)
        if other in {None, LOST}:
            return other
        path, tail = split_tail(other)
        written, own_tail = (found.written, "") if found.kind is Kind.WIKILINK else split_tail(found.written)
        return encoded(path, written, found.kind, found.around) + (own_tail or tail)

    def _other(self, note: Note, address: str, kind: Kind) -> str | None:
        """Return how an address is written afterwards, without escapes; None if it may stay, or ``LOST``."""
        path, tail = split_tail(address) if kind is not Kind.WIKILINK else (address.partition("#")[0], "")
        is_wikilink = kind is Kind.WIKILINK
        if not path:
            return None
        new = self.moves.to(note.path)
        led = self.before.leads_to(address, note.path, is_wikilink=is_wikilink)
        leads = self.after.leads_to(address, new, is_wikilink=is_wikilink)
        if led is None:
            return None if is_wikilink or leads else self._other_broken(note, path, tail)
        expected = self.expected(address, note.path, is_wikilink=is_wikilink)
        if expected is None:
            return LOST
        is_right = leads == (expected, led[1])
        if is_right and not (is_wikilink and self._is_less_clear(note, address, address)):
            return None
        for each in self._candidates(note, path, led[0], kind):
            if self._is_right(note, (address, each), expected, is_wikilink=is_wikilink):
                return each + tail
        return LOST

    def _is_right(self, note: Note, addresses: tuple[str, str], expected: str, *, is_wikilink: bool) -> bool:
        old, other = addresses
        written = other if is_wikilink else encoded(other, "", Kind.LINK, "<")
        if self.after.leads_to(written, self.moves.to(note.path), is_wikilink=is_wikilink) != (
            expected,
            False,
        ):
            return False
        return not (is_wikilink and self._is_less_clear(note, old, other))

    def _is_less_clear(self, note: Note, old: str, other: str) -> bool:
        """Tell whether a wikilink may mean several files that before could mean one."""
        meanings = self.after.meanings(other, self.moves.to(note.path))
        return meanings > 1 and meanings > self.before.meanings(old, note.path)

    def _candidates(self, note: Note, path: str, url: str, kind: Kind) -> Iterator[str]:
        old = self.before.path_at(url)
        if old is None:
            return
        new, folders = self.moves.to(old), (note.path.parent, self.moves.to(note.path).parent)
        if kind is Kind.WIKILINK:
            yield from other_names(path, old, new, folders)
            return
        plain = plain_path(path, kind)
        if plain.startswith("/") and self._is_address(plain):
            address = self.after.url_of(new) or ""
            yield address if plain.endswith("/") else address.rstrip("/")
        yield from other_paths(plain, old, new, folders)

    def _is_address(self, plain: str) -> bool:
        """Tell whether what begins with a slash is the address of a page and not the path of a file."""
        place = posixpath.normpath(plain.lstrip("/"))
        site = self.before.site
        return not any(
            site.url_of(each) for each in (place, f"{place}.md", re.sub(r"\.html?$", ".md", place))
        )

    def _other_broken(self, note: Note, path: str, tail: str) -> str | None:
        """Return how a relative path that is none of the site's is counted from the note's new folder."""
        plain = plain_path(path, Kind.LINK)
        old, new = note.path.parent, self.moves.to(note.path).parent
        if plain.startswith("/"):
            return None
        place = PurePosixPath(posixpath.normpath(posixpath.join(str(old), plain)))
        other = self.moves.to(place)
        if (old, place) == (new, other):
            return None
        written = relative(other, new)
        return f"{written}{'/' if plain.endswith('/') else ''}{tail}"

    def _other_file(self, note: Note, name: str) -> str | None:
        """Return how a header has to name a file afterwards; None if it may stay, or names none."""
        old = PurePosixPath(posixpath.normpath(note.path.parent / name.lstrip("/")))
        rooted = PurePosixPath(posixpath.normpath(name.lstrip("/")))
        is_relative = not name.startswith("/") and self.before.url_of(old) is not None
        target = old if is_relative else rooted
        if self.before.url_of(target) is None:
            return None
        new, folder = self.moves.to(target), self.moves.to(note.path).parent
        if not is_relative:
            return None if new == target else f"{'/' if name.startswith('/') else ''}{new}"
        if (new, folder) == (target, note.path.parent):
            return None
        written = relative(new, folder)
        return f"./{written}" if name.startswith("./") and not written.startswith(".") else written

    def _other_include(self, note: Note, name: str) -> str | None:
        """Return how a block has to name the file that it shows; None if it may stay."""
        content = self.project.content
        inside = content.relative_to(self.project.root) if content.is_relative_to(self.project.root) else None
        old, folder = note.path.parent, self.moves.to(note.path).parent
        if name.startswith("/"):
            if inside is None:
                return None
            # Where the project has no such file, the folder of notes may.
            is_there = os.path.lexists(self.project.root / name[1:])
            for base in [inside] if is_there else [inside, PurePosixPath()]:
                place = posixpath.relpath(posixpath.normpath(name.lstrip("/")), str(base))
                other = self.moves.to(PurePosixPath(place))
                if str(other) != place:
                    return f"/{posixpath.normpath(base / other)}"
            return None
        target = PurePosixPath(posixpath.normpath(old / name))
        other = self.moves.to(target)
        return None if (other, folder) == (target, old) else relative(other, folder)


def used_alone(note: Note, links: Iterable[tuple[Note, Iterable[Link]]], before: Side) -> set[PurePosixPath]:
    """Return the files beside a note, or below, that it refers to and no other note does.

    Args:
        note: as it was.
        links: of every note.
        before: the Site as it was.
    """
    own: set[PurePosixPath] = set()
    settings = before.site.settings
    others: set[PurePosixPath] = {
        PurePosixPath(str(each)) for each in (*settings.style, settings.icon, settings.social_cards)
    }
    for each, its_links in links:
        found = own if each is note else others
        for link in its_links:
            led = before.leads_to(link.target, each.path, is_wikilink=link.is_wikilink)
            if led and led[0] in before.site.media:
                found.add(before.site.media[led[0]].path)
        names = (posixpath.normpath(each.path.parent / one.name) for one in each.inclusions)
        found.update(map(PurePosixPath, itertools.filterfalse(posixpath.isabs, names)))
    published = {media.path for media in before.site.media.values()}
    return {path for path in own - others if path in published and path.is_relative_to(note.path.parent)}
