"""The notes as they are now: read again when something was saved, rendered when asked for."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING

from escarcha.config import SETTINGS_NAME
from escarcha.notes import read_site
from escarcha.notes.source import find_sources
from escarcha.rendering import Edition, FragmentStore
from escarcha.web import create_app

if TYPE_CHECKING:
    from flask import Flask

    from escarcha.config import Project
    from escarcha.notes import Note
    from escarcha.notes.source import Source


def live_app(project: Project) -> Flask:
    """Make the app that shows a project's notes as they are at each request, drafts included."""
    # The address of a preview is its own; one with a path would move every page.
    return create_app(project, _Live(dataclasses.replace(project, base_url="")))


class _Live:
    """The Edition of this moment."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._turn = threading.Lock()
        self._state: object = None
        self._notes: dict[Source, Note] = {}
        self._store: FragmentStore | None = None
        self._edition: Edition | None = None

    def __call__(self) -> Edition:
        """Return the Edition to show; raises EscarchaError while the notes cannot be a site."""
        with self._turn:
            state = self._look()
            if self._edition is None or state != self._state:
                self._edition = None
                self._edition = self._read()
                self._state = state
            return self._edition

    def _look(self) -> object:
        """Return something that changes whenever a note, a medium or a setting does."""
        settings = self._project.content / SETTINGS_NAME
        try:
            status = settings.stat()
            stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        except OSError:
            stamp = None
        sources, _ = find_sources(self._project)
        return stamp, sources

    def _read(self) -> Edition:
        reading = read_site(self._project, drafts=True, known=self._notes)
        self._notes = reading.notes
        extensions = reading.site.settings.extensions
        if self._store is None or self._store.extensions != extensions:
            self._store = FragmentStore(extensions, self._project.cache)
        self._store.forget_others(note.body for note in reading.notes.values())
        return Edition(reading.site, self._store)
