"""Makes up what nobody means to write: notes, headers, settings, templates and names of files.

All of it comes from one ``random.Random``, so the same grammar serves whoever brings the chance: a seed
(``fuzz.py``), hypothesis, which finds the shortest input that fails, or atheris, which looks for inputs that
reach code not reached before (``fuzz_coverage.py``).

Most of an input is whole and ordinary, with something broken in it: what is broken from the first byte never
gets past the first check.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from escarcha.config import Settings
from escarcha.notes.header import Header

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Thing = TypeVar("Thing")

ROOT = Path(__file__).resolve().parents[1]

SIGNS = (
    *(
        "[",
        "![",
        "[a](",
        "[[a]",
        "[[",
        "![[",
        "[^1]",
        "[a][b]",
        "](",
        "[a](<",
        '[a](b "',
        "]]",
        "|",
        "#",
        "^a",
    ),
    *("*", "*_", "a*", "**a ", "**a*", "~~", "==", "`", "``", "\\", "$", "$$", "%%", ":a:", "{ .a }", "{"),
    *("<", "<a ", "<!--", "-->", "<?", "<![CDATA[", "<b>", "</b>", "<div>\n", "</details>", "&", "&#0;"),
    *("http://", "www.a.es", "a@b.es", "@a ", "javascript:a", "data:text/html,a", "<img src=x onerror=a>"),
    *(
        "\n",
        "\n\n",
        "\n    ",
        "\t",
        "  \n",
        "\r",
        "\r\n",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\u200d",
        "\ufeff",
        "ñ",
    ),
    *("> ", "- ", "1. ", "```\n", "~~~\n", "===\n", "---\n", ":::", "///", "!!! ", "[!NOTE]", "*[a]: b\n"),
    *(
        "{{ a }}",
        "{% if",
        "<script>",
        "</article>",
        "</main>",
        "<text>",
        "🟡",
        "\U0010ffff",
        "e\u0301",
        "ﬁ",
        "%",
    ),
)
"""What means something to somebody who reads Markdown, HTML, YAML or templates."""

WORDS = ("flask", "qué es", "año", "ruta", "A", "código", "x" * 90, "1", "no", "Ñandú", "🟡", "a_b", "C++")

BLOCKS = tuple(Path(__file__).with_name("hostile_blocks.txt").read_text("utf-8")[:-1].split("\n⁂\n"))
"""A construct each, with ``{w}`` where words go in."""

VALUES = (
    "",
    "no",
    "3",
    "-1",
    "[a, b]",
    "{a: b}",
    "2026-01-02",
    "2026-13-01",
    "[",
    '"',
    "&a",
    "*a",
    "|",
    ">-",
)

TEMPLATE_PIECES = (
    *(
        '{% extends "base.html" %}',
        '{% extends "escarcha/note.html" %}',
        "{% block content %}",
        "{% endblock %}",
    ),
    *(
        "{{ page.title }}",
        "{{ nada.x }}",
        "{{ 1 / 0 }}",
        "{% for a in nav %}",
        "{% endfor %}",
        "{% include 'a' %}",
    ),
    *(
        "{{ super() }}",
        "{# ",
        "{{ '",
        "{% if %}",
        "{{ page.html | nada }}",
        "{% macro a() %}",
        "<p>a</p>",
        "\n",
    ),
)
TEMPLATES = (
    "note.html",
    "base.html",
    "section.html",
    "partials/footer.html",
    "figures/code.html",
    "nada.html",
)

_NOTHING = re.compile(r"[\x00/]")
_LONGEST_NAME = 90


@functools.cache
def seeds() -> tuple[str, ...]:
    """Return our own notes, from which inputs are cut and glued together."""
    return tuple(file.read_text("utf-8") for file in sorted((ROOT / "content").rglob("*.md")))


@functools.cache
def _settings() -> tuple[str, ...]:
    return tuple(field.encode_name for field in msgspec.structs.fields(Settings) if field.name != "content")


@functools.cache
def _header_keys() -> tuple[str, ...]:
    return (*(field.encode_name for field in msgspec.structs.fields(Header)), "tilte", "layout", "permalink")


class Inputs:
    """What is made up out of some chance.

    Args:
        chance: where everything comes from that is left to chance.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def note(self) -> bytes:
        """Return a note, with or without a header; seldom UTF-8 that is broken."""
        text = self._text()
        if self._one_in(3):
            text = self.header() + text
        if self._one_in(3):
            text = self._spoilt(text)
        content = text.encode("utf-8", "surrogatepass")
        return self._with_a_bad_byte(content) if self._one_in(40) else content

    def header(self) -> str:
        """Return a YAML header, mostly one that closes."""
        lines = [f"{self._pick(_header_keys())}: {self._value()}" for _ in range(self._chance.randrange(5))]
        header = "\n".join(["---", *lines, "---", ""])
        return self._spoilt(header) if self._one_in(8) else header

    def settings(self) -> str:
        """Return a ``site.toml``."""
        lines = ['title = "Apuntes"', 'base_url = "https://ejemplo.es/a"']
        many = self._chance.randrange(3)
        lines += [f"{self._pick(_settings())} = {self._toml()}" for _ in range(many)]
        text = "\n".join(lines) + "\n"
        return self._spoilt(text) if self._one_in(6) else text

    def template(self) -> tuple[str, str]:
        """Return the name of a template and what it says."""
        pieces = [self._pick(TEMPLATE_PIECES) for _ in range(self._chance.randrange(6))]
        return self._pick(TEMPLATES), "".join(pieces)

    def name(self) -> str:
        """Return what a file may be called, without its suffix."""
        parts = [
            self._pick((*WORDS, *SIGNS, "..", "con", "index", "README", "a.b"))
            for _ in range(self._chance.randrange(1, 4))
        ]
        name = (
            _NOTHING.sub("", "".join(parts))
            .encode("utf-8", "replace")[:_LONGEST_NAME]
            .decode("utf-8", "ignore")
        )
        return name if name.strip(". ") else "vacía"

    def lay_out(self, folder: Path, notes: int) -> None:
        """Write a project: so many notes in some folders, media beside them, settings, perhaps templates."""
        content = folder / "content"
        places = [content, *(content / self.name() / self.name() for _ in range(3)), content / self.name()]
        for number in range(notes):
            name = f"{number}-{self.name()}" if self._chance.randrange(10) else self.name()
            _write(self._pick(places) / f"{name}.md", self.note())
        for _ in range(5):
            _write(
                self._pick(places) / f"{self.name()}{self._pick(('.png', '.py', '.svg', '', '.MD'))}",
                self.note(),
            )
        _write(content / "site.toml", self.settings().encode("utf-8", "surrogatepass"))
        for _ in range(self._chance.randrange(3) if self._one_in(4) else 0):
            name, text = self.template()
            _write(folder / "templates" / name, text.encode())

    def _text(self) -> str:
        if self._one_in(4):
            seed = self._pick(seeds())
            begin = self._chance.randrange(len(seed))
            return seed[begin : begin + self._chance.randrange(3000)]
        return self._blocks(self._chance.randrange(1, 9), depth=3)

    def _blocks(self, many: int, depth: int) -> str:
        text = ""
        for _ in range(many):
            block = (
                re.sub(r"\{w\}", lambda _: self._word(), self._pick(BLOCKS))
                .replace("{{", "{")
                .replace("}}", "}")
            )
            if depth and self._one_in(4):
                first, rest = self._pick(
                    (("- ", "  "), ("> ", "> "), ("1. ", "   "), ("    ", "    "), ("", "  "))
                )
                block = first + self._blocks(2, depth - 1).replace("\n", f"\n{rest}")
            text += block + self._pick(("\n\n", "\n\n", "\n", "\n\n\n", ""))
        return text

    def _word(self) -> str:
        if self._one_in(12):
            return "".join(self._pick(SIGNS) for _ in range(self._chance.randrange(1, 4)))
        return self._pick(WORDS)

    def _value(self) -> str:
        return self._pick(VALUES) if self._one_in(2) else self._word()

    def _toml(self) -> str:
        word = self._word().replace("\\", "").replace('"', "")
        return self._pick(
            (f'"{word}"', "true", "false", "3", "-1", f'["{word}"]', f'{{ a = "{word}" }}', "2026-01-02", "x")
        )

    def _spoilt(self, text: str) -> str:
        """Return a text with something done to it somewhere."""
        at = self._chance.randrange(len(text) + 1)
        before, cut, after = text[:at], text[at : at + self._chance.randrange(1, 40)], text[at:]
        sign, many = self._pick(SIGNS), self._chance.randrange(1, 200)
        return self._pick(
            (
                before,
                before + sign + after,
                before + sign * many + after,
                before + cut * many + after,
                before + after.removeprefix(cut),
                before + self._pick(seeds())[at : at + many] + after,
                text.replace("\n", self._pick(("\r\n", "\r", "\n\n", "\n  ", "\n> ", " "))),
            )
        )

    def _with_a_bad_byte(self, content: bytes) -> bytes:
        at = self._chance.randrange(len(content) + 1)
        return content[:at] + bytes([self._chance.randrange(256)]) + content[at:]

    def _one_in(self, many: int) -> bool:
        return self._chance.randrange(many) == 0

    def _pick(self, things: Sequence[Thing]) -> Thing:
        return things[self._chance.randrange(len(things))]


def _write(file: Path, content: bytes) -> None:
    """Write a file, unless what lies there already is in its way."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError:  # another input is a file where this one wants a folder
        return
