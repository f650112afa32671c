"""The commands that begin something: a note, a project."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escarcha.cli import terminal
from escarcha.config import Project
from escarcha.problems import printable

if TYPE_CHECKING:
    from escarcha.cli.caller import Caller


@click.command(options_metavar="[OPCIONES]")
@click.argument("title", metavar="TÍTULO")
@click.option(
    "--section",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="CARPETA",
    help="Dónde, dentro de las notas.",
)
@click.option("--template", metavar="NOMBRE", help="Plantilla de «templates/», sin «.md»; si falta, «new».")
@click.option("--content", type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta de las notas.")
@click.pass_obj
def new(caller: Caller, title: str, section: Path, template: str | None, content: Path | None) -> None:
    """Crea una nota con este título."""
    from escarcha.cli.scaffold import new_note

    project = Project.at(caller.root, content=content)
    file = new_note(project, title, section, template)
    click.echo(f"Nota nueva: {project.display(file)}")


@click.command(options_metavar="[OPCIONES]")
@click.argument("folder", type=click.Path(path_type=Path), metavar="CARPETA")
@click.option("--dry-run", is_flag=True, help="Muestra lo que haría y no escribe nada.")
@click.option("--yes", is_flag=True, help="Añade líneas a archivos que ya existen sin preguntar antes.")
def init(folder: Path, *, dry_run: bool, yes: bool) -> None:
    """Crea un proyecto en una carpeta, nueva o con notas."""
    from escarcha.cli.new_project import plan_project

    plan = plan_project(folder)
    terminal.show_plan(plan)
    if dry_run:
        click.echo("No se ha escrito nada.")
        return
    if not yes and (touched := [change.path for change in plan.changes if change.added]):
        terminal.ask_to_add(touched)
    plan.carry_out()
    name = str(folder)
    place = printable(shlex.quote(f"./{name}" if name.startswith("-") else name))  # an option, for «cd»
    step = "" if folder == Path() else f"cd {place} && "
    click.echo(f"Proyecto nuevo en «{printable(name)}». Para verlo: {step}python freeze.py preview")
