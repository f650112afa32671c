"""The command that moves notes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escarcha.cli import terminal
from escarcha.config import Project
from escarcha.problems import printable

if TYPE_CHECKING:
    from escarcha.cli.caller import Caller
    from escarcha.moving import Plan


@click.command(options_metavar="[OPCIONES]")
@click.argument("old", metavar="[ORIGEN]", required=False)
@click.argument("new", metavar="[DESTINO]", required=False)
@click.option("--dry-run", is_flag=True, help="Muestra lo que haría y no escribe nada.")
@click.option("--yes", is_flag=True, help="No pregunta antes de arreglar lo que git ya ha movido.")
@click.option("--content", type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta de las notas.")
@click.pass_obj
def mv(
    caller: Caller, *, old: str | None, new: str | None, dry_run: bool, yes: bool, content: Path | None
) -> None:
    """Mueve una nota o una carpeta, y arregla los enlaces.

    Sin ORIGEN ni DESTINO, arregla los de lo que ya has movido con git.
    """
    from escarcha.config import read_settings
    from escarcha.moving import carry_out, find_moves, make_plan, moves_of_git

    project = Project.at(caller.root, content=content)
    if old is not None and new is None:
        raise click.UsageError("Falta DESTINO.")
    if old is None or new is None:
        moves = moves_of_git(project)
        if moves is None:
            click.echo("Git no ve nada movido desde la última revisión.")
            return
    else:
        moves = find_moves(project, old, new, exclude=read_settings(project).exclude)
    plan = make_plan(project, moves, os.cpu_count() or 1)
    asks = moves.are_done and not yes
    if dry_run or asks:
        for line in plan.lines():
            click.echo(printable(line))
    if not plan.moved and not plan.edited:
        click.echo("No hay nada que arreglar.")
        return
    if dry_run:
        click.echo("No se ha escrito nada.")
        return
    if asks and not _agreed(plan):
        click.echo("No se ha escrito nada.")
        sys.exit(1)
    carry_out(plan)
    _tell(plan)


def _agreed(plan: Plan) -> bool:
    """Ask whether the links to what git has moved are to be mended; nobody to ask is a no."""
    count = len(plan.edited)
    click.echo(f"Ya está movido; faltan los enlaces de {count} {'archivo' if count == 1 else 'archivos'}.")
    return terminal.agreed("Con --yes se arreglan sin preguntar.")


def _tell(plan: Plan) -> None:
    display = plan.project.display
    for old, new in plan.moved:
        click.echo(f"{printable(display(old))} → {printable(display(new))}")
    count = len(plan.edited)
    click.echo(f"{count} archivo con cambios." if count == 1 else f"{count} archivos con cambios.")
    for line in plan.left_alone:
        click.echo(printable(line))
    for alias in plan.aliases[:3]:
        click.echo(f"La dirección antigua, {alias}, lleva a la nueva.")
    if len(plan.aliases) > 3:  # noqa: PLR2004 - as many as are shown
        click.echo(f"Y otras {len(plan.aliases) - 3} direcciones antiguas.")
