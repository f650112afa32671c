"""Images of diagrams by the text they are drawn from: on disk, or by the engine."""

from __future__ import annotations

import hashlib
import importlib.metadata
from typing import TYPE_CHECKING

from escarcha.mermaid.engine import Engine, ExhaustedError, RefusedError
from escarcha.mermaid.faults import DIVIDE, DiagramError, explain, too_much
from escarcha.mermaid.image import to_image
from escarcha.mermaid.settings import RULES, with_settings
from escarcha.problems import because
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
"""Raised when the same diagram would look otherwise; part of every cache key, as is the engine's own."""

MAX_LENGTH = 50_000
"""Characters of a diagram; mermaid.js refuses longer ones too."""

RICH_LENGTH = 5_000
"""Characters up to which labels are laid out as HTML, which costs the square of their number."""


class DiagramStore:
    """Every diagram, drawn once.

    Args:
        folder: where images outlive the process; None keeps none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._shelf = Shelf(folder)
        self._engine = Engine()
        self._salt = f"{VERSION} mmdr={importlib.metadata.version('mmdr')}"

    def get(self, source: str) -> str:
        """Return the image of a diagram, as SVG, drawing it if need be.

        Args:
            source: in Mermaid's language.

        Raises:
            DiagramError: if it cannot be drawn.
        """
        key = hashlib.sha256(f"{self._salt}\0{source}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
        if kept := self._shelf.get(key):
            return kept.decode()
        image = self._draw(source)
        self._shelf.put(key, image.encode())
        return image

    def forget_old(self) -> None:
        """Drop from disk what nobody has asked for in a long time."""
        self._shelf.clear_old()

    def _draw(self, source: str) -> str:
        if len(source) > MAX_LENGTH:
            raise DiagramError(f"pasa de {MAX_LENGTH} caracteres", remedy=DIVIDE)
        fault = ""
        try:
            for is_rich in (True, False) if len(source) <= RICH_LENGTH else (False,):
                try:
                    return to_image(self._engine.draw(with_settings(source, is_rich=is_rich)), RULES)
                except RefusedError as error:
                    fault = str(error)
                if not too_much(fault):
                    raise explain(fault, source, self._fault_of)
            raise too_much(fault) or DiagramError(fault)
        except ExhaustedError as error:
            raise DiagramError("tarda demasiado en dibujarse", remedy=DIVIDE) from error
        except OSError as error:
            raise DiagramError(f"el programa que lo dibuja no arranca ({because(error)})") from error

    def _fault_of(self, source: str) -> str:
        """Return what the engine says of a diagram; nothing if it draws it, or gives up."""
        try:
            self._engine.draw(with_settings(source, is_rich=False))
        except RefusedError as error:
            return str(error)
        except ExhaustedError:
            return ""
        return ""
