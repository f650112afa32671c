"""The front door of this room: from a project on disk to its Site, in two steps.

Between them somebody renders the notes, since what they are called may stand in their headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.config import Settings, read_settings
from escarcha.history import last_changes
from escarcha.notes.addresses import Addresses
from escarcha.notes.layout import build_site
from escarcha.notes.material import Material
from escarcha.notes.media import published
from escarcha.notes.note import Note, read_note
from escarcha.notes.reach import Reach
from escarcha.notes.source import Source, find_sources
from escarcha.problems import Code, EscarchaError, Problem, has_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePosixPath

    from escarcha.config import Project
    from escarcha.notes.site import Site
    from escarcha.notes.titles import Outline


@dataclass(frozen=True, slots=True)
class Gathering:
    """The notes of a project, read and not placed yet.

    Args:
        project: where they lie.
        settings: of the site; the defaults, if its own are broken.
        notes: every note by its source, so that the next reading can keep those that did not change.
        media: every other source.
        problems: what is wrong so far; where it holds errors, placing the notes raises them.
        hidden: drafts, which get no place.
    """

    project: Project
    settings: Settings
    notes: dict[Source, Note]
    media: tuple[Source, ...]
    problems: tuple[Problem, ...]
    hidden: frozenset[PurePosixPath]


@dataclass(frozen=True, slots=True)
class Reading:
    """A Site, and what was wrong with its sources but did not stop it.

    Args:
        site: complete.
        problems: warnings and hints.
        addresses: the register of those taken, where whoever adds pages asks for theirs.
    """

    site: Site
    problems: tuple[Problem, ...]
    addresses: Addresses


def gather_notes(
    project: Project,
    *,
    drafts: bool = False,
    known: Callable[[Sequence[Source]], Mapping[Source, Note]] = lambda _: {},
) -> Gathering:
    """Read a project's settings and notes.

    Args:
        project: where to read.
        drafts: whether drafts get a place too.
        known: told the sources of all notes, gives those notes whose source an earlier reading had as well.

    Raises:
        EscarchaError: if there is nothing to read.
    """
    problems: list[Problem] = []
    try:
        settings = read_settings(project)
    except EscarchaError as error:
        if not project.content.is_dir() or error.exit_code != 1:
            raise
        # With the defaults, so that what is wrong with the notes is shown too.
        settings = Settings()
        problems += error.problems
    if not project.content.is_dir():
        raise EscarchaError(no_notes(project, "la carpeta de las notas no existe."))
    reach = Reach(project, settings.include_from)
    sources, misread = find_sources(project, settings.exclude, reach)
    problems += misread
    notes: dict[Source, Note] = {}
    note_sources = [source for source in sources if source.is_note]
    earlier, limit = known(note_sources), settings.max_note_size
    for source in note_sources:
        try:
            notes[source] = _kept(source, earlier, limit) or read_note(source, project, limit, reach)
        except EscarchaError as error:
            problems.extend(error.problems)
    problems.extend(problem for note in notes.values() for problem in note.problems)
    hidden = frozenset(note.path for note in notes.values() if note.header.draft and not drafts)
    if len(notes) == len(hidden) and not has_errors(problems):
        problems.append(no_notes(project, "no hay ninguna nota que publicar."))
    if has_errors(problems) and not notes:
        raise EscarchaError(*problems)
    media, told = published([source for source in sources if not source.is_note], project, reach)
    problems += told
    return Gathering(project, settings, notes, media, tuple(problems), hidden)


def place_notes(
    gathering: Gathering, outlines: Mapping[PurePosixPath, Outline], *, lenient: bool = False
) -> Reading:
    """Place notes in a Site.

    Args:
        gathering: what has been read.
        outlines: of the notes, by their paths; one that is missing has no heading.
        lenient: whether errors are told like warnings, for somebody who sees the Site while mending it.

    Raises:
        EscarchaError: with every problem of every file, if any of them is an error.
    """
    material = Material(
        project=gathering.project,
        settings=gathering.settings,
        notes=tuple(note for note in gathering.notes.values() if note.path not in gathering.hidden),
        media=gathering.media,
        changes=last_changes(gathering.project.content),
        drafts=gathering.hidden,
        outlines=outlines,
    )
    addresses = Addresses()
    site, misplaced = build_site(material, addresses)
    problems = (*gathering.problems, *misplaced)
    if has_errors(problems) and not lenient:
        raise EscarchaError(*problems)
    return Reading(site, problems, addresses)


def _kept(source: Source, earlier: Mapping[Source, Note], limit: int) -> Note | None:
    """Return the note of an earlier reading, unless it includes files, which may have changed meanwhile."""
    note = earlier.get(source) if source.size <= limit else None
    return None if note and note.inclusions else note


def no_notes(project: Project, cause: str) -> Problem:
    """Say that there is nothing to read, and why."""
    remedy = 'Crea una: python freeze.py new "Mi primera nota".'
    return Problem(Code.NO_NOTES, project.display(project.content), None, cause, remedy)
