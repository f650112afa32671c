"""The Python that runs examples in readers' browsers: Pyodide, and the packages that the examples import.

It is published once for a site, under names that its content gives, with endings that filters let through.
The sizes that readers are told are those of these very files.
"""

from __future__ import annotations

import bz2
import functools
import hashlib
import json
from typing import TYPE_CHECKING

from escarcha.examples.browser import pyodide
from escarcha.examples.browser.packages import bundle
from escarcha.examples.packages import PYTHON
from escarcha.examples.tryouts import obstacle
from escarcha.web.rules import PYTHON_FILES_URL, PYTHON_URL

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.pages import Edition


def python_files(edition: Edition, cache: Path) -> dict[str, bytes]:
    """Return the files by address; none where readers run no examples, or where Pyodide is missing.

    Args:
        edition: whose examples say which packages are needed.
        cache: the project's folder for what git ignores.
    """
    archive = pyodide.read_archive(cache) if edition.site.settings.tries else None
    if archive is None:
        return {}
    return _files(archive, frozenset(packages_of(edition)))


def packages_of(edition: Edition) -> set[str]:
    """Return the packages that the examples import which readers may run, and Python."""
    runs = (run for entry in edition.site.entries.values() for run in edition.runs(entry))
    return {
        name
        for example, outcome in runs
        if example.tries is not False and not example.is_withheld and not obstacle(example, outcome)
        for name in outcome.versions
    }


OURS = "escarcha"
"""The name under which our own code is sent."""


@functools.lru_cache(maxsize=1)
def _files(archive: bytes, packages: frozenset[str]) -> dict[str, bytes]:
    scripts = {name.replace(".mjs", ".js"): text for name, text in pyodide.scripts(archive).items()}
    texts = {f"{name}.json": bundle(name) for name in sorted(packages - {PYTHON})}
    sent = {"pyodide.bin": archive, **scripts, f"{OURS}.json": bundle(), **texts}
    files = {name: (_hashed(name, content), _size(name, content)) for name, content in sent.items()}
    overview = {"version": pyodide.VERSION, "python": pyodide.PYTHON_VERSION, "files": files}
    return {
        PYTHON_URL: json.dumps(overview).encode(),
        **{f"{PYTHON_FILES_URL}{files[name][0]}": content for name, content in sent.items()},
    }


def _size(name: str, content: bytes) -> int:
    """Return how many bytes come over the network: of text, as many as any host roughly makes of it.

    Bzip2 compresses like them, and unlike zlib it does so to the same bytes everywhere.
    """
    return len(content if name.endswith(".bin") else bz2.compress(content))


def _hashed(name: str, content: bytes) -> str:
    """Name a file by what is in it."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
