"""Notes that wait for the day in their header, where the settings ask for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.history import today
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.notes.note import Note


def waiting_notes(notes: Iterable[Note]) -> list[Note]:
    """Return the notes whose day has not come, the next one first."""
    now = today()
    waiting = [note for note in notes if note.header.date and note.header.date > now]
    return sorted(waiting, key=_day_and_path)


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
