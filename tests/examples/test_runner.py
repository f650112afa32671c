"""Examples, run: what happens, and what happens to those that mean no good."""

from __future__ import annotations

import time

import msgspec
import pytest

from escarcha.examples.example import FIXED_NOW, Example, Kind
from run_warm import python, run, step
from sample_app import APP


def test_what_a_block_writes_is_kept() -> None:
    """Both standard streams, in order, as text."""
    outcome = python('import sys\nprint("uno")\nprint("ñ", file=sys.stderr)\n')
    assert outcome.steps[0].output == "uno\nñ\n"
    assert outcome.failures == ()
    assert list(outcome.versions) == ["Python"]


@pytest.mark.parametrize(
    ("code", "line", "word"),
    [
        ("x = 1\ny = nada\n", 3, "NameError"),
        ("def f():\n    f()\n\n\nf()\n", 3, "RecursionError"),
        ("x = (\n", 2, "SyntaxError"),
        ("import sys\nsys.exit(3)\n", 3, "SystemExit"),
        ("open('/etc/passwd').read()\n", 2, "no salen de su carpeta"),
        ("open('../x', 'w')\n", 2, "no salen de su carpeta"),
        ("import os\nos.listdir('/')\n", 3, "no salen de su carpeta"),
        ("import os\nwhile True:\n    os.fork()\n", 4, "otros procesos"),
        ("import subprocess\nsubprocess.run(['ls'])\n", 3, "otros procesos"),
        ("import socket\nsocket.create_connection(('127.0.0.1', 80))\n", 3, "no tienen red"),
        ("import urllib.request\nurllib.request.urlopen('https://example.com')\n", 3, "no tienen red"),
        ("print('x' * 10**9)\n", 2, ""),
        ("while True:\n    print('x' * 1000)\n", 3, "escribe más de 4 MB"),
        ("x = bytearray(4 * 10**9)\n", 2, "MemoryError"),
        ("import os\nos._exit(3)\n", 3, "de golpe (código 3)"),
        ("import os, signal\nsignal.raise_signal(signal.SIGSEGV)\n", 3, "de golpe (SIGSEGV)"),
        ("open('\\0')\n", 2, "ValueError"),
    ],
)
def test_what_goes_wrong_is_told_with_its_line(code: str, line: int, word: str) -> None:
    """Whatever an example does, the build goes on and says what it was."""
    (failure,) = python(code).failures
    assert failure.line == line
    assert word in failure.cause


def test_an_endless_example_is_ended() -> None:
    """Its process, and any thread of it, is gone when its time is up."""
    start = time.monotonic()
    code = (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\nwhile True: pass\n"
    )
    (failure,) = python(code, timeout=1).failures
    assert time.monotonic() - start < 8
    assert (failure.line, failure.cause) == (4, "el ejemplo no ha acabado en 1 segundo.")


def test_an_expected_exception_is_output() -> None:
    """Readers see the traceback of their own lines, without a path of this machine."""
    outcome = python("def f():\n    return 1 / 0\n\n\nf()\n", error="ZeroDivisionError")
    assert outcome.failures == ()
    assert outcome.steps[0].output.startswith('Traceback (most recent call last):\n  File "app.py", line 5')
    assert "escarcha" not in outcome.steps[0].output


@pytest.mark.parametrize(
    ("code", "word"), [("x = 1\n", "no ha ocurrido"), ("nada\n", "ha ocurrido NameError")]
)
def test_an_expected_exception_has_to_come(code: str, word: str) -> None:
    """None, or another one, is a failure."""
    (failure,) = python(code, error="KeyError").failures
    assert word in failure.cause


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("print('\\x1b[31mrojo\\x1b[0m')\n", "rojo\n"),
        ("print('10 %\\r100 %\\r\\nfin')\n", "100 %\nfin\n"),
        ("print('100 %\\r9', 'abc\\b\\bX', 'a\\b\\b\\bé', sep='\\n')\n", "900 %\naXc\né\n"),
        ("print('largo\\r\\x1b[Kya', 'uno\\x1b[2K\\rdos', 'a\\x1b[3Cb\\x1b[5DX')\n", "dos X   b\n"),
        (
            "print('\\x1b]8;;https://ejemplo.es\\x1b\\\\aquí\\x1b]8;;\\x1b\\\\', '\\x1b(Bfin', '\\x1b')\n",
            "aquí fin \n",
        ),
        ("print('a\\0b\\ufdd1c')\n", "a\ufffdb\ufffdc\n"),
        ("import threading\nthreading.Thread(target=print, args=('hilo',)).start()\n", "hilo\n"),
        ("import sys\nprint(1)\nsys.stdout = sys.stderr = None\n", "1\n"),
        ("import os\nprint(1)\nos.close(1)\nos.close(2)\n", "1\n"),
        ("open('a.txt', 'w')\nimport warnings\nwarnings.warn('ojo')\n", "app.py:3: UserWarning: ojo\n"),
    ],
)
def test_what_is_written_is_what_a_terminal_would_show(code: str, output: str) -> None:
    """Without its colours, and nothing that a page cannot hold."""
    outcome = python(code)
    assert outcome.failures == ()
    assert outcome.steps[0].output.partition("  warnings.warn")[0] == output


