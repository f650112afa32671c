"""Fragments by the text they come from: in memory, on disk, and made in parallel where many are missing."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import zlib
from typing import TYPE_CHECKING

import msgspec

from escarcha.config import Project, Settings, setting_place
from escarcha.figures import open_figures, theme_figures
from escarcha.hooks import hooks
from escarcha.images import CardStore
from escarcha.markup import ExtensionError
from escarcha.notes import gather_notes, place_notes
from escarcha.pages.manner import Manner, broken_macros, read_manner
from escarcha.pages.work import RenderingWork
from escarcha.problems import Code, EscarchaError, Problem
from escarcha.rendering.fragment import Fragment, Gist
from escarcha.rendering.math_errors import MathError
from escarcha.rendering.renderer import fingerprint
from escarcha.shelf import Shelf
from escarcha.workers import CAN_FORK, chunks, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path, PurePosixPath

    from escarcha.figures import Figures
    from escarcha.notes import Note, Outline, Reading
    from escarcha.notes.inclusions import Manuscript

WORTH_A_PROCESS = 40
"""With fewer missing notes than this for each, starting processes costs more than it saves."""

AHEAD, RECENT = 16, 64
"""How many Fragments are taken from the disk at once, and how many of the last ones stay in memory."""

CLUSTER = 64
"""How many workers a cluster is taken to have, of which more may come while it works."""


class FragmentStore:
    """Every Fragment made in one manner; of most, memory holds the Gist alone.

    Args:
        manner: in which notes are rendered; without it, the usual one.
        folder: where Fragments and the SearchIndex outlive the process; None keeps them in memory alone.
        figures: that draw what is no text; without them, the theme's.
    """

    def __init__(
        self,
        manner: Manner | None = None,
        folder: Path | None = None,
        *,
        figures: Figures | None = None,
    ) -> None:
        self._manner = manner or Manner()
        self.figures = figures or theme_figures()
        self._folder = folder
        self._shelf = Shelf(folder)
        self.indexes = Shelf(folder and folder / "busqueda")
        self.cards = CardStore(folder and folder / "tarjetas")
        self._renderer = self._manner.renderer(folder, self.figures)
        self._salt = fingerprint(self._renderer)
        self._gists: dict[str, Gist] = {}
        self._recent: dict[str, Fragment] = {}
        self._unkept: dict[str, bytes] = {}
        """The Fragments, packed and compressed, that no disk has taken."""
        self._keys: dict[Manuscript, str] = {}
        self._places: dict[str, int] = {}
        """The keys of the notes that were made sure of, and where each stands among them."""
        self._is_cleared = False

    def serves(self, manner: Manner, figures: Figures) -> bool:
        """Tell whether this store's Fragments are those of a site that is rendered so, with these figures."""
        return self._manner == manner and self.figures.digest == figures.digest

    def get(self, manuscript: Manuscript) -> Fragment:
        """Return the Fragment of a note's text, rendering it if need be."""
        key = self.key(manuscript)
        if key not in self._recent:
            self._fetch(self._following(key))
        return self._recent.get(key) or self._make(key, manuscript)

    def gist(self, manuscript: Manuscript) -> Gist:
        """Return the Gist of a note's text, rendering it if need be."""
        key = self.key(manuscript)
        if key not in self._gists:
            self._recall([key])
        return self._gists.get(key) or self._make(key, manuscript)

    def outlines(self, notes: Iterable[Note]) -> dict[PurePosixPath, Outline]:
        """Return what the site has to know of the headings of some notes, rendering what is missing."""
        return {note.path: self.gist(note.manuscript).outline for note in notes}

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
            if key not in self._gists
        }
        self._places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        yield from itertools.repeat(None, len(keys) - len(missing))
        names = iter(missing)
        for made in self._render(list(missing.values()), jobs, cluster):
            self._keep(dict(zip(itertools.islice(names, len(made)), made, strict=True)))
            yield from itertools.repeat(None, len(made))

    def forget_others(self, manuscripts: Iterable[Manuscript]) -> None:
        """Drop from memory what belongs to none of these texts, and from disk, once, what is old."""
        self._keys = {manuscript: self.key(manuscript) for manuscript in manuscripts}
        wanted = set(self._keys.values())
        for held in (self._gists, self._recent, self._unkept):
            for key in held.keys() - wanted:
                del held[key]
        if not self._is_cleared:
            self._is_cleared = True
            self._shelf.clear_old(wanted.union(map(_gist_key, wanted)))
            self._renderer.diagrams.forget_old()
            self.cards.forget_old()

    def _render(
        self, manuscripts: list[Manuscript], jobs: int, cluster: Executor | None
    ) -> Iterator[list[bytes]]:
        if hooks.fences and not (CAN_FORK and cluster is None):  # which no other process knows
            jobs, cluster = 1, None
        workers = CLUSTER if cluster else min(jobs, len(manuscripts) // WORTH_A_PROCESS)
        folder = None if cluster else self._folder
        rendering = RenderingWork(self._manner, folder, self.figures, self._salt, self._renderer)
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
        withheld = (part for each in manuscript.solutions for part in (each.info, each.code, str(each.line)))
        text = "\0".join([self._salt, manuscript.body, *files, *withheld])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def _recall(self, keys: Iterable[str]) -> None:
        """Take the Gists from the disk that are not in memory."""
        for part in chunks([key for key in keys if key not in self._gists], 1, most=256):
            packed = self._shelf.get_all(map(_gist_key, part))
            for key in part:
                with contextlib.suppress(msgspec.MsgspecError):
                    self._gists[key] = msgspec.msgpack.decode(packed.get(_gist_key(key), b""), type=Gist)

    def fetch(self, manuscripts: Iterable[Manuscript]) -> None:
        """Take the Fragments of some texts from the disk at once, as far as they are there.

        Args:
            manuscripts: as many as stay in memory at most, all of which will be asked for next.
        """
        self._fetch([key for key in map(self.key, manuscripts) if key not in self._recent])

    def _fetch(self, keys: Sequence[str]) -> None:
        unkept = {key: zlib.decompress(self._unkept[key]) for key in keys if key in self._unkept}
        packed = unkept | self._shelf.get_all(key for key in keys if key not in unkept)
        for key, content in packed.items():
            with contextlib.suppress(msgspec.MsgspecError):
                self._remember(key, msgspec.msgpack.decode(content, type=Fragment))

    def _following(self, key: str) -> list[str]:
        """Return a key, and those of the notes that stand next, which are likely to be asked for next."""
        place = self._places.get(key)
        return [key] if place is None else [*itertools.islice(self._places, place, place + AHEAD)]

    def _make(self, key: str, manuscript: Manuscript) -> Fragment:
        fragment = self._renderer.render(manuscript.body, manuscript.inclusions, manuscript.solutions)
        self._keep({key: msgspec.msgpack.encode(fragment)})
        return self._remember(key, fragment)

    def _keep(self, packed: dict[str, bytes]) -> None:
        """Keep Fragments, and hold their Gists."""
        gists = {key: msgspec.msgpack.decode(content, type=Gist) for key, content in packed.items()}
        self._gists |= gists
        rows = {_gist_key(key): msgspec.msgpack.encode(gist) for key, gist in gists.items()}
        if not self._shelf.put_all(packed | rows):
            self._unkept |= {key: zlib.compress(content, 1) for key, content in packed.items()}

    def _remember(self, key: str, fragment: Fragment) -> Fragment:
        self._recent[key] = fragment
        if len(self._recent) > RECENT:
            del self._recent[next(iter(self._recent))]
        return fragment


def _gist_key(key: str) -> str:
    """Return what the Gist of a Fragment is kept under."""
    return f"{key}-gist"


def open_store(project: Project, settings: Settings, *, on_disk: bool = True) -> FragmentStore:
    """Open the store of a project's Fragments.

    Raises:
        EscarchaError: if a Markdown extension or a file for all notes named in ``site.toml`` cannot be
            loaded, or if one of the project's own figures fails.
    """
    folder, figures = project.cache if on_disk else None, open_figures(project)
    manner = read_manner(project, settings)
    try:
        return FragmentStore(manner, folder, figures=figures)
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
