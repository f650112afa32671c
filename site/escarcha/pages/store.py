"""Fragments by the text they come from: in memory, on disk, and made in parallel where many are missing."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from escarcha.config import Project, Settings, setting_place
from escarcha.figures import open_figures, theme_figures
from escarcha.hooks import hooks
from escarcha.images import CardStore
from escarcha.markup import ExtensionError
from escarcha.notes import gather_notes, place_notes
from escarcha.pages.macros import broken_macros, read_macros
from escarcha.problems import Code, EscarchaError, Problem
from escarcha.rendering.fragment import Fragment
from escarcha.rendering.math_errors import MathError
from escarcha.rendering.renderer import Renderer, fingerprint
from escarcha.shelf import Shelf
from escarcha.workers import CAN_FORK, chunks, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path, PurePosixPath

    from escarcha.figures import Figures
    from escarcha.markup.reader import Extensions
    from escarcha.notes import Note, Outline, Reading
    from escarcha.notes.inclusions import Manuscript

WORTH_A_PROCESS = 40
"""With fewer missing notes than this for each, starting processes costs more than it saves."""

CLUSTER = 64
"""How many workers a cluster is taken to have, of which more may come while it works."""


class FragmentStore:
    """Every Fragment made with one set of settings.

    Args:
        extensions: options of further Markdown extensions by their names, from ``site.toml``.
        trusts_html: whether raw HTML goes through as it is.
        macros: LaTeX that every note may use.
        folder: where Fragments and the SearchIndex outlive the process; None keeps them in memory alone.
        figures: that draw what is no text; without them, the theme's.
        dialect: in which the notes are written.
    """

    def __init__(
        self,
        extensions: Extensions = MappingProxyType({}),
        folder: Path | None = None,
        *,
        trusts_html: bool = False,
        macros: str = "",
        figures: Figures | None = None,
        dialect: str = "github",
    ) -> None:
        self._settings = (dict(extensions), trusts_html, macros, dialect)
        self.figures = figures or theme_figures()
        self._folder = folder
        self._shelf = Shelf(folder)
        self.indexes = Shelf(folder and folder / "busqueda")
        self.cards = CardStore(folder and folder / "tarjetas")
        self._renderer = Renderer(
            extensions,
            trusts_html=trusts_html,
            macros=macros,
            folder=folder,
            figures=self.figures,
            dialect=dialect,
        )
        self._salt = fingerprint(self._renderer)
        self._known: dict[str, Fragment] = {}
        self._keys: dict[Manuscript, str] = {}
        self._is_cleared = False

    def serves(self, settings: Settings, figures: Figures, macros: str) -> bool:
        """Tell whether this store's Fragments are those of a site with these settings, figures and macros."""
        asked = (settings.extensions, settings.html == "trusted", macros, settings.dialect)
        is_set_so = self._settings == asked
        return is_set_so and self.figures.digest == figures.digest

    def get(self, manuscript: Manuscript) -> Fragment:
        """Return the Fragment of a note's text, rendering it if need be."""
        key = self.key(manuscript)
        if key not in self._known:
            self._recall([key])
        return self._known.get(key) or self._keep(key, _render_with(self._renderer, manuscript))

    def outlines(self, notes: Iterable[Note]) -> dict[PurePosixPath, Outline]:
        """Return what the site has to know of the headings of some notes, rendering what is missing."""
        return {note.path: self.get(note.manuscript).outline for note in notes}

    def fill(
        self, manuscripts: Sequence[Manuscript], jobs: int, cluster: Executor | None = None
    ) -> Iterator[None]:
        """Make sure of the Fragments of many texts; yields once for each, as progress.

        Args:
            manuscripts: the texts.
            jobs: processes to use at most.
            cluster: that renders in their place.

        Raises:
            EscarchaError: if the cluster has another Escarcha than this.
        """
        keys = [self.key(manuscript) for manuscript in manuscripts]
        self._recall(keys)
        missing = {
            key: manuscript
            for key, manuscript in zip(keys, manuscripts, strict=True)
            if key not in self._known
        }
        yield from itertools.repeat(None, len(keys) - len(missing))
        names = iter(missing)
        for made in self._render(list(missing.values()), jobs, cluster):
            packed = dict(zip(itertools.islice(names, len(made)), made, strict=True))
            self._shelf.put_all(packed)
            for key, content in packed.items():
                self._known[key] = msgspec.msgpack.decode(content, type=Fragment)
                yield

    def forget_others(self, manuscripts: Iterable[Manuscript]) -> None:
        """Drop from memory what belongs to none of these texts, and from disk, once, what is old."""
        self._keys = {manuscript: self.key(manuscript) for manuscript in manuscripts}
        wanted = set(self._keys.values())
        self._known = {key: fragment for key, fragment in self._known.items() if key in wanted}
        if not self._is_cleared:
            self._is_cleared = True
            self._shelf.clear_old(wanted)
            self._renderer.diagrams.forget_old()
            self.cards.forget_old()

    def _render(
        self, manuscripts: list[Manuscript], jobs: int, cluster: Executor | None
    ) -> Iterator[list[bytes]]:
        if hooks.fences and not (CAN_FORK and cluster is None):  # which no other process knows
            jobs, cluster = 1, None
        workers = CLUSTER if cluster else min(jobs, len(manuscripts) // WORTH_A_PROCESS)
        folder = None if cluster else self._folder
        rendering = _Rendering(self._settings, folder, self.figures, self._salt, self._renderer)
        with shared_out(rendering, chunks(manuscripts, workers), workers, cluster) as results:
            yield from results

    def key(self, manuscript: Manuscript) -> str:
        """Name all that the Fragment of a note's text is made of."""
        key = self._keys.get(manuscript)
        if key is None:
            key = self._keys[manuscript] = self._name(manuscript)
        return key

    def _name(self, manuscript: Manuscript) -> str:
        files = (part for each in manuscript.inclusions for part in (each.name, each.text, each.missing))
        text = "\0".join([self._salt, manuscript.body, *files])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def _recall(self, keys: Iterable[str]) -> None:
        """Take from the disk what is not in memory."""
        for part in chunks([key for key in keys if key not in self._known], 1, most=256):
            for key, packed in self._shelf.get_all(part).items():
                with contextlib.suppress(msgspec.MsgspecError):
                    self._known[key] = msgspec.msgpack.decode(packed, type=Fragment)

    def _keep(self, key: str, fragment: Fragment) -> Fragment:
        self._known[key] = fragment
        self._shelf.put(key, msgspec.msgpack.encode(fragment))
        return fragment


def open_store(project: Project, settings: Settings, *, on_disk: bool = True) -> FragmentStore:
    """Open the store of a project's Fragments.

    Raises:
        EscarchaError: if a Markdown extension or a file of LaTeX named in ``site.toml`` cannot be loaded, or
            if one of the project's own figures fails.
    """
    folder, figures = project.cache if on_disk else None, open_figures(project)
    macros = read_macros(project, settings)
    try:
        trusts_html = settings.html == "trusted"
        return FragmentStore(
            settings.extensions,
            folder,
            trusts_html=trusts_html,
            macros=macros,
            figures=figures,
            dialect=settings.dialect,
        )
    except MathError as error:
        raise EscarchaError(broken_macros(project, settings, error.line, str(error))) from error
    except ExtensionError as error:
        cause = f"la extensión «{error.name}» no se puede cargar: {error.reason}."
        remedy = error.remedy or "Corrige el nombre, o instálala con pip y añádela a requirements.txt."
        place, line = setting_place(project, error.name, key="extensions")
        raise EscarchaError(Problem(Code.BAD_EXTENSION, place, line, cause, remedy)) from error


def read_site(
    project: Project, *, drafts: bool = False, on_disk: bool = True
) -> tuple[Reading, FragmentStore]:
    """Read a project's notes, render them in this process and place them in a Site.

    Args:
        project: where to read.
        drafts: whether drafts get a place too.
        on_disk: whether Fragments of earlier runs are used and kept.

    Raises:
        EscarchaError: with what is wrong, if the notes cannot be a site.
    """
    gathering = gather_notes(project, drafts=drafts)
    store = open_store(project, gathering.settings, on_disk=on_disk)
    return place_notes(gathering, store.outlines(gathering.notes.values())), store


@dataclass
class _Rendering:
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
        return _Rendering, (self.settings, self.folder, self.figures, self.salt, None)

    def __call__(self, manuscripts: Sequence[Manuscript]) -> list[bytes]:
        """Return the Fragments of some texts, packed.

        Raises:
            EscarchaError: if the renderer of this process would make others than that of the first.
        """
        renderer = self.renderer or self._made_here()
        return [msgspec.msgpack.encode(_render_with(renderer, each)) for each in manuscripts]

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


def _render_with(renderer: Renderer, manuscript: Manuscript) -> Fragment:
    return renderer.render(manuscript.body, manuscript.inclusions)
