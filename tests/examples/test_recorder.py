"""What is recorded while code runs: lines, values, calls, and where it ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from escarcha.examples.child.moments import End, Kind
from escarcha.examples.child.recorder import MOST_LINES, MOST_MOMENTS, Recorder
from recorded import record, told

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "a line and what it changes are one": (
        """
def f(n=1):
    n += 1
    m = [n]
    m.append(3)
    return m
""",
        """
call f | n=>1
line 3 | n=1>2
line 4 | m=>[2]
line 5 | m=[2]>[2, 3]
line 6 | return [2, 3]
""",
    ),
    "what others change in between has a moment of its own": (
        """
def g():
    return 2

def f():
    x = g()
    y = x
""",
        """
call f
line 6
call g
line 3 | return 2
back 6 | x=>2
line 7 | return None | y=>2
""",
    ),
    "a generator goes on where it was": (
        """
def g():
    x = yield 1
    yield x

def f():
    o = g()
    next(o)
    o.send(5)
""",
        """
call f
line 7 | o=><generator object g>
line 8
call g
line 3 | yield 1
line 9
back 3 | x=>5
line 4 | yield 5
back 9 | return None
""",
    ),
    "a generator that is thrown into, and closed": (
        """
def g():
    try:
        yield 1
    except KeyError:
        yield 2

def f():
    o = g()
    next(o)
    o.throw(KeyError)
    o.close()
""",
        """
call f
line 9 | o=><generator object g>
line 10
call g
line 3
line 4 | yield 1
line 11
back 4 | raise KeyError()
line 5
line 6 | yield 2
line 12 | return None
""",
    ),
    "an exception is seen where it is raised and where it arrives": (
        """
def g():
    raise ValueError("a")

def f():
    try:
        g()
    except ValueError:
        return 1
""",
        """
call f
line 6
line 7
call g
line 3 | raise ValueError('a')
back 7 | raise ValueError('a')
line 8
line 9 | return 1
""",
    ),
    "globals that a function mentions, and variables that it closes over": (
        """
todo = []

def f():
    n = 0
    def g():
        nonlocal n
        n += 1
        todo.append(n)
    g()
""",
        """
call f
line 5 | n=>0
line 6
line 10
call f.<locals>.g
line 8 | n=0>1
line 9 | return None | todo=[]>[1]
back 10 | return None | n=0>1
""",
    ),
    "coroutines and tasks": (
        """
import asyncio

async def g(n):
    await asyncio.sleep(0)
    return n

async def h():
    return await asyncio.gather(g(1), g(2))

def f():
    return asyncio.run(h())
""",
        """
call f
line 12
call h
line 9
call g | n=>1
line 5
call g | n=>2
line 5
line 6 | return 1
line 6 | return 2
back 9 | return [1, 2]
back 12 | return [1, 2]
""",
    ),
    "classes, lambdas and comprehensions are no steps": (
        """
def f():
    class A:
        x = 1
    k = [n for n in sorted([2, 1], key=lambda n: n)]
    return k
""",
        """
call f
line 3
line 5 | k=>[1, 2]
line 6 | return [1, 2]
""",
    ),
    "threads that are started tell nothing, as they come in any order": (
        """
import threading

def g():
    return 1

def f():
    t = threading.Thread(target=g)
    t.start()
    t.join()
    t = None
""",
        """
call f
line 8 | t=><Thread>
line 9
line 10
line 11 | return None | t=<Thread>>None
""",
    ),
    "a value that is another in what it holds, however deep": (
        """
def f():
    a = {"n": [{"x": 1}]}
    a["n"][0]["x"] = 2
    a["n"].append(print)
    a["n"].pop()
""",
        """
call f
line 3 | a=>{'n': [{'x': 1}]}
line 4 | a={'n': [{'x': 1}]}>{'n': [{'x': 2}]}
line 5 | a={'n': [{'x': 2}]}>{'n': [{'x': 2}, <print>]}
line 6 | return None | a={'n': [{'x': 2}, <print>]}>{'n': [{'x': 2}]}
""",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_recorded(tmp_path: Path, case: str) -> None:
    """Moments are in the order in which things happened."""
    code, expected = CASES[case]
    assert told(record(tmp_path, code, "f").moments) == expected.strip().split("\n")


@pytest.mark.parametrize(
    ("code", "left"),
    [
        (
            "def f():\n    n = 0\n    for i in range(10_000):\n        n += i\n    return n\n",
            2 * 10_000 + 3 - 200,
        ),
        ("def f():\n    try:\n        f()\n    except RecursionError:\n        return 0\n", None),
    ],
)
def test_what_is_long_is_counted(tmp_path: Path, code: str, left: int | None) -> None:
    """A loop of ten thousand rounds, and a recursion without end: the first lines, and how many more."""
    trace = record(tmp_path, code, "f")
    assert len(trace.moments) <= MOST_MOMENTS
    assert sum(moment.kind is not Kind.CALL for moment in trace.moments) <= MOST_LINES
    assert trace.left == left if left else trace.left > 900


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """What a ``__repr__`` or a ``__del__`` does is done when and as often as without a trace."""
    code = """
done = []

class Nota:
    def __repr__(self):
        done.append("repr")
        return "x"

    def __del__(self):
        done.append("del")

def f():
    a = Nota()
    done.append("a")
    a = None
    done.append("b")
"""
    trace = record(tmp_path, code, "f")
    changes = [change.after for moment in trace.moments for change in moment.changes if change.name == "a"]
    assert changes == ["Nota()", "None"]
    assert sys.modules["ejemplo_visto"].done == ["a", "del", "b"]


def test_a_module_is_followed_line_by_line(tmp_path: Path) -> None:
    """A block of code: its lines, but those that only define something."""
    file = tmp_path / "app.py"
    code = "import math\n\n\ndef f(n):\n    return n\n\n\nx = f(2)\nfor v in [1, 2]:\n    x += v\n"
    file.write_text(code, "utf-8")
    recorder = Recorder(tmp_path)
    with recorder:
        exec(compile(code, str(file), "exec"), {"__name__": "app"})  # noqa: S102 - a test's own
    assert told(recorder.trace.moments) == [
        *(
            "line 8",
            "call f | n=>2",
            "line 5 | return 2",
            "back 8 | x=>2",
            "line 9 | v=>1",
            "line 10 | x=2>3",
        ),
        *("line 9 | v=1>2", "line 10 | x=3>5", "line 9"),
    ]


def test_nothing_is_watched_afterwards(tmp_path: Path) -> None:
    """When a recording has ended, other code is as it was, and the next recording sees as much."""
    code = "def f():\n    return 1\n"
    first, second = record(tmp_path, code, "f"), record(tmp_path, code, "f")
    assert first == second
    assert first.moments[-1].end is End.RETURN
