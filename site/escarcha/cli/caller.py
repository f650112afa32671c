"""Who runs a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from escarcha.config import Project


@dataclass(frozen=True, slots=True)
class Caller:
    """Who runs the command: the project's folder, and what gives its own app if it has one."""

    root: Path
    own_app: Callable[[], Flask | None]

    def app(self, project: Project) -> Flask:
        """Return the project's own app, or else a plain one."""
        if own := self.own_app():
            return own
        from escarcha.preview.live import live_app  # noqa: PLC0415 - help must not wait for it

        return live_app(project)
