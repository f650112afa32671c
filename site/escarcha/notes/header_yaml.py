"""The YAML of a header, read as text: no value becomes a number, a date or a truth here.

That is YAML's failsafe schema, https://yaml.org/spec/1.2.2/#101-failsafe-schema.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from escarcha.config.yaml_words import broken_line, explain_yaml
from escarcha.problems import Code, Remark, Severity

MAX_NODES = 100_000
"""A header with more values than this, aliases counted each time, is an attack or a mistake."""

_NO_LONGER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Line breaks of YAML 1.1 that are none in YAML 1.2 nor in any editor; PyYAML would count them.

https://yaml.org/spec/1.2.2/#54-line-break-characters
"""
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that an escape in quotes may write (``"\\0"``), and that neither HTML nor XML can hold."""


class HeaderError(Exception):
    """A header that cannot be read at all; carries the Remark.

    Args:
        line: of the note, from 1.
        cause: a Spanish sentence.
        remedy: another, or nothing.
    """

    def __init__(self, line: int, cause: str, remedy: str = "") -> None:
        super().__init__(cause)
        self.remark = Remark(Code.BROKEN_HEADER, line, cause, remedy, Severity.ERROR)


def parse_yaml(source: str) -> yaml.Node | None:
    """Parse a header.

    Args:
        source: what stands between its two marks; it begins on the second line of its note.

    Returns:
        The root of the YAML, or None where there is nothing.

    Raises:
        HeaderError: if it is not YAML.
    """
    if plain := _plain(source):
        return plain
    # The loader in Python: deep nesting overflows the stack of the one in C, which ends the process.
    try:
        return yaml.compose(source.translate(_NO_LONGER_BREAKS), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = broken_line(error, source) + 2
        raise HeaderError(line, *explain_yaml(str(error.problem), "la cabecera")) from error
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 2
        raise HeaderError(
            line, f"la cabecera tiene un carácter que YAML no admite (U+{_codepoint(error):04X}).", "Bórralo."
        ) from error
    except RecursionError as error:
        raise HeaderError(2, "la cabecera tiene demasiados niveles.", "Déjala en «clave: valor».") from error
    except ValueError as error:
        cause = "la cabecera escribe un carácter o un número que no existe."
        remedy = "Busca «\\U» entre comillas dobles: entre comillas simples es texto."
        at = max(source.find("\\U"), 0)
        raise HeaderError(source.count("\n", 0, at) + 2, cause, remedy) from error


_KEY = r"[^\W\d_][\w-]*"
_TEXT = r"[\w¿¡«](?:[\w ,.()/¿?¡!«»+-]|:(?=[\w/]))*(?<! )"
_WORD = r"\w[\w ./+-]*+(?<! )"
_PLAIN_LINE = re.compile(rf"({_KEY}): (?:({_TEXT})|\[({_WORD}(?:, {_WORD})*)\])\n")
"""A line of most headers, whose parts hold no sign that means anything else in YAML."""


def _plain(source: str) -> yaml.MappingNode | None:
    """Parse what most headers are, plain texts and lists of words, in a twentieth of PyYAML's time.

    Returns:
        What PyYAML would return, without columns and tags; None where there is anything else.
    """
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    at = 0
    while at < len(source):
        found = _PLAIN_LINE.match(source, at)
        if not found:
            return None
        mark = yaml.Mark("", 0, len(pairs), 0, None, 0)
        key, text, words = found.groups()
        value: yaml.Node = yaml.ScalarNode("", text, mark, mark)
        if words:
            items = [yaml.ScalarNode("", word, mark, mark) for word in words.split(", ")]
            value = yaml.SequenceNode("", items, mark, mark)
        pairs.append((yaml.ScalarNode("", key, mark, mark), value))
        at = found.end()
    return yaml.MappingNode("", pairs) if pairs else None


def _codepoint(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[0])


def texts_of(node: yaml.Node, budget: list[int], line: int) -> Any:  # noqa: ANN401 - YAML is untyped
    """Turn a node into texts, lists and mappings; aliases are followed, within the budget."""
    budget[0] -= 1
    if budget[0] < 0:
        cause = f"la cabecera tiene más de {MAX_NODES} valores, o se repite a sí misma sin fin."
        raise HeaderError(line, cause, "Acórtala, y quita las referencias «&» y «*» si las tiene.")
    if isinstance(node, yaml.ScalarNode):
        is_null = node.style is None and node.value in {"", "~", "null"}
        return None if is_null else _NO_TEXT.sub("\ufffd", node.value)
    try:
        if isinstance(node, yaml.SequenceNode):
            return [texts_of(item, budget, line) for item in node.value]
        return {str(texts_of(key, budget, line)): texts_of(value, budget, line) for key, value in node.value}
    except RecursionError:
        budget[0] = 0
        return texts_of(node, budget, line)
