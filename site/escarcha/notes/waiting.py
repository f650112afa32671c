"""What waits for its day: notes, where the settings ask for that, and solutions of exercises.

Notes for teachers wait for none: they are in the edition for teachers alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escarcha.history import today
from escarcha.markup import Withheld, read_info, withhold
from escarcha.notes.inclusions import Manuscript, included_path
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from escarcha.config import Project, Settings
    from escarcha.notes.note import Note


def waiting_notes(notes: Iterable[Note]) -> list[Note]:
    """Return the notes whose day has not come, the next one first."""
    now = today()
    waiting = [note for note in notes if note.header.date and note.header.date > now]
    return sorted(waiting, key=_day_and_path)


def day_of_solutions(note: Note, settings: Settings) -> dt.date | None:
    """Return the day from which on the solutions of a note may be seen; None if that has come."""
    day = note.header.solutions_from or settings.solutions_from
    return day if day and day > today() else None


def for_students(notes: Iterable[Note], project: Project, settings: Settings) -> Iterator[Note]:
    """Yield notes as students see them today: the same, if nothing of them is kept from these.

    What one includes of another is kept up to the later of both days.
    """
    notes = list(notes)
    days = {
        (project.content / note.path).resolve(): day
        for note in notes
        if note.header.solutions_from and (day := day_of_solutions(note, settings))
    }
    for note in notes:
        day = day_of_solutions(note, settings)
        left = withhold(note.body, settings.dialect, day) if note.may_withhold else Withheld(note.body)
        inclusions = []
        for each in note.inclusions:
            other = days.get(included_path(each.name, note, project).resolve()) if days else None
            latest = max(filter(None, (day, other)), default=None)
            inclusions.append(replace(each, text=withhold(each.text, settings.dialect, latest).body))
        is_whole = left.body == note.body and tuple(inclusions) == note.inclusions
        yield (
            note
            if is_whole
            else replace(note, shown=Manuscript(left.body, tuple(inclusions), left.solutions))
        )


def files_of_solutions(note: Note, project: Project) -> Iterator[Path]:
    """Yield the files that solutions of a note include which nobody is to see yet, nor those themselves."""
    for solution in note.manuscript.solutions:
        if name := read_info(solution.info).options.get("include"):
            yield included_path(name, note, project).resolve()


def tell_waiting(waiting: list[Note]) -> Problem:
    """Tell once of all the notes that wait."""
    first, day = waiting[0], waiting[0].header.date
    others = f", y {len(waiting) - 1} más tienen fecha futura" if len(waiting) > 1 else ""
    cause = f"esta nota no se publica hasta el {day}{others}."
    remedy = "Congela el sitio otra vez ese día, o cambia «date»."
    return Problem(
        Code.HELD_NOTE, first.place, first.header_lines.get("date", 1), cause, remedy, Severity.HINT
    )


def _day_and_path(note: Note) -> tuple[str, str]:
    return str(note.header.date), str(note.path)
