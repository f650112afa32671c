"""Links that leave the site: which lead nowhere, and which somewhere else by now."""

from __future__ import annotations

import ipaddress
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from escarcha.beyond.answers import NO_SUCH_HOST, Answer, Answers
from escarcha.freezing.report import Progress
from escarcha.problems import Code, Problem, Severity
from escarcha.rendering.addresses import legal

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from escarcha.beyond.material import Material
    from escarcha.notes import Note

_GONE = {404, 410, 451}
"""Answers by which a host says that there is nothing; others may be meant for programs alone."""

_RESERVED = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|local|internal)$")
"""Names that nobody has: https://www.rfc-editor.org/rfc/rfc2606, https://www.rfc-editor.org/rfc/rfc6762."""


def check_external(
    material: Material, *, on_disk: bool = True, is_asked: Callable[[str], bool] | None = None
) -> Generator[Progress, None, list[Problem]]:
    """Ask for every address of the web that the notes link to.

    Args:
        material: the notes.
        on_disk: whether answers of the last days are used and kept.
        is_asked: tells whether a host is asked at all; without it, those that anybody can reach.

    Yields:
        A Progress for each address.

    Returns:
        What is wrong, at every line where it is written.
    """
    from escarcha.beyond.asking import ask_all  # noqa: PLC0415 - needs a package that may not be there

    is_asked = is_asked or is_public
    written = _written(material, is_asked)
    kept = Answers(material.project, on_disk=on_disk)
    answers = kept.recall(written)
    missing = [address for address in written if address not in answers]
    fresh: dict[str, Answer] = {}
    try:
        for address, answer in ask_all(missing, is_asked):
            fresh[address] = answer
            yield Progress("Enlaces externos", len(missing))
    finally:
        kept.keep(fresh)
    answers |= fresh
    # Where nobody answers, it is rather this machine that is not connected.
    is_connected = any(answer.status for answer in answers.values())
    return [
        problem
        for address, places in written.items()
        for note, line, as_written in places
        for problem in _problems(answers[address], note, line, as_written, is_connected=is_connected)
    ]


def is_public(host: str) -> bool:
    """Tell whether a host is one that anybody can reach, and not of this machine or of a private network."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." in host and not _RESERVED.search(host)


_Places = dict[str, list[tuple["Note", int, str]]]


def _written(material: Material, is_asked: Callable[[str], bool]) -> _Places:
    """Return where each address of the web is written, in the order of the notes."""
    found: _Places = defaultdict(list)
    for note in material.notes:
        if not re.search(r"https?://|www\.", note.manuscript.body):
            continue
        for each in material.reader.destinations(note.manuscript.body):
            if address := _address(each.address, is_asked):
                found[address].append((note, each.line + note.body_line - 1, each.address))
    return found


def _address(written: str, is_asked: Callable[[str], bool]) -> str:
    """Return an address as it is asked for: without its anchor. Empty if it is none of the web."""
    address = legal(urldefrag(f"https:{written}" if written.startswith("//") else written).url)
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_web = parts.scheme.lower() in {"http", "https"}
    return address if is_web and host and is_asked(host.lower()) else ""


def _problems(
    answer: Answer, note: Note, line: int, written: str, *, is_connected: bool
) -> Iterator[Problem]:
    if answer.moved_to:
        cause = f"«{written}» se ha trasladado para siempre a «{answer.moved_to}»."
        yield Problem(
            *(Code.MOVED_LINK, note.place, line, cause, "Escribe la dirección nueva.", Severity.HINT),
            subject=written,
        )
    if answer.is_good:
        return
    if answer.status in _GONE or (answer.reason == NO_SUCH_HOST and is_connected):
        said = f"responde {answer.status}" if answer.status else answer.reason
        cause, remedy = f"«{written}» ya no está: {said}.", "Busca adónde ha ido, o quita el enlace."
        yield Problem(Code.DEAD_LINK, note.place, line, cause, remedy, Severity.WARNING, subject=written)
    else:
        said = answer.reason or f"el servidor responde {answer.status}"
        cause, remedy = f"no se ha podido comprobar «{written}»: {said}.", "Ábrelo en el navegador."
        yield Problem(Code.UNSURE_LINK, note.place, line, cause, remedy, Severity.HINT, subject=written)
