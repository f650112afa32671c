"""The front door of this room: from a project on disk to its Site, in two steps.

Between them somebody renders the notes, since what they are called may stand in their headings.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.config import DEFAULT_CONTENT, Settings, read_settings, unread_settings
from escarcha.history import last_changes
from escarcha.notes.addresses import Addresses
from escarcha.notes.layout import build_site
from escarcha.notes.material import Material
from escarcha.notes.media import published
from escarcha.notes.note import Note, read_note
from escarcha.notes.reach import Reach
from escarcha.notes.source import Source, copied_sources, find_sources
from escarcha.notes.waiting import (
    day_of_solutions,
    files_of_solutions,
    for_students,
    tell_waiting,
    waiting_notes,
)
from escarcha.problems import Code, EscarchaError, Problem, has_errors, nearest

if TYPE_CHECKING:
    import datetime as dt
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
        hidden: drafts and notes that wait for their day, which get no place.
        next_day: when the next of what waits will be published.
    """

    project: Project
    settings: Settings
    notes: dict[Source, Note]
    media: tuple[Source, ...]
    problems: tuple[Problem, ...]
    hidden: frozenset[PurePosixPath]
    next_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A Site, and what was wrong with its sources but did not stop it.

    Args:
        site: complete.
        problems: warnings and hints.
        addresses: the register of those taken, where whoever adds pages asks for theirs.
        next_day: when the next note or solution that waits will be published, if any does.
    """

    site: Site
    problems: tuple[Problem, ...]
    addresses: Addresses
    next_day: dt.date | None = None


def gather_notes(
    project: Project,
    *,
    drafts: bool = False,
    known: Callable[[Sequence[Source]], Mapping[Source, Note]] = lambda _: {},
) -> Gathering:
    """Read a project's settings and notes.

    Args:
        project: where to read.
        drafts: whether drafts get a place too, and nothing is kept from students.
        known: told the sources of all notes, gives those notes whose source an earlier reading had as well.

    Raises:
        EscarchaError: if there is nothing to read.
    """
    problems: list[Problem] = []
    is_there = os.path.isdir(project.content)  # noqa: PTH112 - Path.is_dir would raise if the name were too long
    try:
        settings = read_settings(project)
    except EscarchaError as error:
        if not is_there or error.exit_code != 1:
            raise
        # With the defaults, so that what is wrong with the notes is shown too.
        settings = Settings()
        problems += error.problems
    if not is_there:
        raise EscarchaError(no_folder(project))
    reach = Reach(project, settings.include_from)
    sources, misread = find_sources(project, settings.left_out, reach)
    problems += [*unread_settings(project), *misread]
    notes: dict[Source, Note] = {}
    note_sources = [source for source in sources if source.is_note]
    earlier, limit = known(note_sources), settings.max_note_size
    for source in note_sources:
        try:
            notes[source] = _kept(source, earlier, limit) or read_note(source, project, limit, reach)
        except EscarchaError as error:
            problems.extend(error.problems)
    problems.extend(problem for note in notes.values() for problem in note.problems)
    hidden_notes = [] if drafts else [note for note in notes.values() if note.header.draft]
    waiting = waiting_notes(notes.values()) if settings.hold_future and not drafts else []
    if waiting:
        problems.append(tell_waiting(waiting))
    hidden = frozenset(note.path for note in (*hidden_notes, *waiting))
    if len(notes) == len(hidden) and not has_errors(problems):
        problems.append(no_notes(project, "no hay ninguna nota que publicar."))
    if has_errors(problems) and not notes:
        raise EscarchaError(*problems)
    media, told = published([source for source in sources if not source.is_note], project, reach)
    problems += told
    media = (*media, *copied_sources(project, settings))
    days = [waiting[0].header.date] if waiting else []
    if not (drafts or project.is_for_teachers):
        notes = dict(zip(notes, for_students(notes.values(), project, settings), strict=True))
        kept = {str(file) for note in notes.values() for file in files_of_solutions(note, project)}
        media = tuple(source for source in media if str(source.file.resolve()) not in kept)
        days += [day_of_solutions(note, settings) for note in notes.values() if note.manuscript.solutions]
    next_day = min(filter(None, days), default=None)
    return Gathering(project, settings, notes, media, tuple(problems), hidden, next_day)


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
    return Reading(site, problems, addresses, gathering.next_day)


def _kept(source: Source, earlier: Mapping[Source, Note], limit: int) -> Note | None:
    """Return the note of an earlier reading, unless it includes files, which may have changed meanwhile."""
    note = earlier.get(source) if source.size <= limit else None
    return None if note and note.inclusions else note


def no_notes(project: Project, cause: str) -> Problem:
    """Say that there is nothing to read, and why."""
    remedy = 'Crea una: python freeze.py new "Mi primera nota".'
    return Problem(Code.NO_NOTES, project.display(project.content), None, cause, remedy)


def no_folder(project: Project) -> Problem:
    """Say that the folder of notes is not there, and which may be meant."""
    cause = "la carpeta de las notas no existe."
    folders = [each.name for each in project.root.iterdir() if each.is_dir() and each.name[0] not in "._"]
    near = nearest(project.content.name, folders)
    if near and near != project.content.name:
        remedy = f"¿Querías «{near}»? La carpeta se dice con --content, o con «content» en site.toml."
    elif project.content == project.root / DEFAULT_CONTENT and any(project.root.glob("*.md")):
        remedy = "Si las notas están en esta misma carpeta, conviértela en un proyecto: escarcha init ."
    elif project.content == project.root / DEFAULT_CONTENT:
        remedy = 'Crea una nota: python freeze.py new "Mi primera nota".'
    else:
        remedy = "Comprueba el nombre: la carpeta se dice con --content, o con «content» en site.toml."
    return Problem(Code.NO_NOTES, project.display(project.content), None, cause, remedy)
