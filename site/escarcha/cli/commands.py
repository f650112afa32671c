"""The commands. Each parses its words, calls one function of the rooms below, and shows the result.

A command loads what it calls when it runs: help and completion must not wait for the rest.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from escarcha.cli import terminal
from escarcha.cli.answering import accessibility, explica, help_, manual, server
from escarcha.cli.book import book
from escarcha.cli.caller import Caller
from escarcha.cli.mv import mv
from escarcha.cli.options import checking, freezing, previewing
from escarcha.cli.spanish import speak_spanish
from escarcha.cli.starting import import_, init, new
from escarcha.cli.trying import try_
from escarcha.config import Project
from escarcha.interrupts import TERMINATED
from escarcha.problems import (
    MANUAL_URL,
    EscarchaError,
    Problem,
    Severity,
    count_problems,
    has_errors,
)
from escarcha.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from escarcha.cli.checking import Beyond
    from escarcha.freezing.report import FreezeReport

INTERRUPTED = 130
"""What a shell expects of a program ended by Ctrl-C: 128 and the number of the signal."""


class _DefaultToFreeze(click.Group):
    """A group whose first word may be left out: ``freeze.py --strict`` is ``freeze.py freeze --strict``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Whoever asks a shell to complete a line has not left the order out: it may be coming.
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help", "--version"}):
            args = ["freeze", *args]
        return super().parse_args(ctx, args)


def main(own_app: Callable[[], Flask | None] = lambda: None, root: Path | None = None) -> None:
    """Run the command line and end the process with its exit code.

    Args:
        own_app: returns the project's own app, to which it may have added views, or None if it has none;
            called by the commands that need one.
        root: the project's folder; without it, the working folder.
    """
    try:
        terminal.prepare()
        speak_spanish()
        # SIGTERM raises an exception, as Ctrl-C does, so that what is half done is cleared away.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
        caller = Caller((root or Path()).resolve(), own_app)
        commands.main(obj=caller, standalone_mode=False, color=terminal.colour())
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except EscarchaError as error:
        terminal.show_problems(error.problems)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrumpido.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of the output has gone, as with «| head», so Python must not try to flush it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    finally:
        gc.freeze()  # what is left goes with the process, without being looked over once more


_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - as click calls it
    if wanted and not context.resilient_parsing:
        from escarcha.examples.processes import fence

        click.echo(f"Escarcha {__version__}\n{fence()}")
        context.exit()


@click.group(
    cls=_DefaultToFreeze,
    context_settings=_HELP,
    options_metavar="[OPCIONES]",
    subcommand_metavar="[ORDEN] [ARGUMENTOS]…",
    epilog=f"El manual: «escarcha manual», o {MANUAL_URL}",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Muestra la versión y termina.",
)
def commands() -> None:
    """Convierte una carpeta de notas en un sitio web estático.

    Sin orden, congela: escribe el sitio en «build».
    """


