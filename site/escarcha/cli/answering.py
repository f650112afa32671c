"""The commands that answer a question: about an order, a page of the manual, a problem, the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from escarcha.config import Project
from escarcha.problems import Code, EscarchaError, Problem, because

if TYPE_CHECKING:
    from escarcha.cli.caller import Caller


@click.command(options_metavar="[OPCIONES]")
@click.argument("page", metavar="[PÁGINA]", required=False)
def manual(page: str | None) -> None:
    """Abre el manual en el navegador, o muestra aquí una página."""
    from escarcha.cli.manual import page_text, serve_manual

    if page is None:
        serve_manual()
    else:
        click.echo_via_pager(page_text(page))


@click.command(options_metavar="[OPCIONES]")
@click.argument("code", metavar="CÓDIGO")
def explica(code: str) -> None:
    """Explica un código de los que llevan los mensajes."""
    from escarcha.cli.manual import explanation_of

    click.echo(explanation_of(code))


@click.command("help", options_metavar="[OPCIONES]")
@click.argument("name", metavar="[ORDEN]", required=False)
@click.pass_context
def help_(context: click.Context, name: str | None) -> None:
    """Muestra la ayuda, de todo o de una orden."""
    group = context.find_root()
    if name is None:
        click.echo(group.get_help())
        return
    assert isinstance(group.command, click.Group)  # noqa: S101 - for the types: this very command is in it
    _, command, _ = group.command.resolve_command(group, [name])
    assert command is not None  # noqa: S101 - a name that is unknown has raised
    with click.Context(command, info_name=name, parent=group) as its_own:
        click.echo(command.get_help(its_own))


_OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="ARCHIVO",
    help="Dónde se escribe; si falta, se muestra.",
)


@click.command("accesibilidad", options_metavar="[OPCIONES]")
@_OUTPUT
@click.option("--content", type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta de las notas.")
@click.pass_obj
def accessibility(caller: Caller, output: Path | None, content: Path | None) -> None:
    """Redacta la declaración de accesibilidad del sitio."""
    import datetime as dt

    from escarcha.cli.statement import write_statement

    project = Project.at(caller.root, content=content)
    text = write_statement(project, dt.datetime.now(dt.UTC).date())
    _give(text, output, project, "Declaración de accesibilidad")


@click.command(options_metavar="[OPCIONES]")
@click.argument("name", metavar="SERVIDOR", type=click.Choice(["nginx", "caddy", "apache"]))
@_OUTPUT
@click.option("--base-url", metavar="URL", help="Dirección pública del sitio.")
@click.pass_obj
def server(caller: Caller, name: str, output: Path | None, base_url: str | None) -> None:
    """Escribe la configuración para un servidor propio."""
    from escarcha.cli.serving import write_rules

    project = Project.at(caller.root, base_url=base_url)
    _give(write_rules(project, name), output, project, "Configuración")


def _give(text: str, output: Path | None, project: Project, what: str) -> None:
    """Show a text, or write it where it is wanted."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.WRITE_FAILED, project.display(output), None, cause)) from error
    click.echo(f"{what}: {project.display(output.absolute())}")
