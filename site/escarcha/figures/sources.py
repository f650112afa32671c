"""The templates of figures as they are on disk: the theme's, and those that a project has put in their place.

All are read at once, so that what is drawn and the digest that names it are of the same text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escarcha import bundled
from escarcha.bundled import THEME
from escarcha.figures.faults import explain, remedy_of
from escarcha.problems import Code, EscarchaError, Problem, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escarcha.config import Project

FOLDER = "figures"


class Source(NamedTuple):
    """A template.

    Args:
        name: that others extend and include it by: ``figures/code.html``.
        text: what it says.
        file: what Problems call it.
        is_own: whether it is the project's.
    """

    name: str
    text: str
    file: str
    is_own: bool


def read_sources(project: Project | None = None) -> tuple[Source, ...]:
    """Read the templates of figures; of two that share a name the later one counts.

    Args:
        project: whose own come last; None for the theme's alone.

    Raises:
        EscarchaError: with every file that is there and cannot be read.
    """
    found: list[Source] = []
    for file in _files(bundled.templates()):
        name, text = file.relative_to(bundled.templates()).as_posix(), file.read_text("utf-8")
        found += (Source(each, text, f"{THEME}{name}", is_own=False) for each in (f"{THEME}{name}", name))
    if project and project.templates != bundled.templates():  # as they are in a checkout of our own
        found += _own_sources(project)
    return tuple(found)


def _own_sources(project: Project) -> list[Source]:
    found, problems = [], []
    for file in _files(project.templates):
        place = project.display(file)
        try:
            text = file.read_bytes().decode()
        except OSError as error:
            problems.append(unreadable(error, place))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            cause = f"la plantilla no se puede leer: {explain(error)}."
            problems.append(Problem(Code.BROKEN_TEMPLATE, place, line, cause, remedy_of(error)))
        else:
            found.append(Source(file.relative_to(project.templates).as_posix(), text, place, is_own=True))
    if problems:
        raise EscarchaError(*problems)
    return found


def _files(templates: Path) -> Iterator[Path]:
    return (file for file in sorted((templates / FOLDER).rglob("*.html")) if file.is_file())
