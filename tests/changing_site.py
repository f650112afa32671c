"""A small project that changes from one freeze to the next, and what a freeze made of it."""

from __future__ import annotations

import functools
import hashlib
import os
import posixpath
import runpy
import struct
import tempfile
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from escarcha.config import Project
from escarcha.freezing import FreezeReport, Options, freeze
from escarcha.freezing.output import MARK
from escarcha.problems import EscarchaError, Problem
from escarcha.shelf import NAME

OWN_APP = Path(__file__).resolve().parents[1].joinpath("freeze.py").read_bytes()

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it
"""Where projects are made: on a disk in memory, where there is one, freezes take half the time."""

SETTINGS = 'title = "Apuntes"\nbase_url = "https://ejemplo.es/a"\nglossary = "glosario.md"\n'

BODY = """
# {title}

Aquí {word} cosas, una ruta y más en [lo que sigue]({link}), o en [[{title}]]. ^aqui

{embed}

![Una foto]({up}flask/foto.png "Su título")

## Lo que {word}

```python include={up}flask/nombres.py
```
"""


@dataclass(frozen=True)
class Text:
    """What a note says, by the parts in which notes change."""

    title: str = "Rutas"
    word: str = "hay"
    link: str = "flask/rutas.md#lo-que-hay"
    tags: str = "flask"
    day: str = "2026-01-02"
    alias: str = "/vieja/"
    more: str = ""
    embed: str = ""

    def at(self, path: str) -> bytes:
        """Write it out for a place in ``content/``, from which its links are counted."""
        up = "../" * path.count("/")
        keys = {"tags": self.tags and f"[{self.tags}]", "date": self.day, "aliases": self.alias}
        header = "".join(f"{key}: {value}\n" for key, value in keys.items() if value) + self.more
        link = posixpath.normpath(up + self.link)
        body = BODY.format(title=self.title, word=self.word, link=link, embed=self.embed, up=up)
        return f"---\n{header}---\n{body}".encode()


STEPS = "1. [[rutas]]\n2. [[vistas]]\n3. [[filtros]]"
NOTES = {
    "index.md": Text("Inicio", alias="", day=""),
    "flask/index.md": Text("Flask", alias="", tags="", more="learning_path: true\n", embed=STEPS),
    "flask/rutas.md": Text("Rutas", link="jinja/macros.md"),
    "flask/vistas.md": Text("Vista", alias="", tags="flask, Árbol", embed="![[rutas#^aqui]]"),
    "jinja/filtros.md": Text("Filas", alias="/filtro/", day="", embed="![[vistas]]"),
    "jinja/macros.md": Text("Macro", alias="", tags="jinja", day="2025-12-31"),
}


@functools.cache
def png(width: int, height: int) -> bytes:
    """Return a black picture of a size in pixels: https://www.w3.org/TR/png-3/."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SOURCES = {
    "freeze.py": OWN_APP,
    "lema.txt": b"Poco a poco.",
    "content/site.toml": SETTINGS.encode(),
    "content/glosario.md": b"# Glosario\n\n## Ruta (*route*)\n\nEl camino de una URL.\n",
    "content/flask/foto.png": png(30, 20),
    "content/flask/nombres.py": b"uno = 1\n",
    "templates/partials/footer.html": b"<p>Pie de {{ site.title }}.</p>",
    **{f"content/{path}": text.at(path) for path, text in NOTES.items()},
}
"""What the author has written at first."""


@dataclass(frozen=True)
class Frozen:
    """What a freeze has done.

    Args:
        problems: that it told.
        files: the digest of each published file by its path; None if nothing was published.
        report: of a freeze that has published.
    """

    problems: tuple[Problem, ...]
    files: dict[str, str] | None = None
    report: FreezeReport | None = field(default=None, compare=False)


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file of a folder by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


class ChangingSite:
    """A project in a folder of its own, frozen in this process with its own ``freeze.py`` and its cache.

    Every file that is written has the time of a whole second, as on disks that keep no parts of it: what is
    saved twice in a second has the same time, and often the same size.

    Args:
        root: its folder.
        sources: what its author has written, by its path from the root; without them, what is in the folder.
    """

    def __init__(self, root: Path, sources: dict[str, bytes] | None = None) -> None:
        self.root = root.resolve()
        for path, content in (sources or {}).items():
            self.write(path, content)

    def write(self, path: str, content: bytes) -> None:
        """Write a file, its folders included; its path counts from the root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        now = int(time.time())
        os.utime(file, (now, now))

    @property
    def published(self) -> list[Path]:
        """The files of ``build/``, in order, without the one that says whose folder it is."""
        return sorted(p for p in (self.root / "build").rglob("*") if p.is_file() and p.name != MARK)

    @property
    def kept(self) -> list[Path]:
        """The databases of the cache, in order."""
        return sorted(path for path in (self.root / ".cache").rglob(NAME) if path.is_file())

    @property
    def sources(self) -> dict[str, bytes]:
        """Every file that its author has written, by its path."""
        files = [path for name in ("content", "templates") for path in (self.root / name).rglob("*")]
        files += self.root.glob("*.*")
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(files)
            if path.is_file()
        }

    def freeze(self) -> Frozen:
        """Freeze it into ``build/``."""
        project = Project.at(self.root)
        app = runpy.run_path(str(self.root / "freeze.py"))["app"]
        steps = freeze(project, app, Options())
        try:
            while True:
                next(steps)
        except StopIteration as end:
            return Frozen(end.value.problems, digests(project.output), end.value)
        except EscarchaError as error:
            return Frozen(error.problems)

    def freeze_from_nothing(self) -> Frozen:
        """Freeze what its author has written in another folder, where nothing is known of it."""
        sources = self.sources
        key = hashlib.sha256(repr(sources).encode()).digest()
        if key not in _FROM_NOTHING:
            with tempfile.TemporaryDirectory(prefix="escarcha-", dir=IN_MEMORY) as folder:
                _FROM_NOTHING[key] = ChangingSite(Path(folder), sources).freeze()
        return _FROM_NOTHING[key]


_FROM_NOTHING: dict[bytes, Frozen] = {}
"""What is frozen from nothing by the sources, as many sequences of changes come to the same."""
