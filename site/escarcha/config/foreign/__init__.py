"""The settings of another tool as defaults for ours: what stands in ``mkdocs.yml`` or ``zensical.toml``.

1. ``finding.py`` says which file speaks of the notes, and which folder of notes it names.
2. ``parsing.py`` reads it as plain values, each with its place (``document.py``); ``shape.py`` gives what may
   be written in several ways one shape.
3. ``table.py`` says, key by key, what becomes of it (``fates.py``), and ``values.py``, ``lines.py`` and
   ``options.py`` read the values.
4. ``taking.py`` goes by the table, and accounts for every key.

``Foreign`` is the front door. Nothing that a file names is run, and nothing is written.
"""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.config.foreign import finding
from escarcha.config.foreign.fates import Context, Taken
from escarcha.config.foreign.table import TABLE
from escarcha.config.foreign.taking import Account, take
from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.config.foreign.document import Document, Keys
    from escarcha.config.project import Project

__all__ = ["FOREIGN_NAMES", "Account", "Foreign", "foreign_files", "read_foreign"]

FOREIGN_NAMES = finding.NAMES
"""What the files are called."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The settings of another tool that speak of a project's notes.

    Args:
        file: where they stand.
        document: what it says.
        account: what becomes of each key.
    """

    file: Path
    document: Document
    account: Account


def read_foreign(project: Project) -> Foreign | None:
    """Read the settings of another tool, if some lie beside or above a project's notes.

    Raises:
        EscarchaError: with a problem that has its line, if they cannot be read.
    """
    file = finding.find(project.root, project.content)
    if file is None:
        return None
    try:
        document = finding.read(file)
    except EscarchaError as error:
        shown = (dataclasses.replace(each, path=project.display(Path(each.path))) for each in error.problems)
        raise EscarchaError(*shown) from error
    top = finding.top(project.root, project.content)
    if not project.is_trusted and any(top not in each.resolve().parents for each in document.files):
        cause, remedy = (
            "sigue de un archivo de fuera del proyecto, o lo es.",
            "Quita INHERIT, o copia el archivo.",
        )
        raise EscarchaError(Problem(Code.BROKEN_SETTINGS, project.display(file), None, cause, remedy))
    context = Context(project.root, file.parent, project.content, finding.way(file, project.content))
    account = take(document.values, TABLE, context)
    account.settings["dialect"] = "material"
    if built := finding.built(file, document, project.content):
        account.settings["exclude"] = [*account.settings.get("exclude", []), built]
    for each in document.untold:
        fate = next((TABLE[name] for name in _dotted(each.keys) if name in TABLE), None)
        if isinstance(fate, Taken) or (not each.keys[1:] and fate is None):
            setting = fate.setting if isinstance(fate, Taken) else ""
            account.untold.append(dataclasses.replace(each, setting=setting))
    return Foreign(file, document, account)


def foreign_files(project: Project, *, inherited: bool = False) -> list[Path]:
    """List the files that may hold another tool's settings, whether they are there or not.

    Args:
        project: whose settings they would be.
        inherited: whether those count as well that the others go on from, for which they have to be read.
    """
    found = finding.places(project.root, project.content)
    if inherited and (file := finding.find(project.root, project.content)):
        with contextlib.suppress(EscarchaError):
            found += finding.read(file).files
    return found


def _dotted(keys: Keys) -> Iterator[str]:
    """Yield the way to a value as the table writes it, and the ways to what lies above."""
    for count in range(len(keys), 0, -1):
        yield ".".join(map(str, keys[:count]))
