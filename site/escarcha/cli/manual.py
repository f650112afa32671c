"""The manual, as it comes with the package: in the terminal a page at a time, in a browser all of it."""

from __future__ import annotations

import re
import shutil
import tempfile
import webbrowser
from pathlib import Path

import click

from escarcha import bundled
from escarcha.config import SETTINGS_NAME, Project
from escarcha.problems import MANUAL_URL, Code, nearest

_OF_PROBLEMS = "problemas"
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


def page_text(name: str) -> str:
    """Return a page of the manual for the terminal: its Markdown, with headings in bold, and its address.

    Args:
        name: of its file, with or without what it ends in.

    Raises:
        click.UsageError: if there is no such page; it names those that there are.
    """
    pages = _pages()
    file = pages.get(name.lower().removesuffix(".md").strip("/"))
    if file is None:
        near = nearest(name.lower(), pages)
        known = f"¿Querías «{near}»?" if near else f"Las que hay: {', '.join(sorted(pages))}."
        message = f"el manual no tiene ninguna página «{name}». {known}"
        raise click.UsageError(message)
    text = file.read_text("utf-8")
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    path = "" if file.stem == "index" and file.parent == bundled.manual() else f"{name_of(file)}/"
    return f"{_in_bold(body.strip())}\n\n{MANUAL_URL}{path}\n"


def explanation_of(code: str) -> str:
    """Return what the manual says of a kind of problem, and where.

    Args:
        code: as messages have it in brackets; with them, or without.

    Raises:
        click.UsageError: if there is no such code.
    """
    name = code.strip("[]` ").lower()
    codes = {each.value: each for each in Code}
    if name not in codes:
        near = [each for each in codes if name and each.startswith(name)] or [nearest(name, codes) or ""]
        known = "El código es lo que cada mensaje lleva entre corchetes."
        if near[0]:
            known = f"¿Querías {' o '.join(f'«{each}»' for each in near)}?"
        message = f"no hay ningún código «{code}». {known}"
        raise click.UsageError(message)
    text = _pages()[_OF_PROBLEMS].read_text("utf-8")
    section = text.partition(f"\n## `{name}`\n")[2].partition("\n## ")[0].strip()
    return f"{click.style(name, bold=True)}\n\n{section}\n\n{codes[name].address}"


def serve_manual() -> None:
    """Show the manual in a browser until it is interrupted; nothing but this machine is needed."""
    from escarcha.preview.live import live_app  # noqa: PLC0415 - the terminal needs no server
    from escarcha.preview.server import listen  # noqa: PLC0415 - see above

    with tempfile.TemporaryDirectory(prefix="escarcha-") as folder:
        project = Project.at(Path(folder))
        # A copy, as pages are found below content/ alone, with the addresses that they have on the web.
        shutil.copytree(bundled.manual(), project.content / "manual")
        (project.content / SETTINGS_NAME).write_text('title = "Escarcha"\n', "utf-8")
        app = live_app(project)
        app.config["TRUSTED_HOSTS"] = ["localhost", "127.0.0.1"]
        server = listen(app, None)
        address = f"http://{server.host}:{server.port}/manual/"
        click.echo(f"El manual está en {address} (Ctrl-C para terminar)")
        webbrowser.open(address)
        server.serve_forever()


def name_of(file: Path) -> str:
    """Return what a page of the manual is called: its path without what it ends in."""
    path = file.relative_to(bundled.manual()).with_suffix("")
    return (path.parent if path.name == "index" and path.parent.name else path).as_posix()


def _pages() -> dict[str, Path]:
    return {name_of(file): file for file in sorted(bundled.manual().rglob("*.md"))}


def _in_bold(text: str) -> str:
    return _HEADING.sub(lambda heading: click.style(heading[0], bold=True), text)
