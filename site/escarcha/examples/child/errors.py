"""Exceptions, described as far as they concern an Example's own lines."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from .protocol import ErrorReport

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LIMIT, TEXT_LIMIT, FRAMES = 1000, 8000, 30
"""How much is kept at most: characters of a line, characters of all lines, calls of a traceback."""


def shorten(text: str) -> str:
    """Leave out the middle of lines that are too long, and then of the text: beginning and end say more."""
    return _without_middle(
        "\n".join(_without_middle(line, LINE_LIMIT) for line in text.split("\n")), TEXT_LIMIT
    )


def _without_middle(text: str, most: int) -> str:
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} […] {text[-half:]}"


def describe(error: BaseException, folder: Path, place: tuple[str, int] | None = None) -> ErrorReport:
    """Say what went wrong.

    Args:
        error: what was raised.
        folder: of the Example; calls in other files are left out.
        place: file and line, if they are known better than the traceback knows them.
    """
    told = traceback.TracebackException.from_exception(error)
    own = [frame for frame in told.stack if _is_inside(frame.filename, folder)]
    file, line = place or ((own[-1].filename, own[-1].lineno or 0) if own else ("", 0))
    # A mistake in the syntax of Python, or of a template of Jinja, says itself where it is.
    named, number = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(named, str) and isinstance(number, int) and _is_inside(named, folder):
        file, line = named, number
    for seen in _chain(told):
        seen.stack[:] = [frame for frame in seen.stack if _is_inside(frame.filename, folder)][-FRAMES:]
    message = _without_middle(_message(error), LINE_LIMIT)
    return ErrorReport(
        kinds=tuple(kind.__name__ for kind in type(error).__mro__[:-1]),
        message=message,
        file=Path(file).relative_to(folder).as_posix() if _is_inside(file, folder) else "",
        line=line,
        traceback=shorten("".join(told.format())),
        code=message if isinstance(error, SystemExit) and not _is_success(error.code) else None,
        is_too_large=isinstance(error, OSError) and error.errno == errno.EFBIG,
    )


def _is_success(code: object) -> bool:
    """Tell whether a program that ends with a code has done well: https://docs.python.org/3/library/sys.html#sys.exit."""
    return code is None or (isinstance(code, int) and int(code) == 0)


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an Example's own exception may fail at this too
        return ""


def _chain(told: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """Yield an exception, and all those that led to it."""
    pending = [told]
    while pending:
        each = pending.pop()
        yield each
        pending += [came_of for came_of in (each.__cause__, each.__context__) if came_of]


def _is_inside(file: str, folder: Path) -> bool:
    return file.startswith((f"{folder}/", f"{folder}\\"))
