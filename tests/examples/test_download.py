"""Examples to take home: a zip that starts."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from escarcha.examples.download import is_application, pack
from escarcha.examples.example import Example, Kind, Step

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = {"Flask": "3.1.3", "Python": "3.13.1", "Werkzeug": "3.1.4"}

FACTORY = "from flask import Flask\n\n\ndef create_app():\n    return Flask(__name__)  # [!code hl]\n"
NAMED = "from flask import Flask\n\notra = Flask(__name__)\nuna = Flask(__name__)\n"
PLAIN = (
    "def application(entorno, responder):\n    responder('200 OK', [])\n    return [b'']  # [!code hide]\n"
)
GET = Step(Kind.HTTP, "GET /hola\n\nHTTP/1.1 200 OK\n###\nPOST /\n\na=1", 9)


def files_of(example: Example, versions: dict[str, str] | None = None) -> dict[str, str]:
    """Pack an Example and return what is in it."""
    with zipfile.ZipFile(io.BytesIO(pack(example, versions or VERSIONS, "notas-1"))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_is_in_it() -> None:
    """Files, requests without what they are held to, packages, and how to start; no marks of the page."""
    failing = Step(Kind.PYTHON, "1 / 0\n", 8, error="ZeroDivisionError")
    page = Step(Kind.FILE, "<h1>Hola</h1>\n", 1, path="templates/hola.html")
    example = Example((page, Step(Kind.PYTHON, FACTORY, 2), Step(Kind.PYTHON, "x = 1\n", 3), GET, failing))
    files = files_of(example)
    assert sorted(files) == [
        f"notas-1/{name}"
        for name in ("LEEME.md", "app.py", "peticiones.http", "requirements.txt", "templates/hola.html")
    ]
    assert files["notas-1/app.py"] == FACTORY.replace("  # [!code hl]", "") + "\n\nx = 1\n"
    assert files["notas-1/requirements.txt"] == "Flask==3.1.3\nWerkzeug==3.1.4\n"
    assert files["notas-1/peticiones.http"] == (
        "GET http://127.0.0.1:5000/hola HTTP/1.1\n\n###\n\n"
        "POST http://127.0.0.1:5000/ HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\na=1\n"
    )
    assert "flask run" in files["notas-1/LEEME.md"]
    assert "Flask 3.1.3 y Python 3.13.1." in files["notas-1/LEEME.md"]


def test_the_same_bytes_every_time() -> None:
    """Neither the clock nor the order of the packages shows."""
    example = Example((Step(Kind.PYTHON, FACTORY, 1), GET))
    assert pack(example, VERSIONS, "a") == pack(example, dict(reversed(VERSIONS.items())), "a")
    with zipfile.ZipFile(io.BytesIO(pack(example, VERSIONS, "a"))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_blocks_go_on_with_the_file_before() -> None:
    """A block without a name is more of the last one that has one."""
    blocks = (Step(Kind.PYTHON, "a = 1\n", 1, path="hola.py"), Step(Kind.PYTHON, FACTORY, 2))
    files = files_of(Example((*blocks, GET)))
    assert files["notas-1/hola.py"].startswith("a = 1\n\n\nfrom flask")
    assert files["notas-1/wsgi.py"] == "from hola import create_app\n"


def test_only_applications_are_worth_it() -> None:
    """A line that prints can be copied."""
    assert is_application(Example((Step(Kind.PYTHON, FACTORY, 1), GET)))
    assert not is_application(Example((Step(Kind.PYTHON, "print(1)", 1),)))


@pytest.mark.parametrize(
    ("code", "path", "app"),
    [(FACTORY, "", ""), (FACTORY, "tienda.py", ""), (NAMED, "app.py", "otra"), (NAMED, "tienda.py", "otra")],
)
def test_flask_finds_the_application(tmp_path: Path, code: str, path: str, app: str) -> None:
    """``flask run`` needs no option, whatever the file and the application are called."""
    example = Example((Step(Kind.PYTHON, code, 1, path=path), Step(Kind.HTTP, "GET /", 2, app=app)))
    with zipfile.ZipFile(io.BytesIO(pack(example, VERSIONS, "notas-1"))) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "flask", "routes"],
        cwd=tmp_path / "notas-1",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert "static" in done.stdout


def test_other_applications_have_a_server_of_their_own() -> None:
    """A plain WSGI callable is no business of Flask's, nor is what only holds some applications of it."""
    both = f"{NAMED}application = DispatcherMiddleware(otra, {{'/una': una}})\n"
    assert "notas-1/servir.py" in files_of(Example((Step(Kind.PYTHON, both, 1), GET)))
    files = files_of(Example((Step(Kind.PYTHON, PLAIN, 1, path="hola.py"), GET)), {"Python": "3.13.1"})
    assert "from hola import application" in files["notas-1/servir.py"]
    assert "application).serve_forever()" in files["notas-1/servir.py"]
    assert "[!code" not in files["notas-1/hola.py"]
    compile(files["notas-1/servir.py"], "servir.py", "exec")
