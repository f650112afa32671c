"""The options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click


def folders(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    """Add the options that say where the notes are and what the site's address is."""
    folder = click.Path(path_type=Path)
    command = click.option("--base-url", metavar="URL", help="Dirección pública del sitio.")(command)
    return click.option("--content", type=folder, metavar="CARPETA", help="Carpeta de las notas.")(command)


def freezing(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    """Add the options that ``freeze`` and ``check`` share."""
    jobs = os.cpu_count() or 1
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No muestra más que los problemas."),
        click.option(
            "--format",
            "style",
            type=click.Choice(["text", "json"]),
            default="text",
            help="Cómo se muestran los problemas: para personas o para programas.",
        ),
        click.option("--no-run", is_flag=True, help="No ejecuta los ejemplos de las notas."),
        click.option("--no-cache", is_flag=True, help="No usa ni guarda lo ya hecho otras veces."),
        click.option(
            "--jobs", type=click.IntRange(1), default=jobs, metavar="N", help="Procesos a la vez, como mucho."
        ),
        click.option("--strict", is_flag=True, help="Los avisos cuentan como errores."),
    ):
        command = option(command)
    return folders(command)
