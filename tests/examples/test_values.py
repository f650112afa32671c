"""Values as readers are shown them: short, the same each time, and untouched by whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from escarcha.examples.child.values import LONGEST, Values
from recorded import module

if TYPE_CHECKING:
    from pathlib import Path

CODE = """\
import collections
import dataclasses
import datetime
import enum
import functools
import sqlite3
import threading
from types import SimpleNamespace

touched = []


class Touchy:
    def __init__(self, titulo):
        self.titulo = titulo

    def touch(self, *_):
        touched.append(self)
        print("tocado")
        raise RuntimeError

    __repr__ = __str__ = __eq__ = __bool__ = __lt__ = __len__ = __iter__ = __getattr__ = touch
    __hash__ = object.__hash__


class Lista(list):
    def __iter__(self):
        touched.append(self)
        return iter(())

    __len__ = __repr__ = __getitem__ = __iter__


class Texto(str):
    def __repr__(self):
        touched.append(self)
        return ""


class Ranuras:
    __slots__ = ("a", "b")


class Error(Exception):
    def __str__(self):
        touched.append(self)
        return ""


class Malo:  # as a library may be
    def __repr__(self):
        raise RuntimeError


@dataclasses.dataclass
class Nota:
    titulo: str
    partes: list


class Color(enum.Enum):
    ROJO = 1


Punto = collections.namedtuple("Punto", "x y")
hondo = []
for _ in range(50):
    hondo = [hondo]
vueltas = [1]
vueltas.append(vueltas)
ranuras = Ranuras()
ranuras.a = 1
base = sqlite3.connect(":memory:")
base.row_factory = sqlite3.Row
"""


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("None", "None"),
        ("'a\\n'", r"'a\n'"),
        ("b'\\0'", r"b'\x00'"),
        ("1.5", "1.5"),
        ("[1, 'a', (2,)]", "[1, 'a', (2,)]"),
        ("{}", "{}"),
        ("set()", "set()"),
        ("{'b', 'a', 'c'}", "{'a', 'b', 'c'}"),
        ("frozenset([2, 1])", "frozenset({1, 2})"),
        ("{'clave': [1]}", "{'clave': [1]}"),
        ("list(range(9))", "[0, 1, 2, 3, 4, 5, … y 3 más]"),
        ("dict.fromkeys(range(8), 0)", "{0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, … y 2 más}"),
        ("collections.deque([1])", "deque([1])"),
        ("collections.Counter('aab')", "Counter({'a': 2, 'b': 1})"),
        ("collections.defaultdict(list, a=[1])", "defaultdict({'a': [1]})"),
        ("'x' * 1_000_000", f"'{'x' * 40}…{'x' * 20}' (1000000 caracteres)"),
        ("b'x' * 1_000_000", f"b'{'x' * 40}…' (1000000 bytes)"),
        ("10 ** 10_000", "… (un entero de 33220 bits)"),
        ("hondo", "[[[[…]]]]"),
        ("vueltas", "[1, …]"),
        ("Touchy('a')", "Touchy(titulo='a')"),
        ("[Touchy('b'), Touchy('a')]", "[Touchy(titulo='b'), Touchy(titulo='a')]"),
        ("{Touchy('b'), Touchy('a')}", "{Touchy(titulo='a'), Touchy(titulo='b')}"),
        ("Lista([1])", "Lista([1])"),
        ("Texto('a')", "'a'"),
        ("Error('a', 1)", "Error('a', 1)"),
        ("Nota('a', [1])", "Nota(titulo='a', partes=[1])"),
        ("Color.ROJO", "Color.ROJO"),
        ("Punto(1, 2)", "Punto(x=1, y=2)"),
        ("ranuras", "Ranuras(a=1)"),
        ("len", "<len>"),
        ("Nota", "<Nota>"),
        ("lambda: 1", "<lambda>"),
        ("object()", "<object object>"),
        ("(n for n in [1])", "<generator object <genexpr>>"),
        ("datetime.date(2026, 1, 2)", "datetime.date(2026, 1, 2)"),
        ("base.execute('SELECT 1 AS uno').fetchone()", "Row(uno=1)"),
        ("{'password': 'x', 'token': None, 'a': 1}", "{'password': '•••', 'token': None, 'a': 1}"),
    ],
)  # fmt: skip
def test_a_value_is_shown(tmp_path: Path, expression: str, shown: str) -> None:
    """No method of the Example's own is called for it, nothing is written, and no address is in it."""
    names = module(tmp_path, CODE).__dict__
    values = Values(lambda file: file.startswith(str(tmp_path)))
    value = eval(expression, names)  # noqa: S307 - a test's own
    assert values.show(value) == shown
    assert names["touched"] == []
    assert values.is_cut == ("…" in shown)


def test_what_is_shown_of_libraries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What fails or writes is its class alone, and what is long is cut."""
    names = module(tmp_path, CODE).__dict__
    values = Values(lambda _: False)  # so that all classes are a library's
    assert values.show(names["Malo"]()) == "<Malo>"
    assert values.show(names["Touchy"]("a")) == "<Touchy>"
    assert capsys.readouterr().out == ""
    long = type("Largo", (), {"__repr__": lambda _: "x" * 1000})()
    assert len(values.show([long] * 6)) <= LONGEST + 1
    assert values.show(type("Nada", (), {"__repr__": lambda _: ""})()) == "<Nada>"


@pytest.mark.parametrize(
    "name",
    [
        *("password", "contraseña", "SECRET_KEY", "session['token']", "g.api_key"),
        *("pwd", "Authorization", "api-key", "aws_access_key", "credential"),
    ],
)
def test_secrets_are_masked(name: str) -> None:
    """What its name calls a secret is not shown, but whether there is one."""
    values = Values(lambda _: False)
    assert values.show("abc", name) == values.show(Markup("abc"), name) == "'•••'"
    assert values.show(None, name) == "None"
    assert values.show("abc", "titulo") == "'abc'"
