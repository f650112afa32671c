"""The app of a project's own ``freeze.py``, for the ``escarcha`` command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.preview.script import NAME, load_app
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from flask import Flask


def own_app() -> Flask | None:
    """Return the ``app`` of the working folder's ``freeze.py``, if there is one.

    Raises:
        SystemExit: with a problem that names the line, if the script cannot be loaded.
    """
    script = Path(NAME)
    if not script.is_file():
        return None
    try:
        return load_app(script)
    except EscarchaError as error:
        sys.exit(str(error.problems[0]))
