"""How Spanish writes dates and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def long_date(day: dt.date) -> str:
    """Write a date out: ``22 de noviembre de 2026``."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def counted(number: int, singular: str, plural: str) -> str:
    """Write a number with its noun: ``1 nota``, ``12 notas``."""
    return f"{number} {singular if number == 1 else plural}"
