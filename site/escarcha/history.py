"""What git knows of notes: when each was last changed, and what is not to be kept."""

from __future__ import annotations

import datetime as dt
import functools
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def last_commit(content: Path) -> str:
    """Name the commit that ``last_changes`` depends on, and whether it is all there is; empty without git."""
    return _git(content, "rev-parse", "HEAD", "--is-shallow-repository").decode("ascii", "replace")


def last_changes(content: Path) -> Mapping[PurePosixPath, dt.date]:
    """Ask git for the day (UTC) of the last commit that touched each file under ``content``.

    Returns an empty mapping where there is no git or no repository, and in shallow clones, whose single
    commit would date every note alike.
    """
    return _changes_at(content, last_commit(content))


def ignores(folder: Path, path: str) -> bool:
    """Tell whether git would leave a file of a folder out; not where there is no git or no repository."""
    return bool(_git(folder, "check-ignore", "--", path)) if folder.is_dir() else False


@functools.lru_cache(maxsize=2)
def _changes_at(content: Path, commit: str) -> dict[PurePosixPath, dt.date]:
    if not commit.endswith("\nfalse\n"):
        return {}
    log = _git(
        content, "log", "--format=%x00%ct", "--name-only", "--no-renames", "-z", "--relative", "--", "."
    )
    changes: dict[PurePosixPath, dt.date] = {}
    day = dt.date.min
    commit_follows = False
    # Each commit reads NUL, seconds, NUL, newline, then its files, each closed by NUL.
    for field in log.split(b"\0"):
        if not field:
            commit_follows = True
        elif commit_follows:
            day = dt.datetime.fromtimestamp(int(field), dt.UTC).date()
            commit_follows = False
        else:
            name = field.removeprefix(b"\n").decode("utf-8", "surrogateescape")
            changes.setdefault(PurePosixPath(name), day)
    return changes


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, and git is looked up as a shell would
            command, cwd=folder, capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
