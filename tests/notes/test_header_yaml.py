"""The short way for headers of plain lines reads them as PyYAML does."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from escarcha.notes.header_yaml import _plain, parse_yaml, texts_of

PIECES = [
    *(
        "title: ",
        "x: ",
        ": ",
        ":",
        "a",
        "ñ",
        "7",
        "No",
        "~",
        "null",
        " ",
        ",",
        ", ",
        "[",
        "]",
        "[a, b]",
        "#",
        " #",
    ),
    *(
        "-",
        "- ",
        "?",
        "? ",
        "¿",
        "«",
        "'",
        '"',
        "&a ",
        "*a",
        "!",
        "%",
        "|",
        ">",
        "{",
        "}",
        "\n",
        "\n",
        "\t",
        "\\",
        ".",
        "/",
    ),
]


def read(node: yaml.Node | None) -> list[tuple[int, object, object]]:
    """Return the line, the key and the value of each pair."""
    assert isinstance(node, yaml.MappingNode)
    budget = [1000]
    return [
        (key.start_mark.line, texts_of(key, budget, 1), texts_of(value, budget, 1))
        for key, value in node.value
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(lambda pieces: "".join(pieces) + "\n"))
@example("title: Los bucles: una vuelta\n")
@example("title: Qué es Flask\ntags: [web, python 3.12]\ndate: 2026-01-31\n")
def test_a_plain_header_is_read_as_pyyaml_reads_it(source: str) -> None:
    """What the short way reads, PyYAML reads the same, line by line."""
    plain = _plain(source)
    if plain:
        assert read(plain) == read(yaml.compose(source, Loader=yaml.SafeLoader))


@pytest.mark.parametrize(
    "source", ["title: Qué es Flask\n", "tags: [a, b]\ndate: 2026-01-31\nurl: https://e.es/x\n"]
)
def test_ordinary_headers_go_the_short_way(source: str) -> None:
    """Texts, dates, addresses and lists of words need no YAML parser."""
    assert _plain(source)
    assert parse_yaml(source) is not None
