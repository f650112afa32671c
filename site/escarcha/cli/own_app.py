"""The app of a project's own ``freeze.py``, for the ``escarcha`` command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.preview.script import NAME, load_app

if TYPE_CHECKING:
    from flask import Flask


def own_app() -> Flask | None:
    """Return the ``app`` of the working folder's ``freeze.py``, if there is one.

    Raises:
        EscarchaError: that names the line, if the script cannot be loaded.
    """
    script = Path(NAME)
    return load_app(script) if script.is_file() else None
