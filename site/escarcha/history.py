"""Days, and what git knows of a project: when a note was last changed, and which files it is not to see."""

from __future__ import annotations

import datetime as dt
import functools
import os
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def today() -> dt.date:
    """Return the day (UTC), which a build that must be the same again may set.

    https://reproducible-builds.org/docs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.fromtimestamp(int(given), dt.UTC) if given.isdecimal() else dt.datetime.now(dt.UTC)
    return now.date()


def last_commit(content: Path) -> str:
    """Name the commit that ``last_changes`` depends on, and whether it is all there is; empty without git."""
    return _git(content, "rev-parse", "HEAD", "--is-shallow-repository").decode("ascii", "replace")


def last_changes(content: Path) -> Mapping[PurePosixPath, dt.date]:
    """Ask git for the day (UTC) of the last commit that touched each file under ``content``.

    Returns an empty mapping where there is no git or no repository, and in shallow clones, whose single
    commit would date every note alike.
    """
    return _changes_at(content, last_commit(content))


def ignored_below(folder: Path) -> frozenset[str]:
    """Ask git for what it ignores below a folder: names counted from there, each a file or a whole folder.

    Nothing is ignored where there is no git or no repository, nor in a folder that is ignored as a whole:
    whoever has a site made of it means all of it. What is in the repository all the same is not ignored.
    """
    found = _git(
        folder, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", "--", "."
    )
    names = {name.rstrip("/") for name in found.decode("utf-8", "surrogateescape").split("\0")}
    return frozenset(names - {"", "."})


def ignore_files(folder: Path) -> list[Path]:
    """Name the files, in a folder and above it, that may say what git ignores there, if they exist."""
    above = [folder, *folder.parents]
    return [parent / name for parent in above for name in (".gitignore", ".git/info/exclude")]


def renames(content: Path) -> dict[PurePosixPath, PurePosixPath]:
    """Ask git which files under ``content`` have another name than in the last commit: old → new.

    Empty where there is no git or no repository.
    """
    found = _git(
        content, "diff", "--name-status", "-M", "--diff-filter=R", "--relative", "-z", "HEAD", "--", "."
    )
    fields = iter(found.decode("utf-8", "surrogateescape").split("\0"))
    # Each reads R and how alike the two are, the old name, the new name.
    return {
        PurePosixPath(old): PurePosixPath(new) for _, old, new in zip(fields, fields, fields, strict=False)
    }


def all_renames(content: Path) -> dict[PurePosixPath, PurePosixPath]:
    """Ask git which files under ``content`` have ever had another name: old → new, the last one.

    Git finds them by their content. Empty where there is no git or no repository.
    """
    log = _git(
        *(
            content,
            "log",
            "--format=",
            "--name-status",
            "-M",
            "--diff-filter=R",
            "--relative",
            "-z",
            "--",
            ".",
        )
    )
    fields = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    found: dict[PurePosixPath, PurePosixPath] = {}
    for _, old, new in zip(fields, fields, fields, strict=False):
        found.setdefault(PurePosixPath(old), PurePosixPath(new))
    return found | renames(content)


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


_SETTINGS = ("core.quotePath=false", "log.showSignature=false", "core.fsmonitor=false")
"""A repository that came in an archive has settings of its own; some of git's name programs that it runs."""

_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
"""Nothing is fetched, as that may run a program, too: https://git-scm.com/docs/git#Documentation/git.txt."""


def _git(folder: Path, *arguments: str) -> bytes:
    if not _may_be_in_a_repository(folder):
        return b""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, and git is looked up as a shell would
            ["git", *settings, *arguments],  # noqa: S607 - the same
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _may_be_in_a_repository(folder: Path) -> bool:
    """Tell whether it is worth starting git, which looks for a repository where this looks.

    https://git-scm.com/docs/git#_the_git_repository
    """
    place = folder.resolve()  # where git finds itself, behind whatever link
    return "GIT_DIR" in os.environ or any((above / ".git").exists() for above in (place, *place.parents))
