"""A project that has the settings of another tool, and what is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.config import Project, unread_settings

if TYPE_CHECKING:
    from pathlib import Path

MKDOCS, ZENSICAL = "mkdocs.yml", "zensical.toml"


def project(root: Path, text: str, name: str = MKDOCS, *notes: str) -> Project:
    """Write another tool's settings and some notes, and lay the project out."""
    for note in ("docs/index.md", *notes):
        file = root / note
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Nota\n", "utf-8")
    (root / name).write_text(text, "utf-8")
    return Project.at(root)


def told(project: Project) -> list[str]:
    """Return what is told of settings, without codes."""
    return [str(problem).rpartition(" [")[0] for problem in unread_settings(project)]