def test_exceptions_may_be_strange() -> None:
    """One that cannot even be shown, one with half a character, and several in one."""
    for code, name in (
        ("class E(Exception):\n    def __str__(self):\n        raise KeyError\n\n\nraise E\n", "E"),
        ("raise ValueError('\\ud800')\n", "ValueError"),
        ("raise ExceptionGroup('varios', [KeyError('a'), TypeError('b')])\n", "ExceptionGroup"),
    ):
        outcome = python(code, error=name)
        assert outcome.failures == ()
        assert name in outcome.steps[0].output
        assert msgspec.msgpack.encode(outcome)


@pytest.mark.parametrize("message", ["'inicio' + 'x' * 10**6 + 'fin'", "'inicio' + 'x\\n' * 10**6 + 'fin'"])
def test_an_endless_message_loses_its_middle(message: str) -> None:
    """Of a message of a megabyte readers and authors see how it begins and how it ends."""
    told = python(f"raise ValueError({message})\n", error="ValueError").steps[0].output
    (failure,) = python(f"raise ValueError({message})\n").failures
    for text in (told, failure.cause, failure.detail):
        assert "ValueError: inicio" in text
        assert "[…]" in text
        assert "fin" in text
        assert len(text) < 9000
    (failure,) = run(Example((step(Kind.DOCTEST, ">>> 'x' * 10**6\n'y'\n"),))).failures
    assert len(failure.detail) < 9000


def test_bytes_that_are_no_text_do_no_harm() -> None:
    """They are shown as what cannot be read."""
    assert python("import sys\nsys.stdout.buffer.write(b'\\xff')\n").steps[0].output == "\ufffd"


def test_chance_and_time_are_the_same_every_day() -> None:
    """Two runs give the same, whatever they draw or read off the clock."""
    code = (
        "import random, secrets, time, uuid\nfrom datetime import datetime\n"
        "print(random.random(), secrets.token_hex(), uuid.uuid4())\n"
        "print(time.time(), datetime.now(), object(), {'a', 'b'})\n"
    )
    first, second = python(code), python(code)
    assert first == second
    assert "2026-01-01 00:00:00" in first.steps[0].output


def test_where_python_lies_is_nobodys_business() -> None:
    """Neither its program nor its packages are named by their place on this machine."""
    code = "import sys, flask\nprint(sys.executable)\nprint(f'{flask.__file__}:7: UserWarning')\n"
    assert python(code).steps[0].output == "python\n…/flask/__init__.py:7: UserWarning\n"


