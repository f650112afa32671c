"""Which Edition an app shows at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from escarcha.pages import Edition

EXTENSION = "escarcha"


def show_editions(app: Flask, current: Callable[[], Edition], *, live: bool) -> None:
    """Have an app show what ``current`` returns from now on.

    Args:
        app: made by ``create_app``.
        current: called for each request; returns the Edition to show.
        live: whether what goes wrong is shown in place of the page; otherwise it is raised.
    """
    app.extensions[EXTENSION] = current
    app.config["ESCARCHA_LIVE"] = live


def shown_edition() -> Edition:
    """Return the Edition to show to the current request: the same from its beginning to its end."""
    edition: Edition | None = g.get(EXTENSION)
    if edition is None:
        current: Callable[[], Edition] = current_app.extensions[EXTENSION]
        edition = current()
        setattr(g, EXTENSION, edition)
    return edition
