"""Notes to Fragments: the reading of the Markdown, made safe, with what was stashed drawn into its place."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from escarcha.bundled import digest_of
from escarcha.figures import theme_figures
from escarcha.hooks import hooks
from escarcha.markup import Reader
from escarcha.markup.blocks.state import MATERIAL
from escarcha.markup.material.anchors import MkdocsAnchors
from escarcha.markup.material.snippets import Source
from escarcha.mermaid import DiagramStore
from escarcha.problems import Code, EscarchaError, Remark, Severity, said
from escarcha.rendering.drawing import Drawing
from escarcha.rendering.fragment import Fragment
from escarcha.rendering.icon_sets import installed_sets
from escarcha.rendering.mathml import Mathematics, settle_references
from escarcha.rendering.nowhere import lost_in
from escarcha.rendering.sanitiser import is_too_deep, removed, sanitise, show_unclosed
from escarcha.rendering.tree import finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from escarcha.figures import Figures
    from escarcha.markup import CodeBlock
    from escarcha.markup.reader import Extensions
    from escarcha.notes.inclusions import Inclusion


class Renderer:
    """Turns the text of notes into Fragments.

    Args:
        extensions: options of further Python-Markdown extensions by their names, from ``site.toml``.
        trusts_html: whether raw HTML goes through as it is.
        macros: LaTeX that defines what the formulas of every note may use.
        folder: where drawn diagrams are kept; None draws them anew.
        figures: that draw what is no text; without them, the theme's.
        dialect: in which the notes are written, as ``site.toml`` says.
        abbreviations: what they stand for in every note.
        anchor_case: what the anchors of MkDocs do with capitals, where the notes are in Material's dialect.

    Raises:
        ExtensionError: if an extension cannot be loaded.
        MathError: if the macros are no LaTeX.
    """

    def __init__(
        self,
        extensions: Extensions = MappingProxyType({}),
        *,
        trusts_html: bool = False,
        macros: str = "",
        folder: Path | None = None,
        figures: Figures | None = None,
        dialect: str = "github",
        abbreviations: Mapping[str, str] = MappingProxyType({}),
        anchor_case: str = "lower",
    ) -> None:
        self.figures = figures or theme_figures()
        self.trusts_html = trusts_html
        self.macros = macros
        self._mathematics = Mathematics(macros)
        self.diagrams = DiagramStore(folder and folder / "diagramas")
        self.extensions = extensions
        self.dialect = dialect
        self.abbreviations = abbreviations
        self.anchor_case = anchor_case
        self._reader = Reader(extensions, dialect, abbreviations)

    @property
    def extension_sources(self) -> dict[str, str]:
        """A digest of the module of each extension."""
        return self._reader.extension_sources

    def render(
        self, body: str, inclusions: Sequence[Inclusion] = (), solutions: Sequence[CodeBlock] = ()
    ) -> Fragment:
        """Render the text of a note, without its header.

        Args:
            body: the text.
            inclusions: the files its fences name.
            solutions: that run and are not shown yet.

        What Markdown cannot digest becomes a remark, and the Fragment is empty.

        Raises:
            EscarchaError: if the template of a figure fails, which is no fault of the note's.
        """
        try:
            return self._render(body, inclusions, solutions)
        except EscarchaError:
            raise
        except Exception as error:  # noqa: BLE001 - extensions by other people may raise anything
            # What it was doing when it broke off, it would go on with in the next note.
            self._reader = Reader(self.extensions, self.dialect, self.abbreviations)
            return Fragment((), (), "", (_unrenderable(error),), parts=("",))

    def _render(self, body: str, inclusions: Sequence[Inclusion], solutions: Sequence[CodeBlock]) -> Fragment:
        sources = {each.name: Source(each.text, each.missing, each.remedy) for each in inclusions}
        parsed = self._reader.read(body, sources)
        stretches = self._reader.stretches(body)
        html = parsed.html
        self._mathematics.begin_note()
        drawing = Drawing(inclusions, self.diagrams, self.figures, self._mathematics, solutions)
        remarks = list(parsed.remarks)
        if is_too_deep("".join(parsed.raw_html)):
            raise RecursionError
        if parsed.raw_html and not self.trusts_html:
            html = show_unclosed(html)
            remarks += [*removed(html, parsed.raw_html), *lost_in(html)]
            html = sanitise(html)
        html = settle_references(parsed.stash.put_back(html, drawing.draw))
        exercises = drawing.exhibits.exercises
        remarks += [*drawing.remarks, *drawing.exhibits.remarks, *exercises.remarks]
        fragment = finish(
            html,
            tuple(remarks),
            self.figures,
            trusts_html=self.trusts_html,
            exercises=drawing.exhibits.finished_exercises,
            mkdocs=MkdocsAnchors(self.anchor_case) if self.dialect == MATERIAL else None,
        )
        gathered = drawing.exhibits
        return replace(
            fragment,
            examples=gathered.examples,
            exhibits=tuple(gathered.exhibits),
            tags=parsed.tags,
            query_line=drawing.query_line,
            ignores=parsed.ignores,
            stretches=stretches or (),
            can_be_copied=stretches is not None,
        )


_MAKERS = ("problems", "markup", "notes", "examples", "search", "highlighting", "mermaid", "rendering")
"""The rooms that decide what a text renders to, and what form its Fragment has."""


_PACKAGES = (
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
"""The packages that decide it."""


@functools.cache
def _versions() -> list[str]:
    return [f"{name}={importlib.metadata.version(name)}" for name in _PACKAGES]


def fingerprint(renderer: Renderer) -> str:
    """Name everything but the text that decides what a note renders to."""
    extensions = [
        f"{name}={digest}{renderer.extensions[name]!r}" for name, digest in renderer.extension_sources.items()
    ]
    settings = [
        f"html={renderer.trusts_html}",
        f"dialect={renderer.dialect} {renderer.anchor_case}",
        f"icons={installed_sets() if renderer.dialect == MATERIAL else ''}",
        f"figures={renderer.figures.digest}",
        f"fences={hooks.digest()}",
        f"macros={hashlib.sha256(renderer.macros.encode()).hexdigest()[:16]}",
        f"abbreviations={hashlib.sha256(repr(renderer.abbreviations).encode()).hexdigest()[:16]}",
    ]
    return " ".join([f"escarcha={digest_of(*_MAKERS)}", *settings, *_versions(), *extensions])


def _unrenderable(error: Exception) -> Remark:
    if isinstance(error, RecursionError):
        cause = "la nota anida listas, citas o HTML a demasiada profundidad."
        remedy = "Busca muchos «>», «-» o «*» seguidos, o elementos HTML que no se cierran."
    else:
        cause = f"Markdown no puede con esta nota ({said(error)})."
        remedy = "Si usas «extensions» en site.toml, prueba sin ellas."
    return Remark(Code.UNRENDERABLE, 1, cause, remedy, Severity.ERROR)
