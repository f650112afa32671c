"""The command ``preview``: where it listens, and what it says while somebody writes."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import sys
import webbrowser
from typing import TYPE_CHECKING, Any

import click

from escarcha.cli import terminal
from escarcha.config import Project, read_settings
from escarcha.freezing.output import Output
from escarcha.preview.built import BuiltSite
from escarcha.preview.server import LOOPBACK, Bound, addresses, bind, serve
from escarcha.preview.session import Session
from escarcha.problems import Code, EscarchaError, Problem, because, count_problems, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from flask import Flask

MOST_NAMES = 3
"""Files that a line names; of more it says how many."""


def preview(
    root: Path,
    app_of: Callable[[Project], Flask],
    *,
    content: Path | None,
    base_url: str | None,
    output: Path | None,
    host: str,
    port: int | None,
    built: bool,
    opens: bool,
    no_run: bool,
    untrusted: bool,
) -> None:
    """Serve a preview until it is interrupted.

    Args:
        root: the project's folder.
        app_of: returns the app that shows a project.
        content: as the options say.
        base_url: the same.
        output: the same.
        host: the same.
        port: the same.
        built: whether the frozen site is shown, and not the notes.
        opens: whether a browser is opened.
        no_run: whether examples stay as they are.
        untrusted: whether the notes are somebody else's.

    Raises:
        EscarchaError: if there is nothing to show, or nowhere to listen.
    """
    project = Project.at(
        root,
        content=content,
        output=output,
        base_url=base_url,
        runs=not no_run,
        is_trusted=not untrusted,
    )
    hosts = addresses(host)
    session: Session | None = None
    base_path = ""
    if built:
        Output(project).put_back()
        if not (project.output / "index.html").is_file():
            cause, remedy = "aquí no hay ningún sitio congelado.", "Congélalo antes: python freeze.py."
            place = project.display(project.output)
            raise EscarchaError(Problem(Code.NOT_FROZEN, place, None, cause, remedy))
        base_path = read_settings(project).base_path
        site: Any = BuiltSite(project.output, base_path, project.root / "netlify.toml")
    else:
        session = Session(project, app_of(project), _Terminal(), ["localhost", *hosts])
        site, base_path = session.site, session.prefix
    bound = _bind(port, host)
    server = serve(site, bound, host)
    if not bound.is_inherited:
        for number in bound.taken:
            click.echo(f"El puerto {number} está ocupado.", err=True)
        address = f"http://{hosts[0]}:{server.port}{base_path}/"
        click.echo(f"Vista previa en {address} (Ctrl-C para terminar)")
        for other in hosts[1:]:
            click.echo(f"Desde otro aparato de tu red: http://{other}:{server.port}{base_path}/")
        if host not in LOOPBACK:
            click.echo("La puede ver cualquiera que esté en tu red, con los borradores.")
        sys.stdout.flush()
        if opens:
            webbrowser.open(address)
    if session:
        # What has been read stays: looking it over again and again would make a save wait.
        gc.set_threshold(200_000, 20, 100)
        session.start(server.fileno())
    try:
        server.serve_forever()
    finally:
        if session:
            session.stop()


def _bind(port: int | None, host: str) -> Bound:
    try:
        return bind(port, host)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            cause = f"no se puede escuchar en «{host}»: {because(error)}."
            remedy = "Quita --host, o escribe --host 0.0.0.0 para verla desde otro aparato."
        else:
            taken = f"el puerto {port} está ocupado."
            cause = taken if port else "no queda ningún puerto libre del 8000 al 8019."
            remedy = "Elige otro con --port."
        raise EscarchaError(Problem(Code.PORT_TAKEN, "", None, cause, remedy)) from error


class _Terminal:
    """Says in the terminal what a preview does."""

    def __init__(self) -> None:
        self._known: list[Problem] = []

    def rebuilt(self, files: Sequence[str], seconds: float) -> None:
        """Say which files have changed: a line."""
        named = ", ".join(map(printable, files[:MOST_NAMES]))
        more = f" y {len(files) - MOST_NAMES} más" if len(files) > MOST_NAMES else ""
        time = f"{dt.datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the author's own clock
        click.echo(f"{time}  {named}{more}: {seconds * 1000:.0f} ms")

    def checked(self, problems: Sequence[Problem]) -> None:
        """List what has not been wrong before, and count what is wrong now."""
        if problems == self._known:
            return
        before, self._known = self._known, [*problems]
        terminal.show_problems(problem for problem in problems if problem not in before)
        click.echo(f"Ahora hay {count_problems(problems)}." if problems else "Ya no hay problemas.", err=True)

    def restarts(self) -> None:
        """Say that the preview starts anew."""
        click.echo("Ha cambiado el programa: la vista previa empieza de nuevo.")
