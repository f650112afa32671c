"""A project's notes, one at a time, and their Examples: no Site is needed to try them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.config import read_settings
from escarcha.examples import Example, OutcomeStore
from escarcha.notes.note import Note, read_note
from escarcha.notes.reach import Reach
from escarcha.notes.source import find_sources
from escarcha.notes.waiting import for_students
from escarcha.pages import failure_remark, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.problems import Problem


class PublishedNotes:
    """The notes of a project that are published.

    Args:
        project: whose they are.

    Raises:
        EscarchaError: if the settings of the project are wrong.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._settings = read_settings(self._project)
        self._reach = Reach(self._project, self._settings.include_from)
        sources, _ = find_sources(self._project, self._settings.exclude, self._reach)
        self._sources = {source.file: source for source in sources if source.is_note}
        self._fragments = open_store(self._project, self._settings)
        # In memory alone: a test that passes because it once has proves nothing.
        self._outcomes = OutcomeStore()

    def examples(self, file: Path) -> list[tuple[Note, Example, int]]:
        """Return the Examples of a note, with the lines of its file on which they begin.

        Args:
            file: that may not be published, or be a draft; then there are none.

        Raises:
            EscarchaError: if the file cannot be a note.
        """
        source = self._sources.get(file)
        if source is None or not self._settings.run:
            return []
        note = read_note(source, self._project, self._settings.max_note_size, self._reach)
        # Who sees what fails need not be a teacher.
        (note,) = for_students([note], self._project, self._settings)
        if note.header.draft:
            return []
        examples = self._fragments.get(note.manuscript).examples
        return [(note, example, example.line + note.body_line - 1) for example in examples]

    def run(self, note: Note, example: Example) -> list[Problem]:
        """Run an Example of a note; return what is wrong with it."""
        failures = self._outcomes.get(example).failures
        return [note.problem(failure_remark(failure), note.body_line - 1) for failure in failures]
