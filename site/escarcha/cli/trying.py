"""The command ``try``: what a project needs so that readers can run its examples on the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from escarcha.config import Project

if TYPE_CHECKING:
    from escarcha.cli.caller import Caller


@click.group("try", options_metavar="[OPCIONES]", subcommand_metavar="ORDEN")
def try_() -> None:
    """Prepara el proyecto para probar ejemplos en la página."""


@try_.command(options_metavar="[OPCIONES]")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="ARCHIVO",
    help="Pyodide ya descargado, si este ordenador no llega a la red.",
)
@click.pass_obj
def install(caller: Caller, source: Path | None) -> None:
    """Trae Pyodide, que es Python para navegadores, y comprueba que es el que debe."""
    from escarcha.examples.browser import pyodide

    project = Project.at(caller.root)
    file = project.display(pyodide.install(project, source))
    click.echo(f"Pyodide {pyodide.VERSION} está en «{file}».")
