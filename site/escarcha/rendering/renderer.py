"""Markdown to Fragments: Python-Markdown, set up once and used for every note."""

from __future__ import annotations

import hashlib
import importlib.metadata
import itertools
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from escarcha.notes.remark import Remark
from escarcha.problems import Code, Severity
from escarcha.rendering.aside import FORBIDDEN, Aside
from escarcha.rendering.dialect import GUARD, PIPE, TIGHT_END, TIGHT_START
from escarcha.rendering.drawing import Drawing
from escarcha.rendering.fragment import Fragment
from escarcha.rendering.hints import hints
from escarcha.rendering.mermaid import DiagramStore
from escarcha.rendering.normaliser import normalise
from escarcha.rendering.python_markdown import make_markdown
from escarcha.rendering.sanitiser import is_too_deep, removed, sanitise, show_unclosed
from escarcha.rendering.tree import finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    import markdown
    from markdown.extensions import Extension

    from escarcha.notes.inclusions import Inclusion

VERSION = 26
"""Raised when the same text would render to something else or weigh otherwise; part of every cache key."""


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
        trusts_html: whether raw HTML goes through as it is.
        folder: where drawn diagrams are kept; None draws them anew.

    Raises:
        ExtensionError: if an extension cannot be loaded.
    """

    def __init__(
        self, extensions: tuple[str, ...] = (), *, trusts_html: bool = False, folder: Path | None = None
    ) -> None:
        self.trusts_html = trusts_html
        self.diagrams = DiagramStore(folder and folder / "diagramas")
        self._extensions = extensions
        self._aside = Aside()
        self.extension_sources: dict[str, str] = {}
        self._markdown = self._new_markdown()

    def _new_markdown(self) -> markdown.Markdown:
        made = make_markdown(self._aside)
        for name in self._extensions:
            try:
                extension = made.build_extension(name, {})
                made.registerExtensions([extension], {})
                self.extension_sources[name] = _source_digest(extension)
            except Exception as error:
                raise ExtensionError(name, str(error)) from error
        return made

    def render(self, body: str, inclusions: Sequence[Inclusion] = ()) -> Fragment:
        """Render the text of a note, without its header.

        Args:
            body: the text.
            inclusions: the files its fences name.

        Never raises: what Markdown cannot digest becomes a remark, and the Fragment is empty.
        """
        try:
            aside = self._aside
            aside.things.clear()
            note = normalise(_FORBIDDEN.sub("", body), aside)
            self._markdown.reset()
            self._markdown.references.update(note.references)
            html = aside.put_back_raw(_tidy(self._markdown.convert(f"{note.text}\n\n")))
            html = _FORBIDDEN_REFERENCE.sub("\ufffd", html)
            drawing = Drawing(body, inclusions, self.diagrams)
            remarks = list(hints(note.blocks, body))
            has_raw_html = aside.has_raw_html or bool(self._markdown.htmlStash.rawHtmlBlocks)
            if has_raw_html and is_too_deep(html):
                raise RecursionError  # noqa: TRY301 - one place tells of every note that cannot be rendered
            if has_raw_html and not self.trusts_html:
                html = show_unclosed(html)
                remarks += removed(html, body)
                html = sanitise(html)
            html = aside.put_back_rest(html, drawing.draw)
            remarks += [*drawing.remarks, *drawing.exhibits.remarks]
        except Exception as error:  # noqa: BLE001 - extensions by other people may raise anything
            # What it was doing when it broke off, it would go on with in the next note.
            self._markdown = self._new_markdown()
            return Fragment(("",), (), (), "", (_unrenderable(error),))
        fragment = finish(html, body, tuple(remarks), trusts_html=self.trusts_html)
        gathered = drawing.exhibits
        return replace(fragment, examples=gathered.examples, exhibits=tuple(gathered.exhibits))


_FORBIDDEN = re.compile(f"[{''.join(map(chr, sorted(FORBIDDEN)))}]")

_FORBIDDEN_REFERENCE = re.compile(
    r"&#(?:0*6497[6-9]|0*649[89]\d|0*6500[0-7]|[xX]0*[fF][dD][dDeE][0-9a-fA-F]);?"
)
"""The noncharacters written as references."""

_TABLE = '<div class="table" role="region" tabindex="0" aria-label="Tabla {}"><table>'
"""A frame of its own, in which a wide table can be scrolled, by keyboard too."""


def _tidy(html: str) -> str:
    """Take the marks away that the dialect's writer has left, and frame the tables."""
    for written, wanted in (
        (f"<li>\n<p>{TIGHT_START}", "<li>"),
        (f"{TIGHT_END}</p>\n</li>", "</li>"),
        (f"<p>{TIGHT_START}", ""),
        (f"{TIGHT_END}</p>", ""),
    ):
        html = html.replace(written, wanted)
    numbers = itertools.count(1)
    html = re.sub("<table>", lambda _: _TABLE.format(next(numbers)), html)
    html = html.replace("</table>", "</table></div>")
    return html.replace(TIGHT_START, "").replace(TIGHT_END, "").replace(GUARD, "").replace(PIPE, "|")


def _source_digest(extension: Extension) -> str:
    """Say in a few digits what an extension's module holds, as its author may be at work on it."""
    file = getattr(sys.modules.get(type(extension).__module__), "__file__", None)
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16] if file else ""


def fingerprint(renderer: Renderer) -> str:
    """Name everything but the text that decides what a note renders to."""
    packages = (
        "markdown",
        "markdown-it-py",
        "math-core",
        "mdit-py-plugins",
        "mmdr",
        "pymdown-extensions",
        "pygments",
        "pystemmer",
        "selectolax",
        "nh3",
        "anyascii",
    )
    versions = [f"{name}={importlib.metadata.version(name)}" for name in packages]
    extensions = [f"{name}={digest}" for name, digest in renderer.extension_sources.items()]
    return " ".join([f"escarcha={VERSION}", f"html={renderer.trusts_html}", *versions, *extensions])


def _unrenderable(error: Exception) -> Remark:
    if isinstance(error, RecursionError):
        cause = "la nota anida listas, citas o HTML a demasiada profundidad."
        remedy = "Busca muchos «>», «-» o «*» seguidos, o elementos HTML que no se cierran."
    else:
        cause = f"Markdown no puede con esta nota ({type(error).__name__}: {error})."
        remedy = "Si usas «extensions» en site.toml, prueba sin ellas."
    return Remark(Code.UNRENDERABLE, 1, cause, remedy, Severity.ERROR)
