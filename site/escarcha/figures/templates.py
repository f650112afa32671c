"""Figures drawn with the templates in force."""

from __future__ import annotations

import functools
import hashlib
import re
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup
from msgspec.structs import asdict

from escarcha.figures.faults import explain, find_fault, remedy_of
from escarcha.figures.sources import FOLDER, read_sources
from escarcha.figures.variables import CalloutFigure
from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from escarcha.figures.sources import Source
    from escarcha.figures.variables import Figure

HOLES = (Markup("\ufdd4"), Markup("\ufdd5"))
"""What stands for something that is not there yet; noncharacters, as in ``markup/stash.py``."""

_HOLES_REMEDY = "Mira la figura en «escarcha manual plantillas»."
_AT_HOLES = re.compile(f"([{''.join(HOLES)}])")

TAB = ("data-tab", HOLES[0])
"""The attribute by which a tab is known until its whole group is; see ``furniture.py``."""

FIRST_TAB = "data-first"
"""That of a tab which begins a group although there is one right before it."""

_TAB_SHELLS = {
    first: ('<details {}="{}"{}>\n<summary>'.format(*TAB, first), "</summary>", "</details>")
    for first in ("", f" {FIRST_TAB}")
}


class Figures:
    """Draws figures; templates are compiled when the first of their kind is drawn, and once for a process.

    Args:
        sources: the templates; there are no others, so that the digest names all that is drawn with.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources
        named = "\0".join(part for source in sources for part in (source.name, source.text))
        self.digest = hashlib.sha256(named.encode()).hexdigest()[:16]
        self._named = {source.name: source for source in sources}
        self._environment = Environment(
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._shells: dict[Figure, tuple[str, ...]] = {}

    def __reduce__(self) -> tuple[Callable[..., Figures], tuple[tuple[Source, ...]]]:
        """Travel to another process as what it was read from."""
        return figures_of, (self.sources,)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        source = self._named.get(name)
        return (source.text, source.file, None) if source else None

    def compile(self, name: str) -> None:
        """Make sure that a template can be compiled.

        Raises:
            EscarchaError: with the file and the line where it cannot.
        """
        try:
            self._environment.get_template(name)
        except Exception as error:
            raise EscarchaError(self._problem(name, error)) from error

    def draw(self, figure: Figure) -> Markup:
        """Draw a figure.

        Raises:
            EscarchaError: if its template fails, with the file and the line.
        """
        try:
            template = self._environment.get_template(figure.template)
            return Markup(template.render(asdict(figure)))  # noqa: S704 - the template escapes what it must
        except Exception as error:
            raise EscarchaError(self._problem(figure.template, error)) from error

    def shell(self, figure: Figure) -> tuple[str, ...]:
        """Draw a figure that has holes; return the HTML before, between and behind them.

        Figures that differ only in what goes into the holes share a shell, which is drawn once.

        Args:
            figure: its first fields are ``HOLES``.

        Raises:
            EscarchaError: if its template fails, or does not show each hole once, in their order.
        """
        shell = self._shells.get(figure)
        if shell is None:
            names = [name for name, value in asdict(figure).items() if value in HOLES]
            pieces = _AT_HOLES.split(self.draw(figure))
            if pieces[1::2] != list(HOLES[: len(names)]):
                wanted = " y, detrás, ".join(f"«{{{{ {name} }}}}»" for name in names)
                cause = f"la plantilla tiene que poner una vez, y solo una, {wanted}."
                file = self._named[figure.template].file
                raise EscarchaError(Problem(Code.BROKEN_TEMPLATE, file, 1, cause, _HOLES_REMEDY))
            shell = self._shells[figure] = tuple(pieces[::2])
        return shell

    def callout_shell(self, kind: str, is_open: bool | None) -> tuple[str, str, str]:  # noqa: FBT001 - one of three states
        """Return the HTML before the title of a callout, between its title and its body, and behind that.

        Args:
            kind: of the callout; a ``tab`` becomes one only with its group.
            is_open: of one that folds, whether it is unfolded at first; None if it does not fold. Of a tab,
                whether it begins a group.

        Raises:
            EscarchaError: as ``shell`` does.
        """
        if kind == "tab":
            return _TAB_SHELLS[f" {FIRST_TAB}" if is_open else ""]
        before, between, after = self.shell(CalloutFigure(*HOLES, kind, is_open))
        return before, between.rstrip(), after.strip()

    def _problem(self, name: str, error: Exception) -> Problem:
        """Say what is wrong with a template, or with one that it includes."""
        file, line = find_fault(error) or (self._named[name].file, 1)
        remedy = remedy_of(error)
        if isinstance(error, TemplateNotFound):
            remedy = f"Una figura solo puede incluir las plantillas de «templates/{FOLDER}/»."
        cause = f"la plantilla falla: {explain(error)}."
        return Problem(Code.BROKEN_TEMPLATE, file, line, cause, remedy)


@functools.lru_cache(maxsize=4)
def figures_of(sources: tuple[Source, ...]) -> Figures:
    """Return the figures of some templates, of which a process compiles each but once."""
    return Figures(sources)


def theme_figures() -> Figures:
    """Return the figures of the theme."""
    return figures_of(read_sources())
