"""The rendering of many texts, as work that any process can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from escarcha.problems import Code, EscarchaError, Problem
from escarcha.rendering.renderer import Renderer, fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from escarcha.figures import Figures
    from escarcha.markup.reader import Extensions
    from escarcha.notes.inclusions import Manuscript


@dataclass
class RenderingWork:
    """Renders some texts, in whatever process.

    Args:
        settings: options of further extensions, whether raw HTML is trusted, LaTeX for all notes, and
            the dialect.
        folder: where drawings are kept.
        figures: that draw what is no text.
        salt: the fingerprint of the renderer.
        renderer: that does it; a process that was not forked from this one makes its own.
    """

    settings: tuple[Extensions, bool, str, str]
    folder: Path | None
    figures: Figures
    salt: str
    renderer: Renderer | None

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return RenderingWork, (self.settings, self.folder, self.figures, self.salt, None)

    def __call__(self, manuscripts: Sequence[Manuscript]) -> list[bytes]:
        """Return the Fragments of some texts, packed.

        Raises:
            EscarchaError: if the renderer of this process would make others than that of the first.
        """
        renderer = self.renderer or self._made_here()
        return [msgspec.msgpack.encode(renderer.render(each.body, each.inclusions)) for each in manuscripts]

    def _made_here(self) -> Renderer:
        renderer = _made.get(self.salt)
        if renderer is None:
            extensions, trusts_html, macros, dialect = self.settings
            renderer = Renderer(
                extensions,
                trusts_html=trusts_html,
                macros=macros,
                folder=self.folder,
                figures=self.figures,
                dialect=dialect,
            )
            if fingerprint(renderer) != self.salt:
                cause = "un proceso del clúster tiene otra versión de Escarcha o de sus paquetes."
                remedy = "Instala en todas las máquinas las mismas versiones que en esta."
                raise EscarchaError(Problem(Code.NO_CLUSTER, "", None, cause, remedy))
            _made.clear()
            _made[self.salt] = renderer
        return renderer


_made: dict[str, Renderer] = {}
"""The renderer that this process has made for another, by its fingerprint."""
