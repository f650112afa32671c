"""Whether this may be released: version, tag and changelog agree, and nothing waits to be committed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from escarcha.version import __version__

ROOT = Path(__file__).resolve().parents[1]


def faults(version: str, tags: list[str], changelog: str, waiting: str) -> list[str]:
    """Return what keeps a version from being released; nothing if all is well.

    Args:
        version: of the package.
        tags: of this commit.
        changelog: its text.
        waiting: what ``git status --porcelain`` says.
    """
    found = []
    if f"v{version}" not in tags:
        found.append(f"this commit has no tag v{version}, but {', '.join(tags) or 'none'}")
    newest = re.search(r"^## (.*)$", changelog, re.MULTILINE)
    said = newest[1] if newest else "nothing"
    if not re.fullmatch(rf"{re.escape(version)} \(\d{{4}}-\d\d-\d\d\)", said):
        found.append(f"CHANGELOG.md begins with «{said}», not with «{version} (YYYY-MM-DD)»")
    if waiting:
        found.append(f"not committed:\n{waiting.rstrip()}")
    return found


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 - our own words


if __name__ == "__main__":
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    wrong = faults(__version__, _git("tag", "--points-at").split(), changes, _git("status", "--porcelain"))
    sys.exit("\n".join(wrong) or None)  # an empty text would be a failure
