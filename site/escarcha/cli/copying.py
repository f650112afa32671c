"""What a freeze needs of other hosts, fetched before it begins."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from escarcha.cli.terminal import follow
from escarcha.config import read_settings
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from escarcha.config import Project


def copy_media(project: Project, *, quiet: bool) -> None:
    """Copy what the notes show of other hosts, where the settings ask for that.

    Args:
        project: that is about to be frozen.
        quiet: whether nothing but problems is shown.

    Raises:
        EscarchaError: if a package is missing that asks other hosts.
    """
    is_asked = False
    with contextlib.suppress(EscarchaError):  # what is wrong with the settings is told by the freeze
        is_asked = read_settings(project).images == "copy"
    if is_asked:
        from escarcha.beyond.copying import copy_media as run_copies  # noqa: PLC0415 - all that reads notes comes with it

        follow(run_copies(project), quiet=quiet)
