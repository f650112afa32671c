"""Where Examples run: in processes forked from a warm one, or in new ones, with the same outcome."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.examples import processes, runner
from escarcha.examples.example import Example, Kind, Step
from escarcha.examples.processes import ForkServers, ServerLostError, start_anew

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.examples.child.protocol import Job

FLASK = "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/')\ndef a():\n    return 'a'\n"
LOOKS = (
    "import os, random, secrets, sys, tempfile, time, uuid\n"
    "print(sorted(name for name in ('flask', 'click', 'yaml', 'jinja2') if name in sys.modules))\n"
    "print(os.getpid(), random.Random().random(), secrets.token_hex(), uuid.uuid1(), hash('a'))\n"
    "print(time.time(), time.perf_counter(), tempfile.mkdtemp(), sorted(os.environ))\n"
    "import getpass, platform, socket\n"
    "print(getpass.getuser(), platform.node(), socket.gethostname(), os.path.expanduser('~'))\n"
    "random.seed()\n"
    "print(random.random())\n"
)


@pytest.fixture
def servers() -> Iterator[ForkServers]:
    """Return servers of its own, which end with the test."""
    with ForkServers() as made:
        yield made


def of_python(*texts: str) -> Example:
    """Make an Example of blocks of Python."""
    return Example(tuple(Step(Kind.PYTHON, text, 1) for text in texts))


@pytest.mark.parametrize(
    "example",
    [
        of_python(LOOKS),
        Example((Step(Kind.PYTHON, FLASK, 1), Step(Kind.HTTP, "GET /\n###\nGET /b", 9))),
        Example((Step(Kind.PYTHON, FLASK, 1), Step(Kind.CONSOLE, "flask routes", 9))),
        of_python("import jinja2\nprint(jinja2.__spec__.name, jinja2.__spec__.origin)\n"),
        *(
            of_python(f"import {name}\nprint(sorted(vars({name})), {name}.__loader__)\n")
            for name in ("flask", "werkzeug", "jinja2", "click", "markupsafe", "itsdangerous", "yaml")
        ),
        of_python("import flask.json\nfrom click import echo\necho(flask.__name__)\n1 / 0\n"),
        of_python("import msgspec, pytest\nprint(msgspec.json.encode([1]), pytest.__spec__.name)\n"),
    ],
)
def test_warm_and_new_are_the_same(example: Example, servers: ForkServers) -> None:
    """Output, versions and failures: nothing tells that Flask was there before, or on which machine."""
    told = runner.run(example, servers)
    assert told == runner.run(example)
    assert os.uname().nodename not in "".join(step.output for step in told.steps)


@pytest.mark.parametrize(
    ("module", "packages"),
    [("json", set()), ("jinja2", {"Jinja2", "MarkupSafe"}), ("msgspec", {"msgspec"}), ("pytest", {"pytest"})],
)
def test_only_what_is_imported_counts(module: str, packages: set[str], servers: ForkServers) -> None:
    """A new Flask is no reason to run what uses Jinja alone; and what we use ourselves counts, too."""
    needed = {"typing_extensions", "pluggy", "iniconfig", "packaging", "Pygments", "pygments"}
    for start in (servers, start_anew):
        versions = runner.run(of_python(f"import {module}\n"), start).versions
        assert set(versions) - needed == {"Python", *packages}


@pytest.mark.parametrize("name", ["flask", "msgspec", "typing_extensions", "pytest", "protocol", "session"])
def test_a_file_of_the_example_comes_before_a_package(name: str, servers: ForkServers) -> None:
    """Whoever calls a file «flask.py» meets it, as everywhere else; and our own code is none the wiser."""
    steps = (
        Step(Kind.FILE, "X = 1\n", 1, path=f"{name}.py"),
        Step(Kind.PYTHON, f"import {name}\nprint({name}.X)\n", 3),
        Step(Kind.CONSOLE, f"python -c 'import {name}; print({name}.X)'", 7),
    )
    for start in (servers, start_anew):
        outcome = runner.run(Example(steps), start)
        assert [step.output for step in outcome.steps] == ["", "1\n", "1\n"]


def test_examples_know_nothing_of_each_other(servers: ForkServers) -> None:
    """What one does to Python, the next does not see."""
    runner.run(of_python("import flask, os\nflask.Flask = None\nos.environ['X'] = '1'\n"), servers)
    outcome = runner.run(
        of_python("import flask, os\nprint(flask.Flask.__name__, 'X' in os.environ)\n"), servers
    )
    assert outcome.steps[0].output == "Flask False\n"


def test_a_server_that_is_gone_is_done_without(servers: ForkServers) -> None:
    """Whatever has ended it, the example runs, in a process started for it."""
    example = of_python("print(1)\n")
    runner.run(example, servers)
    os.kill(servers._all[0].pid, signal.SIGKILL)
    assert runner.run(example, servers).steps[0].output == "1\n"
    assert runner.run(example, servers).steps[0].output == "1\n"
    assert len(servers._all) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops a process")
def test_nobody_waits_without_end(monkeypatch: pytest.MonkeyPatch, servers: ForkServers) -> None:
    """A server that says nothing, whatever keeps it, is ended soon after the time of its example is up."""
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    example = Example((Step(Kind.PYTHON, "print(1)\n", 1),), timeout=0.5)
    runner.run(example, servers)
    os.kill(servers._all[0].pid, signal.SIGSTOP)
    begun = time.monotonic()
    assert runner.run(example, servers).steps[0].output == "1\n"
    assert time.monotonic() - begun < 8


def test_a_run_is_begun_anew_when_its_server_goes() -> None:
    """In a folder of its own, as half of it may have been done."""

    def lose(job: Job) -> int | None:
        folders.append(job.folder)
        raise ServerLostError

    folders: list[str] = []
    outcome = runner.run(of_python("import os\nprint(os.listdir())\n"), lose)
    assert outcome.steps[0].output == "['app.py']\n"
    assert len(folders) == 1
    assert not os.path.exists(folders[0])  # noqa: PTH110 - a word of a job


def test_nothing_is_open_in_an_example(servers: ForkServers) -> None:
    """But the three standard streams, and three files of ours: what it says, what happens, where it ends."""
    code = (
        "import os\nfound = []\nfor number in range(99):\n    try:\n        os.fstat(number)\n"
        "        found.append(number)\n    except OSError:\n        pass\nprint(len(found))\n"
    )
    for start in (servers, start_anew):
        assert runner.run(of_python(code), start).steps[0].output == "6\n"


def test_what_cannot_be_started_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """No disk, no memory, no more processes: the note says so, and the build goes on."""

    def refuse(*_: object, **_more: object) -> int | None:
        raise OSError(errno.ENOSPC, "full")

    (failure,) = runner.run(of_python("print(1)\n"), refuse).failures
    assert (failure.line, "el disco está lleno" in failure.cause) == (1, True)
    monkeypatch.setattr("subprocess.Popen", refuse)
    with ForkServers() as servers:
        (failure,) = runner.run(of_python("print(1)\n"), servers).failures
        assert "no se puede ejecutar" in failure.cause


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes in /proc")
def test_nothing_outlives_who_asked(tmp_path: Path) -> None:
    """Whatever ends it, even «kill -9»: the server sees that nobody waits for it."""
    program = (
        "import sys, tempfile\nfrom escarcha.examples import Example, Step\n"
        "from escarcha.examples.example import Kind\nfrom escarcha.examples.processes import ForkServers\n"
        "from escarcha.examples.runner import run\ntempfile.tempdir = sys.argv[1]\n"
        'code = \'open("ya", "w")\\nwhile True: pass\\n\'\n'
        "run(Example((Step(Kind.PYTHON, code, 1),), timeout=300), ForkServers())\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) as asking:
        begun = time.monotonic()
        while not (runs := list(tmp_path.glob("*/*/ya"))) and time.monotonic() < begun + 30:
            time.sleep(0.05)
        asking.kill()
    assert runs
    for _ in range(200):
        at_work = [each for each in Path("/proc").glob("[0-9]*/cwd") if works_in(each, tmp_path)]
        if not at_work:
            break
        time.sleep(0.05)
    assert at_work == []


def works_in(link: Path, folder: Path) -> bool:
    """Tell whether a process stands in a folder."""
    try:
        return link.readlink().is_relative_to(folder)
    except OSError:
        return False


def test_true_chance_needs_a_process_of_its_own(servers: ForkServers) -> None:
    """The hashes of a fork are those of its server."""
    example = Example((Step(Kind.PYTHON, "print(hash('a'))\n", 1),), seed=None)
    assert runner.run(example, servers).failures == ()
    assert servers._all == []
