"""Escarcha turns a folder of Spanish Markdown notes into a static documentation site.

The two names a project's ``freeze.py`` needs are here: ``create_app`` and ``main``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from escarcha.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

__all__ = ["__version__", "create_app", "main"]


def create_app(root: str | Path = ".") -> Flask:
    """Make the Flask app of a project, which shows its notes as they are at each request.

    Args:
        root: the project's folder, or a file in it, such as ``freeze.py``'s own ``__file__``.
    """
    from escarcha.interrupts import interrupts_at_once  # noqa: PLC0415 - a name must not cost its imports

    # Of a server that imports freeze.py, Ctrl-C is its own business.
    is_command = str(root) == getattr(sys.modules["__main__"], "__file__", None)
    with interrupts_at_once(wanted=is_command):
        from escarcha.config import Project  # noqa: PLC0415 - see above
        from escarcha.preview.live import live_app  # noqa: PLC0415 - see above

        return live_app(Project.at(_folder(root)))


def main(app: Flask | None = None, root: str | Path = ".", freezer: object = None) -> None:
    """Run the command line and end the process with its exit code.

    Args:
        app: the project's app, to which it may have added views.
        root: as for ``create_app``.
        freezer: the project's own Freezer of Frozen-Flask, which knows addresses of these views.
    """
    if app is not None and freezer is not None:
        app.extensions["escarcha.freezer"] = freezer
    from escarcha.interrupts import interrupts_at_once  # noqa: PLC0415 - see above

    with interrupts_at_once():
        from escarcha.cli import main as run  # noqa: PLC0415 - see above

    run(lambda: app, _folder(root))


def _folder(root: str | Path) -> Path:
    from pathlib import Path  # noqa: PLC0415 - see above

    path = Path(root).resolve()
    return path.parent if path.is_file() else path