def test_files_are_as_old_and_are_called_alike_every_day() -> None:
    """What a static file is answered with depends on its date and on where it lies."""
    steps = (
        step(Kind.FILE, "a {}", path="static/a.css"),
        step(Kind.PYTHON, "from flask import Flask\napp = Flask(__name__)\n"),
        step(Kind.HTTP, "GET /static/a.css"),
    )
    first, second = run(Example(steps)), run(Example(steps))
    assert first == second
    headers = dict(first.steps[2].exchanges[0].headers)
    assert headers["Last-Modified"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert headers["ETag"] == '"1767225600.0-4-0"'


@pytest.mark.parametrize("clock", [FIXED_NOW, 4102444800.0])
def test_what_an_example_writes_is_as_old(clock: float) -> None:
    """By its own clock, whether a block has written the file or an earlier request has."""
    app = (
        "from pathlib import Path\nfrom flask import Flask, send_file\napp = Flask(__name__)\n"
        "Path('static').mkdir()\nPath('static/a.css').write_text('a {}')\n"
        "@app.post('/<name>')\ndef put(name):\n    Path(name).write_text('b')\n    return ''\n"
        "@app.get('/<name>')\ndef get(name):\n    return send_file(Path(name).absolute())\n"
    )
    requests = "GET /static/a.css\n\n###\nPOST /b\n\n###\nGET /b\n"
    example = Example((step(Kind.PYTHON, app), step(Kind.HTTP, requests)), clock=clock)
    exchanges = run(example).steps[1].exchanges
    tags = [dict(each.headers).get("ETag") for each in exchanges]
    assert tags == [f'"{clock}-4-0"', None, f'"{clock}-1-0"']


def test_blocks_of_a_session_share_their_names() -> None:
    """An error in the second is told with a line of the second."""
    outcome = run(Example((step(Kind.PYTHON, "a = 1\n\n", 1), step(Kind.PYTHON, "print(a)\nb\n", 20))))
    assert outcome.failures[0].line == 22


def test_an_error_in_an_earlier_block_is_found_there() -> None:
    """A function keeps the lines of the block that it stands in."""
    outcome = run(
        Example((step(Kind.PYTHON, "def f():\n    return nada\n", 1), step(Kind.PYTHON, "x = 1\nf()\n", 20)))
    )
    assert outcome.failures[0].line == 3


def test_files_come_first() -> None:
    """Templates and modules lie in the folder when the code runs."""
    outcome = run(
        Example(
            (
                step(Kind.FILE, "<p>{{ x }}</p>", path="templates/a.html"),
                step(Kind.FILE, "X = '<b>'\n", path="datos.py"),
                step(
                    Kind.PYTHON,
                    "from flask import Flask, render_template\nfrom datos import X\napp = Flask(__name__)\n"
                    "@app.get('/')\ndef a(): return render_template('a.html', x=X)\n",
                ),
                step(Kind.HTTP, "GET /"),
            )
        )
    )
    assert outcome.failures == ()
    assert outcome.steps[3].exchanges[0].body == "<p>&lt;b&gt;</p>"


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", ".", "a\\..\\x"])
def test_files_stay_in_their_folder(path: str) -> None:
    """A name that leads out is refused before anything is written."""
    (failure,) = run(Example((step(Kind.FILE, "x", 7, path=path), step(Kind.PYTHON, "1")))).failures
    assert failure.line == 7
    assert "nombre de archivo" in failure.cause


def test_commands_run_in_the_folder() -> None:
    """Flask's own, Python's and pytest's."""
    outcome = run(
        Example(
            (
                step(Kind.PYTHON, APP, path="app.py"),
                step(
                    Kind.FILE,
                    "from app import app\n\n\ndef test_hola():\n"
                    "    assert app.test_client().get('/').text == '¡Hola! 1'\n",
                    path="test_app.py",
                ),
                step(Kind.CONSOLE, "flask routes"),
                step(Kind.CONSOLE, "python -m pytest -q"),
                step(Kind.CONSOLE, "python app.py"),
            )
        )
    )
    assert outcome.failures == ()
    assert "inicio      GET      /" in outcome.steps[2].output
    assert outcome.steps[3].output.endswith("1 passed in 0.01s\n")  # however long it took


def test_the_debugger_can_be_shown() -> None:
    """Werkzeug's keeps its counter in memory that is shared, which lies in no folder of ours."""
    code = "from werkzeug.debug import DebuggedApplication\n\nDebuggedApplication(print)\n"
    assert python(code).failures == ()


@pytest.mark.parametrize("command", ["rm -rf /", "flask nada", "python nada.py", "python -m pytest nada"])
def test_a_command_that_fails_is_a_failure(command: str) -> None:
    """So is one that nobody knows; nothing else is ever started."""
    (failure,) = run(Example((step(Kind.CONSOLE, command, 5),))).failures
    assert failure.line == 5


def test_sessions_are_held_to_what_they_show() -> None:
    """As doctest does."""
    good = run(
        Example(
            (
                step(
                    Kind.DOCTEST,
                    ">>> 1 + 1\n2\n>>> nada\nTraceback (most recent call last):\n"
                    "NameError: name 'nada' is not defined\n"
                    ">>> print('uno   dos', 3.14159)\nuno dos 3.1...\n",
                ),
            )
        )
    )
    assert good.failures == ()
    (failure,) = run(Example((step(Kind.DOCTEST, ">>> x = 1\n>>> x + 1\n3\n", 10),))).failures
    assert (failure.line, failure.detail) == (12, "- 3\n+ 2")


def test_a_session_needs_no_file_before_it() -> None:
    """Its names last from one block to the next, and Flask finds the module it asks for."""
    blocks = (">>> from flask import Flask\n>>> app = Flask(__name__)\n", ">>> app.name\n'app'\n", "GET /")
    kinds = (Kind.DOCTEST, Kind.DOCTEST, Kind.HTTP)
    outcome = run(Example(tuple(step(kind, text) for kind, text in zip(kinds, blocks, strict=True))))
    assert outcome.failures == ()
    assert outcome.steps[2].exchanges[0].status == "404 NOT FOUND"


def test_an_example_knows_nothing_of_where_it_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the author's is there: not a password, nor where their programs are."""
    example = Example((step(Kind.PYTHON, "import os\nprint(sorted(os.environ.items()))\n"),), 10)
    said = run(example).steps[0].output
    monkeypatch.setenv("CLAVE", "secreta")
    monkeypatch.setenv("PATH", "/home/ana/bin")
    assert run(example).steps[0].output == said
    assert said is not None
    assert "secreta" not in said
    assert "/home/" not in said