@commands.command(options_metavar="[OPCIONES]")
@click.option("--output", type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta del sitio.")
@click.option("--relative", is_flag=True, help="Hace un sitio que se abre desde el disco, sin servidor.")
@click.option("--update", is_flag=True, help="Escribe antes en las notas lo que responden sus ejemplos.")
@click.option("--compress", is_flag=True, help="Añade a cada archivo de texto su copia comprimida.")
@click.option(
    "--edition",
    type=click.Choice(["student", "teacher"]),
    metavar="CUÁL",
    help="«teacher»: con las soluciones y lo que es para docentes, en «build-docente».",
)
@click.option("--noindex", is_flag=True, help="Pide a los buscadores que no lo incluyan.")
@freezing
@click.pass_obj
def freeze(caller: Caller, /, **asked: Any) -> None:  # noqa: ANN401 - what the options say
    """Congela el sitio: escribe en «build» todo, o nada."""
    _freeze(caller, publish=True, **asked)


@commands.command(options_metavar="[OPCIONES]")
@click.option("--examples", is_flag=True, help="Ejecuta todos los ejemplos, aunque no hayan cambiado.")
@checking
@freezing
@click.pass_obj
def check(
    caller: Caller,
    /,
    baseline: Path | None,
    *,
    external: bool,
    spelling: bool,
    **asked: Any,  # noqa: ANN401 - what the options say
) -> None:
    """Comprueba el sitio entero sin publicar nada."""
    from escarcha.cli.checking import Beyond

    on_disk = not asked["no_cache"]
    beyond = Beyond(baseline, external=external, spelling=spelling, on_disk=on_disk)
    _freeze(caller, publish=False, output=None, beyond=beyond, **asked)


def _freeze(
    caller: Caller,
    *,
    publish: bool,
    content: Path | None,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    jobs: int,
    scheduler: str,
    no_run: bool,
    untrusted: bool,
    no_cache: bool,
    style: str,
    every: bool,
    quiet: bool,
    examples: bool = False,
    update: bool = False,
    relative: bool = False,
    compress: bool = False,
    noindex: bool = False,
    edition: str | None = None,
    beyond: Beyond | None = None,
) -> None:
    from escarcha.cli.copying import copy_media
    from escarcha.freezing import freeze as run_freeze
    from escarcha.freezing.report import Options

    # All that a freeze makes it keeps to its end: looking it over again and again takes a tenth of the time.
    gc.set_threshold(2_000_000, 20, 100)
    project = Project.at(
        caller.root,
        content=content,
        output=output,
        base_url=base_url,
        runs=not no_run,
        is_trusted=not untrusted,
        is_indexed=not noindex,
        is_for_teachers=edition == "teacher",
    )
    if project.is_in_the_way:
        cause = "«--edition teacher» no puede escribir donde está el sitio de todos."
        raise click.BadParameter(cause, param_hint="--output")
    options = Options(
        strict=strict and not beyond,
        jobs=jobs,
        cache=not no_cache,
        publish=publish,
        rerun=examples,
        relative=relative,
        scheduler=scheduler,
        compress=compress,
    )
    app = caller.app(project)
    report: FreezeReport | None = None
    try:
        if update:
            from escarcha.freezing.updating import update as run_update

            is_quiet = quiet or style == "json"
            terminal.show_updates(
                terminal.follow(run_update(project, options), quiet=is_quiet), quiet=is_quiet
            )
        copy_media(project, quiet=quiet or style == "json")
        report = terminal.follow(run_freeze(project, app, options), quiet=quiet or style == "json")
        if beyond:
            report = beyond(project, report, strict=strict, quiet=quiet or style == "json")
        problems: tuple[Problem, ...] = report.problems
    except EscarchaError as error:
        if style == "json":
            terminal.show_json(error.problems, None, published=False)
            sys.exit(error.exit_code)
        terminal.show_problems(error.problems, every=every)
        if not quiet:
            terminal.show_where_explained(error.problems)
            count = count_problems(error.problems)
            shown = project.display(project.output)
            # Path.exists would raise if the name were too long.
            is_there = publish and os.path.exists(project.output)  # noqa: PTH110 - see above
            kept = f" «{shown}» queda como estaba." if is_there else ""
            go_on = "" if has_errors(error.problems) else " Sin --strict, los avisos no impiden publicar."
            click.echo(f"No se ha publicado nada: {count}.{kept}{go_on}", err=True)
        sys.exit(error.exit_code)
    if style == "json":
        terminal.show_json(problems, report, published=publish, **(beyond.told if beyond else {}))
        return
    shown_problems = [found for found in problems if not quiet or found.severity is not Severity.HINT]
    terminal.show_problems(shown_problems, every=every)
    if not quiet:
        terminal.show_where_explained(shown_problems)
        where = (
            f"El sitio está en «{project.display(project.output)}»." if publish else "No se ha escrito nada."
        )
        terminal.show_report(report, where)


@commands.command(options_metavar="[OPCIONES]")
@previewing
@click.pass_obj
def preview(caller: Caller, /, **asked: Any) -> None:  # noqa: ANN401 - what the options say
    """Muestra el sitio en este ordenador mientras escribes."""
    from escarcha.cli.previewing import preview as run_preview

    run_preview(caller.root, caller.app, **asked)


@commands.command(options_metavar="[OPCIONES]")
@click.argument("query", metavar="CONSULTA")
@click.option("--limit", type=click.IntRange(1, 100), default=5, metavar="N", help="Páginas que se muestran.")
@click.option("--content", type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta de las notas.")
@click.pass_obj
def search(caller: Caller, query: str, limit: int, content: Path | None) -> None:
    """Busca como el sitio, y dice por qué sale cada página."""
    from escarcha.cli.explanation import explain
    from escarcha.pages import Edition, read_site

    reading, store = read_site(Project.at(caller.root, content=content))
    click.echo("\n".join(explain(Edition(reading.site, store).search.index, query, limit)))


for _command in (book, new, init, import_, mv, try_, accessibility, server, manual, explica, help_):
    commands.add_command(_command)
