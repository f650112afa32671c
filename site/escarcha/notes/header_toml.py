"""A header in TOML, between two lines of ``+++``, as Hugo and Zola write it: read as one in YAML."""

from __future__ import annotations

import json
import re
import tomllib

from escarcha.config.toml_words import explain_toml
from escarcha.notes.header_yaml import HeaderError

_HEADER = re.compile(r"\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)
_STATEMENT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:\[|[\w\"'.-]+[ \t]*=)")


def toml_as_yaml(text: str) -> tuple[str, int] | None:
    """Return the header of a note as YAML, each key on its line, and the line on which the body begins.

    Args:
        text: the whole note.

    Returns:
        Nothing if the note has no such header: what stands between the lines may be a text.

    Raises:
        HeaderError: if it is a header, but no TOML.
    """
    found = _HEADER.match(text)
    if not found or not _STATEMENT.match(found["toml"]):
        return None
    try:
        values = tomllib.loads(found["toml"])
    except (ValueError, RecursionError) as error:
        line, cause, remedy = explain_toml(str(error), found["toml"])
        raise HeaderError(line + 1, f"la cabecera no es TOML: {cause}", remedy) from error
    lines = found["toml"].split("\n")
    written = [""] * len(lines)
    for key, value in values.items():
        name = re.compile(rf"[ \t]*(?:\[\[?[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]")
        at = next((number for number, line in enumerate(lines) if name.match(line)), 0)
        at = next(number for number in (*range(at, len(lines)), *range(len(lines))) if not written[number])
        written[at] = f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, default=str)}"
    return "\n".join(written), text.count("\n", 0, found.end()) + 2
