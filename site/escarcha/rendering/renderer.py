"""Markdown to Fragments: Python-Markdown, set up once and used for every note."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

import markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from pymdownx.betterem import BetterEmExtension
from pymdownx.superfences import SuperFencesCodeExtension
from pymdownx.tasklist import TasklistExtension
from pymdownx.tilde import DeleteSubExtension

from escarcha.notes.header import Remark
from escarcha.problems import Code, Severity
from escarcha.rendering.fences import FenceDrawer, give_back_infos, take_infos
from escarcha.rendering.fragment import Fragment
from escarcha.rendering.tree import finish

if TYPE_CHECKING:
    from markdown.extensions import Extension

VERSION = 1
"""Raised whenever the same text would render to something else; part of every cache key."""


class ExtensionError(Exception):
    """A Markdown extension that cannot be loaded.

    Args:
        name: as ``site.toml`` has it.
        reason: what Python says.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


class Renderer:
    """Turns the text of notes into Fragments.

    Args:
        extensions: names of further Python-Markdown extensions, from ``site.toml``.

    Raises:
        ExtensionError: if an extension cannot be loaded.
    """

    def __init__(self, extensions: tuple[str, ...] = ()) -> None:
        self._extensions = extensions
        self._drawer = FenceDrawer()
        self._markdown = self._new_markdown()

    def _new_markdown(self) -> markdown.Markdown:
        made = markdown.Markdown(extensions=self._own_extensions(), output_format="html")
        for name in self._extensions:
            try:
                made.registerExtensions([name], {})
            except Exception as error:
                raise ExtensionError(name, str(error)) from error
        return made

    def _own_extensions(self) -> list[Extension | str]:
        fence = {"name": "*", "class": "", "format": self._drawer.draw, "validator": self._drawer.accept}
        return [
            SuperFencesCodeExtension(custom_fences=[fence], preserve_tabs=True, relaxed_headers=True),
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TITLE="Volver a la llamada de la nota {}"),
            BetterEmExtension(),
            DeleteSubExtension(subscript=False),
            TasklistExtension(),
            "sane_lists",
            "md_in_html",
            "pymdownx.saneheaders",
            "pymdownx.quotes",
        ]

    def render(self, body: str) -> Fragment:
        """Render the text of a note, without its header.

        Never raises: what Markdown cannot digest becomes a remark, and the Fragment is empty.
        """
        text, fences = take_infos(body.translate(_FORBIDDEN))
        self._drawer.begin(fences)
        try:
            html = self._markdown.reset().convert(text)
        except Exception as error:  # noqa: BLE001 - extensions by other people may raise anything
            # What it was doing when it broke off, it would go on with in the next note.
            self._markdown = self._new_markdown()
            return Fragment(("",), (), (), "", (_unrenderable(error),))
        html = give_back_infos(html, fences)
        return finish(html, body, tuple(self._drawer.remarks))


_FORBIDDEN = dict.fromkeys(range(64976, 65008))


def fingerprint(extensions: tuple[str, ...]) -> str:
    """Name everything but the text that decides what a note renders to."""
    packages = ("markdown", "pymdown-extensions", "pygments", "selectolax", "anyascii")
    versions = [f"{name}={importlib.metadata.version(name)}" for name in packages]
    return " ".join([f"escarcha={VERSION}", *versions, *extensions])


def _unrenderable(error: Exception) -> Remark:
    if isinstance(error, RecursionError):
        cause = "la nota anida listas o citas a demasiada profundidad."
        remedy = "Busca una línea con muchos «>» o «-» seguidos."
    else:
        cause = f"Markdown no puede con esta nota ({type(error).__name__}: {error})."
        remedy = "Si usas «extensions» en site.toml, prueba sin ellas."
    return Remark(Code.UNRENDERABLE, 1, cause, remedy, Severity.ERROR)
