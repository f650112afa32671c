"""The notes as they were last read: one that cannot be read any more stays as it was.

So one broken note is one broken note, and the others go on.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from escarcha.config import Settings, read_settings, unread_settings
from escarcha.notes import Gathering, Note
from escarcha.notes.header import Header
from escarcha.notes.inclusions import included_paths
from escarcha.notes.media import published
from escarcha.notes.note import read_note
from escarcha.notes.reach import Reach
from escarcha.notes.reading import no_folder, no_notes
from escarcha.notes.source import Source, copied_sources, find_sources
from escarcha.pages import shared_files
from escarcha.problems import EscarchaError, Problem
from escarcha.stamps import stamp_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from escarcha.config import Project


class Sources:
    """Settings, notes and media of a project, as they can be shown.

    Args:
        project: where they lie.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._settings = Settings()
        self._reach = Reach(project, self._settings.include_from)
        self._notes: dict[PurePosixPath, tuple[Source, Note]] = {}
        self._media: tuple[Source, ...] = ()
        self._media_paths: set[PurePosixPath | None] = set()
        self._misread: list[Problem] = []
        self._faults: dict[PurePosixPath, tuple[Problem, ...]] = {}
        self._included: dict[str, set[PurePosixPath]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the sources, one by one."""
        notes = (problem for _, note in self._notes.values() for problem in note.problems)
        faults = (problem for found in self._faults.values() for problem in found)
        return (*self._misread, *notes, *faults)

    @property
    def shared(self) -> list[Path]:
        """The files that all notes are rendered with."""
        return shared_files(self._project, self._settings)

    def faults_of(self, path: PurePosixPath) -> tuple[Problem, ...]:
        """Return why a note cannot be read; nothing if it can."""
        return self._faults.get(path, ())

    @property
    def included(self) -> set[str]:
        """The files that notes include, and those that all of them are rendered with."""
        return {*self._included, *map(str, self.shared)}

    def gather(self) -> Gathering:
        """Return what was read, for it to be placed."""
        return Gathering(
            project=self._project,
            settings=self._settings,
            notes=dict(self._notes.values()),
            media=self._media,
            problems=self.problems,
            hidden=frozenset(),
        )

    def read_all(self) -> None:
        """Look at every file, and read what has changed.

        Raises:
            EscarchaError: if there is no note that could be shown.
        """
        self._misread = []
        try:
            self._settings = read_settings(self._project)
        except EscarchaError as error:
            if error.exit_code != 1:
                raise
            self._misread += error.problems
        if not self._project.content.is_dir():
            raise EscarchaError(no_folder(self._project))
        self._reach = Reach(self._project, self._settings.include_from)
        sources, misread = find_sources(self._project, self._settings.left_out, self._reach)
        self._misread += [*unread_settings(self._project), *misread]
        known, self._notes = self._notes, {}
        faults, self._faults = self._faults, {}
        for source in sources:
            if source.is_note:
                kept = known.get(source.path)
                if kept and kept[0] == source and not kept[1].inclusions:
                    self._notes[source.path] = kept
                    if source.path in faults:
                        self._faults[source.path] = faults[source.path]
                else:
                    self._read(source, kept[1] if kept else None)
        media = [source for source in sources if not source.is_note]
        self._media, told = published(media, self._project, self._reach)
        self._misread += told
        self._media = (*self._media, *copied_sources(self._project, self._settings))
        self._media_paths = {source.path for source in self._media}
        self._list_inclusions()
        if not self._notes:
            raise EscarchaError(no_notes(self._project, "no hay ninguna nota que publicar."), *self._misread)

    def read_again(self, files: Collection[Path]) -> list[Note] | None:
        """Read the notes of which it is known that they, or files that they include, have changed.

        Args:
            files: that have changed.

        Returns:
            The notes that are others now; None if something else may have changed, so that every file is to
            be looked at.
        """
        paths: dict[PurePosixPath, None] = {}
        shared = self.shared
        for file in files:
            found = self._notes_of(file)
            path = self._path_of(file)
            is_media = path in self._media_paths and file.is_file()
            if not (found or is_media) or file in shared:
                return None
            paths |= dict.fromkeys(found)
        changed = []
        for path in paths:
            source, before = self._notes[path]
            stamp = stamp_of(source.file)
            if stamp[2] < 0:
                return None
            self._read(Source(path, source.file, stamp[2], stamp), before)
            if self._notes[path][1] is not before:
                changed.append(self._notes[path][1])
        if any(note.inclusions for note in changed) or self._included:
            self._list_inclusions()
        return changed

    def outdated(self, files: Collection[Path]) -> set[Path]:
        """Return those of some files that are notes and not what was read of them, and folders.

        What is written into a folder that has just come may be told to nobody.
        """
        known = {file: self._notes.get(path) for file in files if (path := self._path_of(file))}
        return {
            file
            for file, kept in known.items()
            if (stamp_of(file) != kept[0].stamp if kept else file.is_dir())
        }

    def _path_of(self, file: Path) -> PurePosixPath | None:
        content = self._project.content
        return PurePosixPath(file.relative_to(content).as_posix()) if file.is_relative_to(content) else None

    def _notes_of(self, file: Path) -> list[PurePosixPath]:
        """Return the paths of the notes that a file is, or is part of."""
        own = self._path_of(file)
        return [*([own] if own and own in self._notes else []), *self._included.get(str(file), ())]

    def _read(self, source: Source, before: Note | None) -> None:
        """Read a note; where that fails it stays as it was, and one that never was has no text."""
        try:
            note = read_note(source, self._project, self._settings.max_note_size, self._reach)
            self._faults.pop(source.path, None)
        except EscarchaError as error:
            self._faults[source.path] = error.problems
            place = self._project.display(self._project.content / source.path)
            note = before or Note(source.path, place, Header(), {}, "", 1, ())
        self._notes[source.path] = (source, note)

    def _list_inclusions(self) -> None:
        self._included = {}
        for path, (_, note) in self._notes.items():
            for file in included_paths([note], self._project) if note.inclusions else ():
                self._included.setdefault(file, set()).add(path)
