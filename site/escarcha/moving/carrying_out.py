"""A plan carried out: all of it, or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.interrupts import interrupts_later
from escarcha.problems import Code, EscarchaError, Problem, because

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.moving.edits import Edited
    from escarcha.moving.plan import Plan

_ASIDE = ".escarcha-mv-"
"""How the folder is called in which the new texts wait; nobody takes what begins with a dot for notes."""


def carry_out(plan: Plan) -> None:
    """Move files and change texts.

    The new texts are written aside first, so that a disk that is full is known before anything has changed;
    then names are exchanged, one after the other, and back again if one of them cannot be.

    Args:
        plan: what to do.

    Raises:
        EscarchaError: if the system refuses, or a file has changed since the plan was made; then all is as it
            was.
    """
    try:
        aside = Path(tempfile.mkdtemp(dir=plan.project.content, prefix=_ASIDE))
    except OSError as error:
        raise _failed(error, plan) from error
    undo: list[Callable[[], object]] = []
    try:
        waiting = [_written_aside(each, aside / str(number), plan) for number, each in enumerate(plan.edited)]
        with interrupts_later():
            _carry_out(plan, waiting, undo)
    except OSError as error:
        for step in reversed(undo):
            with contextlib.suppress(OSError):
                step()
        raise _failed(error, plan) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _remove_empty(plan)


def _written_aside(edited: Edited, file: Path, plan: Plan) -> Path:
    """Write the new text of a file, with the rights of the old one, and make sure that this is as it was."""
    if edited.old.read_bytes() != edited.before:
        cause, remedy = "ha cambiado mientras tanto.", "Repite la orden."
        raise EscarchaError(Problem(Code.CANNOT_MOVE, plan.project.display(edited.old), None, cause, remedy))
    file.write_bytes(edited.after)
    shutil.copymode(edited.old, file)
    return file


def _carry_out(plan: Plan, waiting: list[Path], undo: list[Callable[[], object]]) -> None:
    """Do one step after the other, each with what undoes it."""
    for old, new in plan.moved:
        for folder in reversed([each for each in new.parents if not each.exists()]):
            folder.mkdir()
            undo.append(folder.rmdir)
        _rename(old, new)
        undo.append(lambda old=old, new=new: new.rename(old))  # type: ignore[misc]  # the defaults bind them
    for edited, file in zip(plan.edited, waiting, strict=True):
        kept = file.with_name(f"{file.name}-antes")
        target = edited.new.resolve()  # a link stays one
        shutil.copy2(target, kept)
        file.replace(target)
        undo.append(lambda kept=kept, target=target: kept.replace(target))  # type: ignore[misc]  # the same


def _rename(old: Path, new: Path) -> None:
    """Give a file or a folder another name, never that of something else."""
    if os.path.lexists(new) and not new.samefile(old):
        raise FileExistsError(17, "", str(new))
    old.rename(new)


def _remove_empty(plan: Plan) -> None:
    """Remove the folders that hold nothing any more."""
    for old, _ in plan.moved:
        for folder in old.parents:
            if folder == plan.project.content:
                break
            try:
                folder.rmdir()
            except OSError:
                break


def _failed(error: OSError, plan: Plan) -> EscarchaError:
    place = plan.project.display(Path(error.filename2 or error.filename or plan.project.content))
    cause = f"no se puede escribir: {because(error)}. Todo queda como estaba."
    return EscarchaError(Problem(Code.CANNOT_MOVE, place, None, cause, "Arréglalo y repite la orden."))
