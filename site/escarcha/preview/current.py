"""The notes as they are now: read again when something was saved, rendered when asked for."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.examples import OutcomeStore
from escarcha.figures import open_figures
from escarcha.notes import gather_notes, place_notes
from escarcha.pages import Edition, FragmentStore, open_store
from escarcha.problems import EscarchaError
from escarcha.stamps import stamp_of, stamps_below

if TYPE_CHECKING:
    from escarcha.config import Project
    from escarcha.notes import Note
    from escarcha.notes.source import Source


class Current:
    """The Edition of this moment.

    Args:
        project: whose notes it shows.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._turn = threading.Lock()
        self._state: object = None
        self._notes: dict[Source, Note] = {}
        self._store: FragmentStore | None = None
        self._outcomes: OutcomeStore | None = None
        self._edition: Edition | None = None

    def __call__(self) -> Edition:
        """Return the Edition to show; raises EscarchaError while the notes cannot be a site."""
        with self._turn:
            state = self._look()
            if self._edition is None or state != self._state:
                self._edition = None
                try:
                    self._edition = self._read()
                except EscarchaError:
                    # An editor that is saving takes a file away and puts it back.
                    before, state = state, self._look()
                    if state == before:
                        raise
                    self._edition = self._read()
                self._state = state
            return self._edition

    def _look(self) -> object:
        """Return something that changes whenever a note, a medium, a setting or a figure does."""
        folders = (self._project.content, self._project.templates, bundled.templates())
        aside = self._project.aside
        found = [list(stamps_below(folder, with_folders=False, aside=aside)) for folder in folders]
        return found, stamp_of(self._project.settings_file)

    def _read(self) -> Edition:
        gathering = gather_notes(self._project, drafts=True, known=self._notes)
        self._notes = gathering.notes
        figures = open_figures(self._project)
        if self._store is None or not self._store.serves(gathering.settings, figures):
            self._store = open_store(self._project, gathering.settings)
        notes = gathering.notes.values()
        for _ in self._store.fill([note.manuscript for note in notes], os.cpu_count() or 1):
            pass
        reading = place_notes(gathering, self._store.outlines(notes))
        self._store.forget_others(note.manuscript for note in notes)
        if not reading.site.settings.run:
            return Edition(reading.site, self._store)
        self._outcomes = self._outcomes or OutcomeStore(self._project.cache, stays_warm=True)
        return Edition(reading.site, self._store, self._outcomes)
