"""SQL that an Example runs against SQLite, and the tables that come of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from .protocol import TableReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .protocol import JobStep

ROWS = 200
"""Rows of a table that are kept."""


class Database:
    """The databases of an Example: one in memory, and those that lie in its folder.

    Args:
        folder: of the Example.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, sqlite3.Connection] = {}
        self.line = 0

    def run(self, step: JobStep) -> tuple[TableReport, ...]:
        """Run the statements of a step; ``line`` is that of the latest.

        Returns:
            A table for each statement that has one.
        """
        tables = []
        connection = self._connect(step.database)
        for self.line, statement in _statements(step.text):
            cursor = connection.execute(statement)
            if cursor.description:
                rows, total = [], 0
                for row in cursor:
                    total += 1
                    if total <= ROWS:
                        rows.append(tuple(map(_shown, row)))
                columns = tuple(column[0] for column in cursor.description)
                tables.append(TableReport(columns, tuple(rows), total))
        return tuple(tables)

    def _connect(self, name: str) -> sqlite3.Connection:
        if name not in self._open:
            # Without transactions of Python's own: what a note shows is what SQLite does.
            made = sqlite3.connect(str(self._folder / name) if name else ":memory:", isolation_level=None)
            # So that Python gets its turn, and the alarm can ring.
            made.set_progress_handler(lambda: 0, 10_000)
            self._open[name] = made
        return self._open[name]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Part a text into statements; yields each with the line on which it begins, from 1."""
    start = 0
    for end in (*(number for number, sign in enumerate(text) if sign == ";"), len(text)):
        part = text[start : end + 1]
        if end < len(text) and not sqlite3.complete_statement(part):
            continue
        if part.strip():
            begins = len(part) - len(part.lstrip())
            yield text.count("\n", 0, start + begins) + 1, part
        start = end + 1


def _shown(value: object) -> str:
    if value is None:
        return "NULL"
    return f"X'{value.hex()}'" if isinstance(value, bytes) else str(value)
