"""The commands that answer a question: about an order, a page of the manual, a problem."""

from __future__ import annotations

import click


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
