"""The rendering of many texts, as work that any process can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from escarcha.problems import Code, EscarchaError, Problem
from escarcha.rendering.renderer import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from escarcha.figures import Figures
    from escarcha.notes.inclusions import Manuscript
    from escarcha.pages.manner import Manner
    from escarcha.rendering.renderer import Renderer


@dataclass
class RenderingWork:
    """Renders some texts, in whatever process.

    Args:
        manner: in which they are rendered.
        folder: where drawings are kept.
        figures: that draw what is no text.
        salt: the fingerprint of the renderer.
        renderer: that does it; a process that was not forked from this one makes its own.
    """

    manner: Manner
    folder: Path | None
    figures: Figures
    salt: str
    renderer: Renderer | None

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return RenderingWork, (self.manner, self.folder, self.figures, self.salt, None)

    def __call__(self, manuscripts: Sequence[Manuscript]) -> list[bytes]:
        """Return the Fragments of some texts, packed.

        Raises:
            EscarchaError: if the renderer of this process would make others than that of the first.
        """
        renderer = self.renderer or self._made_here()
        made = (renderer.render(each.body, each.inclusions, each.solutions) for each in manuscripts)
        return [msgspec.msgpack.encode(fragment) for fragment in made]

    def _made_here(self) -> Renderer:
        renderer = _made.get(self.salt)
        if renderer is None:
            renderer = self.manner.renderer(self.folder, self.figures)
            if fingerprint(renderer) != self.salt:
                cause = "un proceso del clúster tiene otra versión de Escarcha o de sus paquetes."
                remedy = "Instala en todas las máquinas las mismas versiones que en esta."
                raise EscarchaError(Problem(Code.NO_CLUSTER, "", None, cause, remedy))
            _made.clear()
            _made[self.salt] = renderer
        return renderer


_made: dict[str, Renderer] = {}
"""The renderer that this process has made for another, by its fingerprint."""
