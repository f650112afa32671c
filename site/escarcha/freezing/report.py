"""What a freeze is asked, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from escarcha.problems import Problem  # noqa: TC001 - msgspec reads the type at run time


@dataclass(frozen=True, slots=True)
class Options:
    """How to freeze.

    Args:
        strict: whether warnings stop the publication.
        jobs: processes to render with.
        cache: whether Fragments of earlier freezes are used and kept.
        publish: whether to swap the result in; without it this is a check.
        rerun: whether examples run even if their outcome is known.
        relative: whether the folder is one that opens from a disk, without a server.
        scheduler: address of the Dask cluster that renders; empty for this machine alone.
        compress: whether files have compressed copies.
    """

    strict: bool = False
    jobs: int = 1
    cache: bool = True
    publish: bool = True
    rerun: bool = False
    relative: bool = False
    scheduler: str = ""
    compress: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """One piece of work done, for whoever shows progress.

    Args:
        stage: what is being done, in Spanish.
        total: how many pieces the stage has.
    """

    stage: str
    total: int


@dataclass(frozen=True, slots=True)
class FreezeReport:
    """How a freeze went.

    Args:
        pages: notes and sections frozen.
        files: files written, media included.
        changed: files that differ from what was published before, the vanished included.
        size: bytes of all files.
        seconds: it took.
        problems: in order; warnings and hints alone, as an error is raised.
    """

    pages: int
    files: int
    changed: int
    size: int
    seconds: float
    problems: tuple[Problem, ...]
