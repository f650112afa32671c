"""The commands that begin something: a note, a project, the settings of one."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escarcha.cli import terminal
from escarcha.config import SETTINGS_NAME, Project
from escarcha.problems import Code, EscarchaError, Problem, because, printable

if TYPE_CHECKING:
    from escarcha.cli.caller import Caller
    from escarcha.importing import Imported


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


@click.command("import", options_metavar="[OPCIONES]")
@click.argument("folder", type=click.Path(path_type=Path), metavar="[CARPETA]", default=Path())
@click.option("--dry-run", is_flag=True, help="Muestra lo que haría y no escribe nada.")
@click.option("--force", is_flag=True, help="Escribe site.toml de nuevo si ya existe.")
def import_(folder: Path, *, dry_run: bool, force: bool) -> None:
    """Pasa a site.toml los ajustes de otra herramienta.

    De MkDocs, Zensical, Docusaurus, VitePress u Obsidian. Dice qué toma de cada archivo y qué no.
    """
    from escarcha.importing import import_settings, write_toml

    imported = import_settings(folder)
    project = imported.project
    there = project.settings_file
    if there.exists() and not (force or dry_run):
        cause, remedy = (
            "el archivo ya existe.",
            "Mira con --dry-run lo que se escribiría; con --force, se escribe.",
        )
        raise EscarchaError(Problem(Code.ALREADY_EXISTS, project.display(there), None, cause, remedy))
    source = project.display(imported.foreign.file)
    text = write_toml(imported.values, f"Hecho por «escarcha import» con lo que dice {source}.")
    _tell(imported)
    if dry_run:
        click.echo("\n".join(["", *map(printable, text.split("\n")), "No se ha escrito nada."]))
        return
    target = project.root / SETTINGS_NAME
    try:
        target.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.WRITE_FAILED, project.display(target), None, cause)) from error
    click.echo(f"\nAjustes nuevos en «{project.display(target)}».")


def _tell(imported: Imported) -> None:
    """Say what has become of each key: taken, not needed, not read."""
    account, document = imported.foreign.account, imported.foreign.document
    click.echo(f"{imported.tool}: {printable(imported.project.display(imported.foreign.file))}")
    for title, lines in (
        ("Se toma:", [(keys, f"→ {setting}") for keys, setting in account.taken]),
        ("No hace falta:", [(keys, f"({why})") for keys, why in account.needless]),
    ):
        if lines:
            click.echo(title)
        for keys, said in lines:
            place = document.place(keys)
            where = f"{imported.project.display(place.file)}:{place.line}"
            click.echo(printable(f"  {where}: {'.'.join(map(str, keys))} {said}"))
    if imported.problems:
        click.echo("No se toma:")
    for problem in imported.problems:
        click.echo(f"  {problem.place}: {printable(problem.cause)} {printable(problem.remedy)}")
