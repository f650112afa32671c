"""The command that makes a book of the site."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escarcha.cli import terminal
from escarcha.cli.options import folders, trust
from escarcha.config.project import BOOK_FOLDER, Project
from escarcha.problems import Severity

if TYPE_CHECKING:
    from escarcha.book import BookReport
    from escarcha.cli.caller import Caller

FORMS = ("html", "epub", "pdf", "zip")


@click.command(options_metavar="[OPCIONES]")
@click.argument("where", metavar="[RUTA]", default="")
@click.option(
    "--form",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="Qué se hace; se puede repetir. Si falta, todo lo que se pueda.",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta de los archivos.")
@click.option("-q", "--quiet", is_flag=True, help="No muestra más que los problemas.")
@trust
@folders
@click.pass_obj
def book(
    caller: Caller,
    /,
    where: str,
    forms: tuple[str, ...],
    *,
    output: Path | None,
    content: Path | None,
    base_url: str | None,
    no_run: bool,
    untrusted: bool,
    quiet: bool,
) -> None:
    """Hace un libro del sitio, o de una de sus secciones.

    Una página HTML para imprimir, un EPUB, un PDF y un zip del sitio, que se abre desde el disco.
    """
    from escarcha.book import Form, UnknownPageError, bind
    from escarcha.freezing import Options

    project = Project.at(
        caller.root,
        content=content,
        output=caller.root / BOOK_FOLDER if output is None else output,
        base_url=base_url,
        runs=not no_run,
        is_trusted=not untrusted,
    )
    app = caller.app(project)
    wanted = forms or (FORMS if importlib.util.find_spec("weasyprint") else ("html", "epub", "zip"))
    options = Options(jobs=os.cpu_count() or 1)
    work = bind(project, app, where, {Form(each) for each in wanted}, options)
    try:
        report = terminal.follow(work, quiet=quiet)
    except UnknownPageError as error:
        remedy = f"¿Querías «{error.near}»?" if error.near else "Escribe su ruta desde la carpeta de notas."
        message = f"no hay ninguna nota ni sección en «{where}». {remedy}"
        raise click.UsageError(message) from error
    shown = [each for each in report.problems if not quiet or each.severity is not Severity.HINT]
    terminal.show_problems(shown)
    if not quiet:
        _tell(report, project, has_pdf="pdf" in wanted or bool(forms))


def _tell(report: BookReport, project: Project, *, has_pdf: bool) -> None:
    pages = "1 página" if report.chapters == 1 else f"{report.chapters} páginas"
    seconds = f"{report.seconds:.1f} s".replace(".", ",")
    click.echo(f"Libro de {pages}. {seconds}.")
    for file in report.files:
        click.echo(f"  {project.display(file)}")
    if not has_pdf:
        click.echo('Sin PDF: hace falta pip install "escarcha[libro]".')
