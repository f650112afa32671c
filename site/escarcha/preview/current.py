"""The Edition of this moment: made anew from what was saved, and from nothing else.

1. ``sources.py`` reads the files that have changed; without a watcher, it looks at all of them.
2. Notes that stand where they stood are put into their places (``notes/renewal.py``), else all are placed.
3. What is wrong is told beside the Edition, which is the last that could be made.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.config import foreign_files
from escarcha.examples import OutcomeStore
from escarcha.figures import open_figures
from escarcha.notes import place_notes
from escarcha.notes.renewal import renew_site
from escarcha.pages import Edition, FragmentStore, open_store, read_manner
from escarcha.preview.outcomes import LaterOutcomes
from escarcha.preview.sources import Sources
from escarcha.problems import Code, EscarchaError, Problem
from escarcha.stamps import stamp_of, stamps_below

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.notes import Site


class Current:
    """The Edition of this moment.

    Args:
        project: whose notes it shows.
        tell: called whenever an Outcome has come that a page may show. Without it, a page waits for its
            Examples.
    """

    def __init__(self, project: Project, tell: Callable[[], None] | None = None) -> None:
        self._project = project
        self._tell = tell
        self._turn = threading.Lock()
        self._sources = Sources(project)
        self._state: object = None
        self._store: FragmentStore | None = None
        self._outcomes: OutcomeStore | None = None
        self._edition: Edition | None = None
        self._misplaced: tuple[Problem, ...] = ()
        self._failure: EscarchaError | None = None

    def __call__(self) -> Edition:
        """Return the Edition to show, having looked whether anything was saved.

        Raises:
            EscarchaError: while there is nothing that could be shown.
        """
        with self._turn:
            state = self._look()
            if state != self._state:
                self._read_all()
                # An editor that is saving takes a file away and puts it back.
                if self._failure and (again := self._look()) != state:
                    state = again
                    self._read_all()
                self._state = state
            return self._shown()

    def latest(self) -> Edition:
        """Return the last Edition that could be made; raises EscarchaError if none could."""
        with self._turn:
            return self._shown()

    def renew(self, files: Collection[Path] | None) -> None:
        """Make the Edition anew.

        Args:
            files: that have changed; None if they are not known.
        """
        with self._turn:
            if isinstance(self._outcomes, LaterOutcomes):
                self._outcomes.forget_asked()
            try:
                if files is None or not self._read_again(files):
                    self._read_all()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next save must be shown
                cause = f"la vista previa no se puede rehacer ({type(error).__name__}: {error})."
                self._failure = EscarchaError(Problem(Code.FREEZE_FAILED, "", None, cause))

    def outdated(self, files: Collection[Path]) -> set[Path]:
        """Return those of some files that are notes and not what is shown of them, and folders."""
        with self._turn:
            return self._sources.outdated(files)

    def with_outcomes(self) -> None:
        """Show the Outcomes that have come meanwhile."""
        with self._turn:
            if self._edition:
                self._show(self._edition.site)

    def tidy(self) -> None:
        """Forget what no note needs any more: every save leaves what the note was before."""
        with self._turn:
            if self._store and self._edition:
                self._store.forget_others(note.manuscript for note in self._edition.notes)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with settings, notes and their places; not what shows when they are rendered."""
        with self._turn:
            failure = self._failure.problems if self._failure else ()
            return (*self._sources.problems, *self._misplaced, *failure)

    def close(self) -> None:
        """End what Examples are running."""
        if isinstance(self._outcomes, LaterOutcomes):
            self._outcomes.close()

    @property
    def included(self) -> set[str]:
        """The files that notes include, and those that all of them are rendered with."""
        return self._sources.included

    def _shown(self) -> Edition:
        if self._edition is None:
            raise self._failure or EscarchaError()
        return self._edition

    def _look(self) -> object:
        """Return something that changes whenever a note, a medium, a setting or a figure does."""
        folders = (self._project.content, self._project.templates, bundled.templates())
        aside = self._project.aside
        found = [list(stamps_below(folder, with_folders=False, aside=aside)) for folder in folders]
        settings = (self._project.settings_file, *foreign_files(self._project, inherited=True))
        return found, [stamp_of(file) for file in (*settings, *self._sources.shared)]

    def _read_again(self, files: Collection[Path]) -> bool:
        """Make the Edition of the last one and some files; return whether that was possible."""
        if self._edition is None or self._store is None or self._failure:
            return False
        changed = self._sources.read_again(files)
        if changed is None:
            return False
        outlines = self._store.outlines(changed)
        site = renew_site(self._edition.site, changed, outlines)
        if site is None:
            self._place()
        else:
            self._show(site)
        return True

    def _read_all(self) -> None:
        try:
            self._sources.read_all()
            self._open_store()
            self._place()
        except EscarchaError as error:
            self._failure = error
        else:
            self._failure = None

    def _open_store(self) -> None:
        settings = self._sources.gather().settings
        manner = read_manner(self._project, settings)
        if self._store is None or not self._store.serves(manner, open_figures(self._project)):
            self._store = open_store(self._project, settings)

    def _place(self) -> None:
        """Place all notes."""
        if self._store is None:
            return
        gathering = self._sources.gather()
        notes = gathering.notes.values()
        for _ in self._store.fill([note.manuscript for note in notes], os.cpu_count() or 1):
            pass
        reading = place_notes(gathering, self._store.outlines(notes), lenient=True)
        self._store.forget_others(note.manuscript for note in notes)
        self._misplaced = reading.problems[len(gathering.problems) :]
        self._show(reading.site)

    def _show(self, site: Site) -> None:
        if self._store is None:
            return
        outcomes = self._open_outcomes() if site.settings.run else None
        edition = Edition(site, self._store, outcomes)
        if self._edition:
            edition.recall(self._edition)
        self._edition = edition

    def _open_outcomes(self) -> OutcomeStore:
        if self._outcomes is None:
            self._outcomes = (
                LaterOutcomes(self._project.cache, self._tell)
                if self._tell
                else OutcomeStore(self._project.cache, stays_warm=True)
            )
        return self._outcomes
