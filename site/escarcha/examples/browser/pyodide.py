"""Pyodide, which is Python for browsers: one archive, as its authors publish it, held to its hash.

It is published with the site as it is, but for its scripts, which browsers load by themselves. What it holds
beyond the core, such as NumPy, is not in it: https://pyodide.org/en/stable/usage/downloading-and-deploying.html.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import tarfile
import urllib.request
from typing import TYPE_CHECKING

from escarcha.config import setting_place
from escarcha.problems import Code, EscarchaError, Problem, Severity, because

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project, Settings

VERSION, PYTHON_VERSION = "314.0.7", "3.14.2"
"""Of Pyodide, and of the Python in it."""

_ADDRESS = f"https://registry.npmjs.org/pyodide/-/pyodide-{VERSION}.tgz"
_HASH = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""SHA-512, as the registry gives it: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#packages."""

_TIMEOUT = 60
"""Seconds without an answer."""

SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
"""What browsers load as modules."""


def archive_of(cache: Path) -> Path:
    """Return where the archive lies, if it does.

    Args:
        cache: the project's folder for what git ignores.
    """
    return cache / f"pyodide-{VERSION}.tgz"


def read_archive(cache: Path) -> bytes | None:
    """Return the archive; None if it is not there, or is not what it should be."""
    try:
        content = archive_of(cache).read_bytes()
    except OSError:
        return None
    return content if _is_right(content) else None


def scripts(archive: bytes) -> dict[str, bytes]:
    """Return the scripts of the archive by name."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as opened:
        found = {name: opened.extractfile(f"package/{name}") for name in SCRIPTS}
        return {name: file.read() for name, file in found.items() if file}


def check_python(project: Project, settings: Settings) -> list[Problem]:
    """Tell of a site whose readers are to run examples, and whose project lacks the archive."""
    if not settings.tries or read_archive(project.cache):
        return []
    place, line = setting_place(project, "true", key="try")
    cause = f"para probar ejemplos en la página hace falta Pyodide {VERSION}, y en este proyecto no está."
    remedy = "Tráelo con «python freeze.py try install», o quita «try» de los ajustes."
    return [Problem(Code.MISSING_PACKAGE, place, line, cause, remedy, Severity.ERROR)]


def install(project: Project, source: Path | None = None) -> Path:
    """Get the archive, hold it to its hash, and put it into the project's folder.

    Args:
        project: that wants it.
        source: the archive, if it is here already; without it, it is fetched.

    Returns:
        Where it lies now.

    Raises:
        EscarchaError: if it cannot be had or written, or is another.
    """
    file = archive_of(project.cache)
    if read_archive(project.cache):
        return file
    try:
        content = source.read_bytes() if source else _fetch()
    except OSError as error:
        cause = f"Pyodide {VERSION} no se puede traer: {because(error)}."
        remedy = f"Descarga {_ADDRESS} por otro camino y dilo con «--from ARCHIVO»."
        raise EscarchaError(Problem(Code.MISSING_PACKAGE, "", None, cause, remedy)) from error
    if not _is_right(content):
        cause = f"lo que ha llegado no es Pyodide {VERSION}: su huella es otra."
        raise EscarchaError(
            Problem(Code.MISSING_PACKAGE, str(source or ""), None, cause, f"Trae {_ADDRESS}.")
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        cause = f"no se puede escribir: {because(error)}."
        raise EscarchaError(Problem(Code.UNREADABLE, project.display(file), None, cause)) from error
    return file


def _fetch() -> bytes:
    with urllib.request.urlopen(_ADDRESS, timeout=_TIMEOUT) as answer:
        content: bytes = answer.read()
        return content


def _is_right(content: bytes) -> bool:
    return base64.b64encode(hashlib.sha512(content).digest()).decode() == _HASH
