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


def trust(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    """Add the options that say how far the notes are trusted."""
    command = click.option(
        "--untrusted", is_flag=True, help="No ejecuta nada de las notas, digan lo que digan sus ajustes."
    )(command)
    return click.option("--no-run", is_flag=True, help="No ejecuta los ejemplos de las notas.")(command)


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
        click.option("--all", "every", is_flag=True, help="Muestra todos los problemas, uno a uno."),
        click.option("--no-cache", is_flag=True, help="No usa ni guarda lo ya hecho otras veces."),
        click.option(
            "--jobs", type=click.IntRange(1), default=jobs, metavar="N", help="Procesos a la vez, como mucho."
        ),
        click.option(
            "--scheduler",
            default="",
            metavar="DIRECCIÓN",
            help="Clúster de Dask que convierte las notas.",
        ),
        click.option("--strict", is_flag=True, help="Los avisos cuentan como errores."),
    ):
        command = option(command)
    return folders(trust(command))


def checking(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    """Add the options of ``check`` that ``freeze`` does not have."""
    for name, text in (
        ("--spelling", "Busca las palabras de las notas en el diccionario."),
        ("--external", "Pregunta a otros servidores por los enlaces que llevan a ellos."),
    ):
        command = click.option(name, is_flag=True, help=text)(command)
    return click.option(
        "--baseline",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="ARCHIVO",
        help="Dice solo lo que no esté en la lista de este archivo; si no existe, la hace.",
    )(command)


def previewing(command: Any) -> Any:  # noqa: ANN401 - a decorator of click
    """Add the options of ``preview``."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option("--output", type=folder, metavar="CARPETA", help="Carpeta del sitio, con --built."),
        click.option("--built", is_flag=True, help="Sirve el sitio ya congelado, como lo haría Netlify."),
        click.option(
            "--host",
            metavar="DIRECCIÓN",
            default="127.0.0.1",
            help="Dónde escucha; con 0.0.0.0 se ve desde otros aparatos de la red.",
        ),
        click.option(
            "--port",
            type=click.IntRange(1, 65535),
            metavar="N",
            help="Puerto; si falta, el primero libre desde el 8000.",
        ),
        click.option("--open", "opens", is_flag=True, help="Abre el navegador."),
    ):
        command = option(command)
    return folders(trust(command))
