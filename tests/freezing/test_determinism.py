"""The same notes give the same bytes, whatever the machine, the day and the state of the cache."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import ScriptTest, SiteTest

pytestmark = pytest.mark.slow

SETTINGS = """
title = "Apuntes"
base_url = "https://ejemplo.es/apuntes"
"""

NOTE = """---
title: Nota {number} con ñ
date: 2026-01-{day:02}
tags: [flask, Árbol, tag-{tag}]
---
# Título {number}

Un párrafo con **negrita**, [la nota {other}](nota-{other}.md#titulo-{other}) y nota[^1].

```python title="app.py"
def saluda(nombre: str) -> str:
    return f"¡Hola, {{nombre}}!"
```

| a | b |
|---|---|
| 1 | ñ |

[^1]: Al pie.
"""


@pytest.fixture
def apuntes(site: SiteTest) -> SiteTest:
    """Return a site with a bit of everything, large enough for two processes."""
    site.settings(SETTINGS).write("ñu/foto.png", b"\x89PNG").write(
        "index.md", "# Inicio\n\n[Un ñu](ñu/foto.png)"
    )
    for number in range(90):
        text = NOTE.format(number=number, day=number % 28 + 1, tag=number % 7, other=(number * 7) % 90)
        site.write(f"nota-{number}.md", text)
    return site


_FIRST: list[dict[str, bytes]] = []


def first_of(apuntes: SiteTest) -> dict[str, bytes]:
    """Return what a freeze of the notes publishes that has run before in this process, in another folder."""
    if not _FIRST:
        _FIRST.append(apuntes.freeze(Options(cache=False)).tree())
        assert not apuntes.problems
        shutil.rmtree(apuntes.build)
    return _FIRST[0]


def test_twice(apuntes: SiteTest) -> None:
    """Freezing again, from memory of nothing, writes the same bytes."""
    assert apuntes.freeze(Options(cache=False)).tree() == first_of(apuntes)
    assert not apuntes.problems


def test_cold_and_cached(apuntes: SiteTest) -> None:
    """A cold cache, a warm one and none at all give the same bytes."""
    without = first_of(apuntes)
    assert not (apuntes.root / ".cache").exists()
    cold = apuntes.freeze().tree()
    assert (apuntes.root / ".cache" / "escarcha").is_dir()
    warm = apuntes.freeze().tree()
    assert without == cold == warm


def test_jobs(apuntes: SiteTest) -> None:
    """One process or two give the same bytes, and the same problems in the same order."""
    apuntes.write("z.md", "[x](nada.md)\n\n```inventado\n```\n")
    one = apuntes.freeze(Options(cache=False, jobs=1)).tree()
    problems = apuntes.problems
    two = apuntes.freeze(Options(cache=False, jobs=2)).tree()
    assert one == two
    assert problems == apuntes.problems
    assert len(problems) == 2


def test_damaged_cache(apuntes: SiteTest, script: ScriptTest) -> None:
    """A cache cut short or overwritten costs time, and never a wrong page."""
    assert script("--quiet").returncode == 0
    first = apuntes.tree()
    files = sorted(path for path in (apuntes.root / ".cache").rglob("*") if path.is_file())
    assert len(files) >= 3
    for number, file in enumerate(files):
        content = file.read_bytes()
        file.write_bytes((b"", content[: len(content) // 2], b"\xc1" + content, b"null")[number % 4])
    done = script("--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert apuntes.tree() == first


def test_what_is_kept_is_not_looked_at_again(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes the cache on purpose writes the site: the manual says who may."""
    put = Shelf.put_all

    def write(self: Shelf, contents: Mapping[str, bytes]) -> None:
        changed = {key: each.replace(b"<p>inocente", b"<p>cambiada") for key, each in contents.items()}
        put(self, changed)

    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "put_all", write)
        assert "inocente" in site.write("a.md", "# A\n\ninocente y ya").freeze().article("a/")
    site.settings('title = "Otro"').freeze()
    assert "<p>cambiada" in site.article("a/")


def test_order_on_disk(apuntes: SiteTest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The order in which files were made, and in which the disk lists them, does not show."""
    first = first_of(apuntes)
    other = tmp_path_factory.mktemp("otra")
    files = sorted((path for path in apuntes.content.rglob("*") if path.is_file()), reverse=True)
    for file in files:
        target = other / "content" / file.relative_to(apuntes.content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    apuntes.root = other
    apuntes.freeze(Options(cache=False))
    assert apuntes.project.root == other
    assert apuntes.tree() == first


def locales() -> list[str]:
    """Return the locales of this system worth a try: plain C, and Spanish if there is one."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()  # noqa: S607 - as a shell finds it
    return ["C", *[name for name in known if name.startswith(("es_ES", "tr_TR"))][:2]]


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0"},
        {"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "4242", "PYTHONOPTIMIZE": "2"},
        *({"LC_ALL": name, "LANG": name} for name in locales()),
    ],
    ids=str,
)
def test_environments(apuntes: SiteTest, script: ScriptTest, environment: dict[str, str]) -> None:
    """Time zone, locale, hash seed and optimisation do not show in a single byte."""
    here = first_of(apuntes)
    done = script("--no-cache", cwd=None, **environment)
    assert done.returncode == 0, done.stderr
    assert apuntes.tree() == here


def test_umask_and_times_do_not_matter(apuntes: SiteTest, script: ScriptTest) -> None:
    """When a note was saved does not show: in a fresh clone every file is new."""
    here = first_of(apuntes)
    for file in apuntes.content.rglob("*"):
        file.touch()
    command = "import os, runpy, sys; os.umask(0o077); sys.argv = ['freeze.py']; "
    command += "runpy.run_path('freeze.py', run_name='__main__')"
    subprocess.run([sys.executable, "-c", command], cwd=script.root, check=True, capture_output=True)
    assert apuntes.tree() == here


def relative(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_paths_of_this_machine_are_not_published(apuntes: SiteTest) -> None:
    """No file says where on this disk the site was frozen."""
    apuntes.freeze()
    here = str(apuntes.root).encode()
    assert [name for name, content in relative(apuntes.build).items() if here in content] == []
