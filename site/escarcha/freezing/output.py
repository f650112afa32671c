"""The output folder: locked, written beside, swapped in at once.

At every moment ``build/`` is entirely the old site or entirely the new one, whatever kills the process.
Where the system cannot swap two folders in one step, two renames do it, and the next run repairs
what a crash between them left behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self

from filelock import FileLock, Timeout

from escarcha.freezing.swap import swap
from escarcha.interrupts import interrupts_later
from escarcha.problems import Code, EscarchaError, Problem, because

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from types import TracebackType

    from escarcha.config import Project

MARK = ".nojekyll"
"""A file only we write. It tells GitHub Pages to publish ``_static/`` too, and us that a folder is ours."""

FULL = {errno.ENOSPC, errno.EDQUOT}
"""How the system says that a disk takes no more."""

MARK_TEXT = "Esta carpeta la escribe Escarcha; lo que pongas en ella a mano se pierde.\n"


class Output:
    """A folder to publish into; use it as a context manager.

    Inside the block ``folder`` is the new, empty folder; ``publish`` makes it the published one. Leaving
    the block without that throws it away.

    Args:
        project: whose output folder it is.

    Raises:
        EscarchaError: on entering, if the folder is somebody else's, is locked or cannot be written to.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        # Through a symbolic link, so that the folder behind it is swapped and the link stays.
        # realpath and not resolve(), which raises on a link that leads to itself.
        self._target = Path(os.path.realpath(project.output))
        beside = self._target.parent
        name = self._target.name
        self.folder = beside / f".{name}.escarcha-new"
        self._old = beside / f".{name}.escarcha-old"
        self._lock = FileLock(beside / f".{name}.escarcha-lock")

    def put_back(self) -> None:
        """Put back the published folder that a killed run has left aside, unless a run is at it now."""
        with contextlib.suppress(OSError, Timeout):
            if self._target.exists() or not self._old.exists():
                return
            self._lock.acquire(timeout=0)
            try:
                with interrupts_later():
                    self._old.rename(self._target)
            finally:
                self._lock.release()

    def __enter__(self) -> Self:
        self._refuse_place()
        try:
            self._refuse_foreign()  # before the lock is there, which stays
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            if not Path(self._lock.lock_file).exists():  # filelock waits for what can never be made
                missing = FileNotFoundError(errno.ENOENT, "", str(self._target.parent))
                raise write_failed(missing, self._project) from None
            cause = f"otra congelación está escribiendo en «{self._project.display(self._target)}»."
            raise EscarchaError(
                Problem(Code.ALREADY_FREEZING, "", None, cause, "Espera a que termine y repite la orden.")
            ) from None
        except OSError as error:
            raise write_failed(error, self._project) from error
        try:
            with interrupts_later():
                self._repair()
            self._refuse_foreign()
            self.folder.mkdir()
            (self.folder / MARK).write_text(MARK_TEXT, "utf-8")
        except BaseException as error:
            self.__exit__(None, None, None)
            if isinstance(error, OSError):
                raise write_failed(error, self._project) from error
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with interrupts_later():
            _remove(self.folder)
            self._lock.release()
            # Deleted here, as exceptions raised while Python throws an object away are lost.
            del self._lock

    def publish(self) -> None:
        """Put the new folder in the place of the published one."""
        with interrupts_later():
            if self._target.is_dir():
                if swap(self.folder, self._target):
                    # What was published now lies where the new folder was, and is removed like it.
                    return
                self._target.rename(self._old)
            try:
                self.folder.rename(self._target)
            except OSError:
                if self._old.exists():
                    self._old.rename(self._target)
                raise
            _remove(self._old)

    def _repair(self) -> None:
        """Undo what a killed run left: half a new folder, or the old one not yet put back."""
        if self._old.exists() and not self._target.exists():
            self._old.rename(self._target)
        for leftover in (self.folder, self._old):
            _remove(leftover)
            if leftover.exists():
                raise PermissionError(errno.EACCES, "", str(leftover))

    def _refuse_place(self) -> None:
        """Refuse to write among the notes or over the project, before so much as a lock is written there."""
        target, project = self._target, self._project
        # Where the notes are the whole project, its output is beside them and is none of them.
        among = project.content != project.root and target.is_relative_to(project.content)
        if among or any(folder.is_relative_to(target) for folder in (project.content, project.root)):
            self._refuse("la carpeta de salida contiene las notas o está dentro de ellas.")
        if target.is_relative_to(project.templates):
            self._refuse("la carpeta de salida es la de las plantillas o está dentro de ella.")

    def _refuse_foreign(self) -> None:
        """Refuse to replace what Escarcha did not write."""
        target = self._target
        if os.path.ismount(target):
            remedy = "Elige con --output una carpeta que esté dentro."
            cause = "la salida es un punto de montaje, y no se puede cambiar de una vez por la carpeta nueva."
            self._refuse(cause, remedy)
        if target.is_file():
            self._refuse("la salida es un archivo y debe ser una carpeta.")
        if target.is_dir() and any(target.iterdir()) and not _is_ours(target):
            self._refuse("la carpeta de salida tiene cosas que Escarcha no ha escrito, y se borrarían.")

    def _refuse(
        self, cause: str, remedy: str = "Elige con --output una carpeta vacía o que aún no exista."
    ) -> NoReturn:
        place = self._project.display(self._target)
        raise EscarchaError(Problem(Code.FOREIGN_OUTPUT, place, None, cause, remedy), exit_code=2)


def keep_times(old: Path, new: Path, names: set[str], taken: Collection[str], before: Iterable[str]) -> int:
    """Give every file of ``new`` that has the same bytes in ``old`` its old time of change.

    Args:
        old: the folder published before.
        new: the one to be published.
        names: of all files in it.
        taken: of those that are one on the disk in both.
        before: of all files in the old folder.

    Returns:
        How many files differ: changed, added or gone.
    """
    changed = 0
    for name in names.difference(taken):
        one, file = old / name, new / name
        if one.is_file() and _same_bytes(one, file):
            status = one.stat()
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        else:
            changed += 1
    return changed + sum(1 for name in before if name not in names)


def write_failed(error: OSError, project: Project) -> EscarchaError:
    """Say in Spanish why the disk did not take it."""
    cause = f"no se puede escribir: {because(error)}."
    if error.errno in FULL:
        remedy = "Libera espacio y repite la orden."
    elif error.errno == errno.EXDEV:  # as of a folder of a container's image, which cannot be moved
        cause = (
            "la carpeta de salida está en otra capa del disco, y no se puede cambiar de una vez por la nueva."
        )
        remedy = "Bórrala y repite la orden, o elige otra con --output."
    elif error.errno == errno.EBUSY:
        cause = "la carpeta de salida está en uso, quizá como punto de montaje, y no se puede cambiar."
        remedy = "Elige con --output otra, que puede estar dentro."
    else:
        remedy = "Revisa los permisos o elige otra --output."
    path = (
        project.display(Path(os.fsdecode(error.filename)))
        if error.filename
        else project.display(project.output)
    )
    return EscarchaError(Problem(Code.WRITE_FAILED, path, None, cause, remedy))


def _remove(folder: Path) -> None:
    """Delete a folder, write-protected parts included, as far as the system lets us."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for path in [folder, *folder.rglob("*")]:
            with contextlib.suppress(OSError):
                path.chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    try:
        return (folder / MARK).read_text("utf-8", "replace") == MARK_TEXT
    except OSError:
        return False


def _same_bytes(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
