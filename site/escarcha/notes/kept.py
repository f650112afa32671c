"""Notes as an earlier run has read them, for those whose files are what they were."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import msgspec

from escarcha.bundled import digest_of
from escarcha.notes.header import Header  # noqa: TC001 - msgspec reads the type at run time
from escarcha.notes.note import Note
from escarcha.shelf import Shelf
from escarcha.stamps import Stamp, are_settled
from escarcha.workers import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from escarcha.config import Project
    from escarcha.notes.source import Source


class _Kept(msgspec.Struct, array_like=True):
    """What was read in a file.

    Args:
        made_by: digest of the program that has read it.
        stamp: of the file.
        place: of the note, as problems show it.
        header: of the note.
        header_lines: on which line each key of it stands.
        body: of the note.
        body_line: the line it begins on.
        former: the addresses that it has in another tool.
        may_withhold: whether there can be anything in it that is not for every reader.
    """

    made_by: str
    stamp: Stamp
    place: str
    header: Header
    header_lines: dict[str, int]
    body: str
    body_line: int
    former: tuple[str, ...]
    may_withhold: bool


class KeptNotes:
    """The notes that a project has kept.

    Args:
        project: whose.
        on_disk: whether any are used and kept.
    """

    def __init__(self, project: Project, *, on_disk: bool) -> None:
        self._project = project
        self._shelf = Shelf(project.cache / "notas" if on_disk else None)
        self._made_by = digest_of(".")
        self._known: dict[Source, Note] = {}

    def recall(self, sources: Sequence[Source]) -> Mapping[Source, Note]:
        """Return the notes of those sources that are known.

        Args:
            sources: of notes, as they are now.
        """
        decoder = msgspec.msgpack.Decoder(_Kept)
        for part in chunks(sources, 1, most=256):
            found = self._shelf.get_all(map(self._key, part))
            for source in part:
                try:
                    kept = decoder.decode(found.get(self._key(source), b""))
                except msgspec.MsgspecError:
                    continue
                if kept.stamp == source.stamp and kept.made_by == self._made_by:
                    self._known[source] = Note(
                        path=source.path,
                        place=kept.place,
                        header=kept.header,
                        header_lines=kept.header_lines,
                        body=kept.body,
                        body_line=kept.body_line,
                        problems=(),
                        former=kept.former,
                        may_withhold=kept.may_withhold,
                    )
        return self._known

    def keep(self, notes: Mapping[Source, Note], begun: int) -> None:
        """Keep what was read, but notes that are made of other files as well, or that have problems.

        Args:
            notes: by their sources.
            begun: when reading them began, in nanoseconds since 1970; a file that was changed right before
                may be another already.
        """
        self._shelf.put_all(dict(self._worth_keeping(notes.items(), begun)))

    def _worth_keeping(self, notes: Iterable[tuple[Source, Note]], begun: int) -> Iterable[tuple[str, bytes]]:
        for source, note in notes:
            if self._known.get(source) is note or note.problems or note.inclusions:
                continue
            if are_settled([source.stamp], begun):
                read = (note.place, note.header, note.header_lines, note.body, note.body_line, note.former)
                kept = _Kept(self._made_by, source.stamp, *read, note.may_withhold)
                yield self._key(source), msgspec.msgpack.encode(kept)

    def _key(self, source: Source) -> str:
        return hashlib.sha256(os.fsencode(source.file)).hexdigest()[:40]
