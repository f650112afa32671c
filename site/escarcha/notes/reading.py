"""The front door of this room: from a project on disk to its Site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escarcha.config import Settings, read_settings
from escarcha.notes.addresses import Addresses
from escarcha.notes.history import last_changes
from escarcha.notes.layout import Material, build_site
from escarcha.notes.note import Note, read_note
from escarcha.notes.source import Source, find_sources
from escarcha.problems import Code, EscarchaError, Problem, has_errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.config import Project
    from escarcha.notes.site import Site


@dataclass(frozen=True, slots=True)
class Reading:
    """A Site, and what was wrong with its sources but did not stop it.

    Args:
        site: complete.
        problems: warnings and hints.
        notes: every note by its source, so that the next reading can keep those that did not change.
        addresses: the register of those taken, where whoever adds pages asks for theirs.
    """

    site: Site
    problems: tuple[Problem, ...]
    notes: dict[Source, Note]
    addresses: Addresses


class UnreadableSiteError(EscarchaError):
    """A project that is no site yet, and those of its notes that can be read all the same.

    Args:
        problems: what is wrong.
        settings: of the site; the defaults, if its own are broken.
        notes: whoever wants to may look for further problems in them.
    """

    def __init__(self, problems: Iterable[Problem], settings: Settings, notes: Iterable[Note]) -> None:
        super().__init__(*problems)
        self.settings, self.notes = settings, tuple(notes)


def read_site(project: Project, *, drafts: bool = False, known: dict[Source, Note] | None = None) -> Reading:
    """Read a project's settings and notes and place them in a Site.

    Args:
        project: where to read.
        drafts: whether drafts get a place too.
        known: notes of an earlier reading; those whose source has not changed are not read again.

    Raises:
        UnreadableSiteError: with every problem of every file, if any of them is an error.
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
        raise EscarchaError(_no_notes(project, "la carpeta de las notas no existe."))
    sources, misread = find_sources(project, settings.exclude)
    problems += misread
    notes: dict[Source, Note] = {}
    for source in sources:
        if not source.is_note:
            continue
        try:
            notes[source] = _kept(source, known) or read_note(source, project, settings.max_note_size)
        except EscarchaError as error:
            problems.extend(error.problems)
    problems.extend(problem for note in notes.values() for problem in note.problems)
    hidden = frozenset(note.path for note in notes.values() if note.header.draft and not drafts)
    if len(notes) == len(hidden) and not has_errors(problems):
        problems.append(_no_notes(project, "no hay ninguna nota que publicar."))
    if has_errors(problems) and not notes:
        raise EscarchaError(*problems)
    material = Material(
        project=project,
        settings=settings,
        notes=tuple(note for note in notes.values() if note.path not in hidden),
        media=tuple(source for source in sources if not source.is_note),
        changes=last_changes(project.content),
        drafts=hidden,
    )
    addresses = Addresses()
    site, misplaced = build_site(material, addresses)
    problems.extend(misplaced)
    if has_errors(problems):
        raise UnreadableSiteError(problems, settings, notes.values())
    return Reading(site, tuple(problems), notes, addresses)


def _kept(source: Source, known: dict[Source, Note] | None) -> Note | None:
    """Return the note of an earlier reading, unless it includes files, which may have changed meanwhile."""
    note = (known or {}).get(source)
    return None if note and note.inclusions else note


def _no_notes(project: Project, cause: str) -> Problem:
    remedy = 'Crea una: python freeze.py new "Mi primera nota".'
    return Problem(Code.NO_NOTES, project.display(project.content), None, cause, remedy)
