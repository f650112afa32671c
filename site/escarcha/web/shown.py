"""Which Edition an app shows at this moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import current_app, g

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask

    from escarcha.pages import Edition
    from escarcha.problems import Problem

EXTENSION = "escarcha"
_LIVE = "escarcha.live"


def _nothing() -> tuple[Problem, ...]:
    return ()


def _unnamed() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Live:
    """What an author who looks at pages is told besides.

    Args:
        problems: returns what is known to be wrong at this moment, in the whole site.
        version: returns a name of what is shown at this moment, for pages that are told when it changes;
            empty where they are not.
    """

    problems: Callable[[], Iterable[Problem]] = field(default=_nothing)
    version: Callable[[], str] = field(default=_unnamed)


def show_editions(
    app: Flask, current: Callable[[], Edition], *, live: bool, told: Live | None = None
) -> None:
    """Have an app show what ``current`` returns from now on.

    Args:
        app: made by ``create_app``.
        current: called for each request; returns the Edition to show.
        live: whether what goes wrong is shown in place of the page; otherwise it is raised.
        told: what pages say besides, where they are live.
    """
    app.extensions[EXTENSION] = current
    app.extensions[_LIVE] = told or Live()
    app.config["ESCARCHA_LIVE"] = live


def shown_live() -> Live:
    """Return what the author is told besides."""
    live: Live = current_app.extensions[_LIVE]
    return live


def shown_edition() -> Edition:
    """Return the Edition to show to the current request: the same from its beginning to its end."""
    edition: Edition | None = g.get(EXTENSION)
    if edition is None:
        current: Callable[[], Edition] = current_app.extensions[EXTENSION]
        edition = current()
        setattr(g, EXTENSION, edition)
    return edition
