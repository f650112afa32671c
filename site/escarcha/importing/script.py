"""The settings that a script writes down as literals; nothing of it is run.

Pygments cuts the script into tokens. What is more than a literal (a name, a call, a text with holes) is an
``Expression``, which nobody takes for a value. JSON is such a script, too; types are passed over.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pygments.lexers.javascript import JavascriptLexer

from escarcha.config.foreign.document import Document, Keys, Place, Untold
from escarcha.config.foreign.parsing import NO_TEXT
from escarcha.problems import Code, EscarchaError, Problem, unreadable

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_OPENING, _CLOSING = "([{", ")]}"
_DEEPEST = 60
_HOPS = 8
"""How many names may stand between what a script exports and the table that is meant."""


class Expression:
    """A value that only a program would know."""


class _Token(NamedTuple):
    line: int
    kind: str
    text: str


def read_script(file: Path) -> Document:
    """Read the table that a script exports.

    Raises:
        EscarchaError: if the file cannot be read.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EscarchaError(unreadable(error, file.as_posix())) from error
    except UnicodeDecodeError as error:
        problem = Problem(
            Code.BROKEN_SETTINGS, file.as_posix(), 1, "no es texto UTF-8.", "Guárdalo como UTF-8."
        )
        raise EscarchaError(problem) from error
    reader = _Reader(file, _tokens(text))
    places: dict[Keys, Place] = {(): Place(file, 1)}
    at = reader.exported()
    if at is None:
        cause = "no se ve qué ajustes son: no hay una tabla que se exporte."
        untold = Untold((), cause, "Escríbelos en site.toml.")
        return Document({}, places, (file,), (untold,))
    reader.at, reader.places = at, places
    try:
        values = reader.value(())
    except RecursionError:
        values = {}
    return Document(values if isinstance(values, dict) else {}, places, (file,))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []  # each with its place in the text, at first
    for at, kind, written in JavascriptLexer(ensurenl=False, stripnl=False).get_tokens_unprocessed(text):
        if written.strip() and "Comment" not in str(kind):
            found.append(_Token(at, str(kind), written))
    line, before = 1, 0
    placed = []
    for token in found:
        line += text.count("\n", before, token.line)
        before = token.line
        placed.append(token._replace(line=line))
    return placed


@dataclass
class _Reader:
    """Reads values, from the token it is at.

    Args:
        file: that the tokens are of.
        tokens: without comments.
    """

    file: Path
    tokens: list[_Token]
    at: int = 0

    def __post_init__(self) -> None:
        self.places: dict[Keys, Place] = {}

    @property
    def text(self) -> str:
        """What the token says; nothing at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def exported(self) -> int | None:
        """Return where the table begins that the script exports; None if it cannot be seen."""
        texts = [token.text for token in self.tokens]
        if texts[:1] == ["{"]:  # JSON
            return 0
        at = _after(texts, "export", "default") or _after(texts, "exports", "=") or len(texts)
        for _ in range(_HOPS):
            here = texts[at : at + 2]
            if here[:1] == ["{"]:
                return at
            if here[:1] == ["await"] or here[:1] == ["("]:
                at += 1
            elif here[1:] == ["("]:  # a function that returns what it is given, as defineConfig does
                at += 2
            else:
                named = next(
                    (_after(texts, word, *here[:1]) for word in ("const", "let", "var") if here), None
                )
                if named is None or "=" not in texts[named:]:
                    return None
                at = texts.index("=", named) + 1
        return None

    def value(self, keys: Keys) -> Any:  # noqa: ANN401 - what a script writes is untyped
        """Read a value, and go behind it."""
        start = self.at
        found = self._literal(keys) if len(keys) < _DEEPEST else Expression()
        if self.text in {"as", "satisfies"}:  # what TypeScript says of the type
            self._skip()
        elif self.text not in {",", "]", "}", ")", ";", ""}:
            self.at = start
            self._skip()
            return Expression()
        return found

    def _literal(self, keys: Keys) -> Any:  # noqa: ANN401 - see above
        token = self.tokens[self.at] if self.at < len(self.tokens) else _Token(0, "", "")
        if token.text in {"{", "["}:
            return self._table(keys) if token.text == "{" else self._list(keys)
        self.at += 1
        if token.text == "(":
            found = self._literal(keys)
            self.at += self.text == ")"
            return found
        if token.text == "`":
            return self._template()
        if "String" in token.kind and token.text[:1] in {'"', "'"}:
            return _text(token.text)
        if token.text.isdigit():
            return int(token.text)
        return token.text if "Number" in token.kind else _WORDS.get(token.text, Expression())

    def _template(self) -> Any:  # noqa: ANN401 - see above
        parts = []
        while self.at < len(self.tokens) and self.text != "`":
            if not self.tokens[self.at].kind.endswith("Backtick"):
                return Expression()
            parts.append(self.text)
            self.at += 1
        self.at += 1
        return "".join(parts)

    def _list(self, keys: Keys) -> list[Any]:
        found: list[Any] = []
        self.at += 1
        while self.text not in {"]", ""}:
            way = (*keys, len(found))
            self._note(way)
            found.append(self.value(way))
            self.at += self.text == ","
            if self.text in {"}", ")"}:
                break
        self.at += 1
        return found

    def _table(self, keys: Keys) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.at += 1
        while self.text not in {"}", ""}:
            token = self.tokens[self.at]
            is_name = "Name" in token.kind or "String" in token.kind or re.fullmatch(r"[\w$]+", token.text)
            name = _text(token.text) if token.text[:1] in {'"', "'"} else token.text
            way = (*keys, name)
            if is_name:
                self._note(way)
                self.at += 1
            if is_name and self.text == ":":
                self.at += 1
                found[name] = self.value(way)
            else:  # what is spread or computed, a method, a name that stands for itself
                self._skip()
                found |= {name: Expression()} if is_name else {}
            self.at += self.text == ","
            if self.text in {"]", ")"}:
                break
        self.at += 1
        return found

    def _skip(self) -> None:
        """Go to what ends a value."""
        depth = 0
        while self.at < len(self.tokens):
            if self.text in _CLOSING or (self.text == "," and not depth):
                if not depth:
                    return
                depth -= 1
            elif self.text in _OPENING or self.text == "${":
                depth += 1
            self.at += 1

    def _note(self, keys: Keys) -> None:
        self.places[keys] = Place(self.file, self.tokens[self.at].line)


def _after(texts: list[str], *words: str) -> int | None:
    count = len(words)
    starts = range(len(texts) - count + 1)
    return next((at + count for at in starts if tuple(texts[at : at + count]) == words), None)


def _text(written: str) -> str:
    """Return the text of a literal: what escapes it may hold are almost all those of Python."""
    try:
        found = str(ast.literal_eval(written.replace("\\/", "/")))
    except (SyntaxError, ValueError):
        found = written[1:-1]
    return NO_TEXT.sub("\ufffd", found)
