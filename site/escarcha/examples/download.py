"""An Example as a folder that readers can take home, packed as a zip of the same bytes every time."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from escarcha import zips
from escarcha.examples.example import Kind
from escarcha.examples.messages import read_requests
from escarcha.examples.request_commands import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escarcha.examples.example import Example

_NOTATION = re.compile(
    r"[ \t]*(?:#|//|--|;|%|<!--|/\*|\{#)[ \t]*\[!code [^\]\n]*\][ \t]*(?:-->|\*/|#\})?[ \t]*$", re.MULTILINE
)
"""What marks a line for the page; see ``rendering/codeblock.py``."""

_USUAL_NAMES = ("app", "application", "create_app", "make_app")
"""Under which ``flask run`` finds an application: https://flask.palletsprojects.com/en/stable/cli/"""

_FLASK = re.compile(r"(?:\w+\.)?Flask\(|(?:create|make)_\w+\(")
"""How code makes an application of Flask, unlike a plain WSGI one, which may use Flask all the same."""

_README = """\
# {name}

Un ejemplo ejecutado con {versions}. Para arrancarlo:

```console
python -m venv .venv
.venv/bin/pip install -r requirements.txt
.venv/bin/{command}
```

En Windows, escribe `.venv\\Scripts\\` en lugar de `.venv/bin/`. La aplicación responde en {origin}, y en
`peticiones.http` están las peticiones que se le hicieron.
"""

_SERVER = """\
from wsgiref.simple_server import make_server

from {module} import {app}

make_server("127.0.0.1", 5000, {called}).serve_forever()
"""


def without_marks(text: str) -> str:
    """Return code without what marks its lines for the page."""
    return _NOTATION.sub("", text)


def is_application(example: Example) -> bool:
    """Tell whether an Example is something that one could start."""
    return any(step.kind is Kind.HTTP for step in example.steps)


def pack(example: Example, versions: Mapping[str, str], name: str) -> bytes:
    """Pack an Example: its files, its requests, what it needs, and how to start it.

    Args:
        example: an application.
        versions: of Python and of the packages that it imported, from its Outcome.
        name: of the folder inside.

    Returns:
        A zip.
    """
    files = _files(example)
    command = _add_start(example, files, is_flask="Flask" in versions)
    packages = {package: version for package, version in sorted(versions.items()) if package != "Python"}
    told = " y ".join(f"{name} {versions[name]}" for name in ("Flask", "Python") if name in versions)
    for path, text in (
        ("peticiones.http", _requests(example)),
        ("requirements.txt", "".join(f"{package}=={version}\n" for package, version in packages.items())),
        ("LEEME.md", _README.format(name=name, versions=told, command=command, origin=ORIGIN)),
    ):
        files.setdefault(path, text)
    return zips.pack({f"{name}/{path}": text for path, text in sorted(files.items())})


def _files(example: Example) -> dict[str, str]:
    """Gather what the steps put into the folder; blocks of one file follow each other.

    Blocks that are to fail are left out, as the application would not start with them.
    """
    files: dict[str, str] = {}
    path = "app.py"
    for step in example.steps:
        if step.kind is Kind.FILE:
            files[step.path] = without_marks(step.text)
        elif step.kind is Kind.PYTHON and not step.error:
            path = step.path or path  # as in the Runner, a block without a name goes on with the last file
            before = f"{files[path]}\n\n" if path in files else ""
            files[path] = before + without_marks(step.text)
    return files


def _requests(example: Example) -> str:
    texts = [step.text for step in example.steps if step.kind is Kind.HTTP]
    requests = [request.text for text in texts for request in read_requests(text)]
    return "\n\n###\n\n".join(request.replace(" ", f" {ORIGIN}", 1) for request in requests) + "\n"


def _add_start(example: Example, files: dict[str, str], *, is_flask: bool) -> str:
    """Add what one command needs to start the application; return the command."""
    code = [step for step in example.steps if step.kind is Kind.PYTHON and not step.error]
    path = next((step.path for step in reversed(code) if step.path), "app.py")
    module = ".".join(PurePosixPath(path).with_suffix("").parts)
    named = next((step.app for step in example.steps if step.app), "")
    text = "\n".join(step.text for step in code)
    usual = (name for name in _USUAL_NAMES if re.search(rf"^(?:def |class )?{name}\b", text, re.MULTILINE))
    app = named or next(usual, "app")
    made = re.search(rf"^{re.escape(app)}[ \t]*=[ \t]*(.*)", text, re.MULTILINE)
    if not is_flask or (made and not _FLASK.match(made[1])):
        called = f"{app}()" if app.startswith(("create_", "make_")) else app
        files.setdefault("servir.py", _SERVER.format(module=module, app=app, called=called))
        return "python servir.py"
    if module not in {"app", "wsgi"} or app not in _USUAL_NAMES:
        alias = "" if app in _USUAL_NAMES else " as app"
        files.setdefault("wsgi.py", f"from {module} import {app}{alias}\n")
    return "flask run"
