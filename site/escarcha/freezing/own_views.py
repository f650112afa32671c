"""The views that an author has added to the app, as addresses to be frozen.

1. Known beforehand are those without arguments, static files, and whatever the author's own Freezer gives.
2. While these are frozen, whatever view they link to by ``url_for`` is heard of, as Frozen-Flask has it.
3. A view of which no address is known in the end is told.
"""

from __future__ import annotations

import contextlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from escarcha.problems import Code, EscarchaError, Problem, Severity
from escarcha.web.diagnosis import diagnose
from escarcha.web.own import endpoint_at, own_urls, own_views

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask

    from escarcha.config import Project
    from escarcha.notes.addresses import Addresses
    from escarcha.pages import Edition

    Address = tuple[str, dict[str, Any]]

_SCRIPT = "freeze.py"


class OwnViews:
    """The author's own views of one freeze.

    Args:
        app: that they were added to; it knows the public address of the site.
        edition: that the app shows.
        addresses: where their addresses are asked for.
        project: from whose folder files are named.
    """

    def __init__(self, app: Flask, edition: Edition, addresses: Addresses, project: Project) -> None:
        self._app = app
        self._edition = edition
        self._addresses = addresses
        self._project = project
        self._views = {rule.endpoint: rule for rule in own_views(app)}
        self._plain = {rule.rule: rule.endpoint for rule in self._views.values() if not rule.arguments}
        self._seen: set[str] = set()
        self._frozen: set[str] = set()
        self._heard: list[Address] = []
        self._pending: list[Address] = []

    def claim(self) -> list[Problem]:
        """Ask for the addresses that are known; those that the notes or the site have are problems.

        Raises:
            EscarchaError: if the author's generators fail.
        """
        try:
            urls = own_urls(self._app)
        except Exception as error:  # the author's own code may raise anything
            what = "las direcciones de tus vistas"
            raise EscarchaError(diagnose(error, what, self._edition.site, self._project)) from error
        return self._add(urls)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear of the author's views that are linked to."""

        def hear(endpoint: str, values: dict[str, Any]) -> None:
            if endpoint in self._views:
                self._heard.append((endpoint, dict(values)))

        functions = self._app.url_default_functions.setdefault(None, [])
        functions.insert(0, hear)
        try:
            yield
        finally:
            functions.remove(hear)

    def take(self) -> list[Address]:
        """Return the addresses that have come up since the last time, each once.

        Raises:
            EscarchaError: if one that was heard of is also that of a note.
        """
        heard, self._heard = self._heard, []
        with self._app.test_request_context():
            problems = self._add(self._app.url_for(endpoint, **values) for endpoint, values in heard)
        if problems:
            raise EscarchaError(*problems)
        urls, self._pending = self._pending, []
        self._frozen.update(endpoint for endpoint, _ in urls)
        return urls

    def left_out(self) -> list[Problem]:
        """Tell of the views of which nothing was frozen."""
        found = []
        for endpoint, rule in self._views.items():
            if endpoint not in self._frozen and endpoint.rpartition(".")[2] != "static":
                cause = f"la vista «{endpoint}» ({rule.rule}) no se congela: nadie da sus direcciones."
                remedy = "Dalas con un generador de Frozen-Flask, o enlázala con «url_for» desde otra vista."
                place = self._place(endpoint)
                found.append(Problem(Code.VIEW_LEFT_OUT, *place, cause, remedy, Severity.WARNING))
        return found

    def _add(self, urls: Iterable[str]) -> list[Problem]:
        """Note addresses that are to be frozen, and ask for them; return those that somebody else has."""
        known = len(self._addresses.problems)
        for url in urls:
            path = unquote(url.partition("?")[0].partition("#")[0])
            if path in self._seen:
                continue
            self._seen.add(path)
            # By its rule, as one of ours that is alike would answer first.
            plain = self._plain.get(path)
            endpoint, values = (plain, {}) if plain else endpoint_at(self._app, path)
            if endpoint in self._views:
                self._addresses.claim(path, *self._place(endpoint))
            elif not self._addresses.is_free(path):  # a page of ours, that is frozen anyway
                continue
            elif endpoint not in self._app.view_functions:  # an app that is not ours does not answer at any
                cause = f"tus generadores dan la dirección {path}, a la que no responde ninguna vista."
                self._addresses.problems.append(Problem(Code.FREEZE_FAILED, _SCRIPT, None, cause))
                continue
            self._pending.append((endpoint, values))
        return self._addresses.problems[known:]

    def _place(self, endpoint: str) -> tuple[str, int | None]:
        """Return where a view is defined; of a callable object nobody knows the line."""
        code = getattr(inspect.unwrap(self._app.view_functions[endpoint]), "__code__", None)
        file = Path(code.co_filename).resolve() if code else None
        if code and file and file.is_relative_to(self._project.root):
            return self._project.display(file), code.co_firstlineno
        return _SCRIPT, code.co_firstlineno if code else None
