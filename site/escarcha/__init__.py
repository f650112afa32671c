"""Escarcha turns a folder of Spanish Markdown notes into a static documentation site.

The names a project's ``freeze.py`` needs are here: ``create_app`` or ``join``, and ``main``; ``fence`` and
``check`` for what it may add besides what Flask knows.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from escarcha.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from escarcha.hooks import Check, Draw

__all__ = ["__version__", "check", "create_app", "fence", "join", "main"]


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


def join(app: Flask, root: str | Path = ".", prefix: str = "/notas") -> Flask:
    """Have the notes of a project join an app of one's own, and return that app.

    Args:
        app: which goes on answering at all other addresses.
        root: as for ``create_app``.
        prefix: below which the notes stand; templates for them lie in ``templates/notas/``, if it is that.
    """
    import dataclasses  # noqa: PLC0415 - see above

    from escarcha.config import Project  # noqa: PLC0415 - see above
    from escarcha.preview.live import join_app  # noqa: PLC0415 - see above

    join_app(app, dataclasses.replace(Project.at(_folder(root)), prefix=f"/{prefix.strip('/')}"))
    return app


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


def fence(language: str) -> Callable[[Draw], Draw]:
    """Have the fences of a language drawn by the function that this decorates.

    The function gets the text of a fence and its options, and returns the HTML that the page is to have.

    Args:
        language: the first word of these fences.
    """
    from escarcha.hooks import hooks  # noqa: PLC0415 - see above

    def add(draw: Draw) -> Draw:
        hooks.fences[language.lower()] = draw
        return draw

    return add


def check(look: Check) -> Check:
    """Have every note looked at by the function that this decorates.

    Args:
        look: gets a CheckedNote, and gives what is wrong with it: the line, and a sentence.
    """
    from escarcha.hooks import hooks  # noqa: PLC0415 - see above

    hooks.checks[look.__name__] = look
    return look


def _folder(root: str | Path) -> Path:
    from pathlib import Path  # noqa: PLC0415 - see above

    path = Path(root).resolve()
    return path.parent if path.is_file() else path
