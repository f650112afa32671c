"""A preview that follows what is saved.

1. ``watching.py`` tells which files have changed.
2. ``current.py`` makes the Edition of them, and ``board.py`` tells the open pages at once.
3. When nothing has been saved for a moment, ``checking.py`` looks for everything that is wrong.
4. Where it was ``freeze.py``, or a module beside it, the preview starts anew with it (``restart.py``).
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import threading
import time
from typing import TYPE_CHECKING, Protocol

from escarcha import bundled
from escarcha.preview.board import Board
from escarcha.preview.checking import Checker
from escarcha.preview.current import Current
from escarcha.preview.live import at_root
from escarcha.preview.restart import CAN_RESTART, start_anew
from escarcha.preview.scope import Scope
from escarcha.preview.script import try_out
from escarcha.preview.watching import Watch
from escarcha.preview.wsgi import LiveSite
from escarcha.problems import EscarchaError, in_order
from escarcha.web import show_editions
from escarcha.web.assets import assets, preview_assets
from escarcha.web.own import joined_to, static_folders
from escarcha.web.shown import Live

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flask import Flask

    from escarcha.config import Project
    from escarcha.problems import Problem

QUIET = 0.4
"""Seconds without a change after which everything is checked."""

ANSWERS = 2.0
"""Seconds in which what was asked before a new start is still answered."""

OUTCOMES = 0.1
"""Seconds in which Outcomes that come one after the other are gathered, for pages to be told once."""


class Reporter(Protocol):
    """Where it is said what a preview does."""

    def rebuilt(self, files: Sequence[str], seconds: float) -> None:
        """Say which files have changed, and how long it took until they could be shown."""

    def checked(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong now, in the whole site."""

    def restarts(self) -> None:
        """Say that the preview starts anew."""


class Session:
    """A preview that follows what is saved.

    Args:
        project: whose notes.
        app: that shows them.
        reporter: is told what happens.
        hosts: names and addresses under which the preview may be asked for.
    """

    def __init__(self, project: Project, app: Flask, reporter: Reporter, hosts: list[str]) -> None:
        joined = joined_to(app)
        if joined:  # the author's own app shows its own templates as they are saved, too
            project = dataclasses.replace(project, prefix=joined.prefix)
            app.jinja_env.auto_reload = True
        inner = joined.app if joined else app
        self.prefix = project.prefix
        """Below which the notes stand."""
        self._project = project
        self._reporter = reporter
        self._board = Board()
        self._current = Current(at_root(project), self._outcome_came)
        self._scope = Scope(project, self._current, static_folders(app))
        self._checker = Checker(inner, project, app if joined else None)
        self._script: Problem | None = None
        self._told: list[Problem] = []
        self._saves = 0
        self._saved: set[Path] = set()
        self._to_check, self._came = threading.Event(), threading.Event()
        self._socket: int | None = None
        self._watch: Watch | None = None
        self._is_over = False
        # No foreign page may read drafts by a host name that its owner has made lead to this machine.
        inner.config["TRUSTED_HOSTS"] = hosts
        show_editions(
            inner, self._current.latest, live=True, told=Live(self._problems, lambda: self._board.version)
        )
        self.site = LiveSite(app, self._board, project, hosts)

    def start(self, listening: int | None = None) -> None:
        """Read the notes, and follow what is saved in threads of their own.

        Args:
            listening: number of the file of the socket that requests come to, with which to start anew.
        """
        self._socket = listening
        self._watch = self._new_watch()
        self._current.renew(None)
        while self._has_other_folders():  # it is known now what notes include
            self._current.renew(None)
        self._to_check.set()
        for work in (self._follow, self._check, self._show_outcomes):
            threading.Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """End all that follows."""
        self._is_over = True
        for event in (self._to_check, self._came):
            event.set()
        if self._watch:
            self._watch.stop()
        self._current.close()

    def _problems(self) -> list[Problem]:
        found = [*self._current.problems, *self._checker.problems, *([self._script] if self._script else [])]
        try:
            edition = self._current.latest()
        except EscarchaError:
            return found
        return edition.judge(found, are_all=self._checker.is_done)

    def _follow(self) -> None:
        """Show what is saved, one change after the other."""
        while self._watch and (files := self._watch.next()):
            begun = time.perf_counter()
            self._saves += 1
            if self._scope.is_program(files, is_broken=self._script is not None):
                self._restart()
            self.site.reread(files)
            shown = {file for file in files if self._scope.is_shown(file)}
            if shown:
                self._saved |= shown
                self._show(shown)
            if static := self._scope.static_urls(files):
                self._board.post(static.values())
            if shown or static:
                names = [self._project.display(file) for file in sorted({*shown, *static})]
                self._reporter.rebuilt(names, time.perf_counter() - begun)
            self._to_check.set()
            if self._scope.has_moved(files):
                while self._has_other_folders():
                    self._show(None)

    def _has_other_folders(self) -> bool:
        """Watch the folders that there are now; tell whether they are others than were watched.

        Asked again until they are not: one that came meanwhile was told to nobody.
        """
        if self._is_over or self._watch is None or self._watch.folders == self._scope.folders():
            return False
        self._watch.stop()
        self._watch = self._new_watch()
        return True

    def _show(self, files: set[Path] | None) -> None:
        """Show what has changed; without names, whatever it is."""
        if files is None or any(file.is_relative_to(bundled.PACKAGE) for file in files):
            assets.cache_clear()
            preview_assets.cache_clear()
        self._current.renew(files)
        self._board.post(self._media_of(files or set()))

    def _check(self) -> None:
        """Look for everything that is wrong, whenever nothing has been saved for a moment."""
        while self._to_check.wait() and not self._is_over:
            self._to_check.clear()
            saves = -1
            while saves != self._saves:
                saves = self._saves
                time.sleep(QUIET)
            # A save is several steps, and whoever tells of them may lose the last one.
            saved, self._saved = self._saved, set()
            if missed := self._current.outdated(saved):
                self._show(missed)
            with contextlib.suppress(EscarchaError):
                is_over = functools.partial(self._is_saved_since, saves)
                for _ in self._checker.run(self._current.latest(), self._current.problems, is_over):
                    self._tell()
            self._tell()
            if saves == self._saves:
                self._current.tidy()
                self._scope.look_for_modules()
                self._reporter.checked(self._told)

    def _is_saved_since(self, saves: int) -> bool:
        return self._saves != saves

    def _tell(self) -> None:
        """Have the pages show what is wrong, if that is something else than before."""
        problems = in_order(self._problems())
        if problems != self._told:
            self._told = problems
            self._board.post()

    def _outcome_came(self) -> None:
        self._came.set()

    def _show_outcomes(self) -> None:
        while self._came.wait() and not self._is_over:
            time.sleep(OUTCOMES)
            self._came.clear()
            self._current.with_outcomes()
            self._board.post()
            self._to_check.set()

    def _restart(self) -> None:
        """Start anew, unless the project's code cannot be loaded: then the last that could goes on."""
        self._script = try_out(self._project)
        self._tell()
        if self._script is None and self._socket is not None and CAN_RESTART:
            self._reporter.restarts()
            self._current.close()
            self.site.finish(ANSWERS)
            start_anew(self._socket)

    def _media_of(self, files: set[Path]) -> list[str]:
        try:
            site = self._current.latest().site
        except EscarchaError:
            return []
        return [media.url for media in site.media.values() if media.file in files]

    def _new_watch(self) -> Watch:
        deep, flat = self._scope.folders()
        return Watch(deep, flat, (self._project.output, self._project.cache))
