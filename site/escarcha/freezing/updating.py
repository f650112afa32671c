"""Notes whose examples answer something else than they say, brought up to date before a freeze.

Only what an Example is held to is rewritten, and only if nothing else is wrong with it; the rest of the file
stays as it is, to the byte.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.examples.revisions import revise
from escarcha.freezing.output import write_failed
from escarcha.freezing.pipeline import open_edition
from escarcha.freezing.report import Progress
from escarcha.notes.rewriting import Edit, rewrite

if TYPE_CHECKING:
    from collections.abc import Generator

    from escarcha.config import Project
    from escarcha.examples.revisions import Revision
    from escarcha.freezing.report import Options
    from escarcha.notes import Note


def update(project: Project, options: Options) -> Generator[Progress, None, list[str]]:
    """Write into the notes what their examples answer.

    Args:
        project: whose notes they are.
        options: of the freeze that follows.

    Yields:
        A Progress for each piece of work done.

    Returns:
        What has changed, as people read it: a place, and the difference below it.

    Raises:
        EscarchaError: if the notes are no site, or a file cannot be written.
    """
    _, edition = yield from open_edition(project, options)
    for waiting in edition.run_all(options.jobs):
        yield Progress("Ejemplos", waiting)
    told: list[str] = []
    for entry in edition.site.entries.values():
        revisions = [each for run in edition.runs(entry) for each in revise(*run)]
        if entry.note and revisions and _write(project, entry.note, revisions):
            told += [_tell(entry.note, revision) for revision in revisions]
    return told


def _write(project: Project, note: Note, revisions: list[Revision]) -> bool:
    """Rewrite a note's file; return whether that could be done without touching anything else."""
    file = (project.content / note.path).resolve()
    edits = [Edit(each.line + note.body_line - 1, each.old, each.new) for each in revisions]
    try:
        changed = rewrite(file.read_bytes(), edits)
        if changed is None:
            return False
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as part:
            part.write(changed)
        try:
            shutil.copymode(file, part.name)
            Path(part.name).replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                Path(part.name).unlink()
            raise
    except OSError as error:
        raise write_failed(error, project) from error
    return True


def _tell(note: Note, revision: Revision) -> str:
    place = f"{note.place}:{revision.line + note.body_line - 1}"
    difference = "\n".join(f"    {line}".rstrip() for line in revision.difference.split("\n"))
    return f"{place}: la respuesta esperada se ha puesto al día.\n{difference}"
