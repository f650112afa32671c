"""The recipes of the manual for services that build a site: what can be tried of them without these."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from escarcha import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
MANUAL = REPOSITORY / "content" / "manual"
FENCE = re.compile(r'^```[\w+-]+ title="([^"]+)"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
FENCES = {
    title: text
    for page in ("publicar.md", "recetas.md")
    for title, text in FENCE.findall((MANUAL / page).read_text("utf-8"))
    if not text.startswith("  ")  # a part of another
}
KEPT = {".cache/escarcha", "build"}


def found(tree: object, key: str) -> Iterator[object]:
    """Yield what stands under a key, anywhere in a document."""
    pending = [tree]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            pending += each.values()
            if key in each:
                yield each[key]
        elif isinstance(each, list):
            pending += each


@pytest.mark.parametrize(
    ("name", "key"), [(".github/workflows/publicar.yml", "path"), (".gitlab-ci.yml", "paths")]
)
def test_builds_start_warm(name: str, key: str) -> None:
    """What is kept from one build to the next is what a freeze can be spared."""
    named = found(yaml.safe_load(FENCES[name]), key)
    assert KEPT in [set(each if isinstance(each, list) else str(each).split()) for each in named]


def test_netlify_starts_warm() -> None:
    """The plugin of a new project is ours, keeps the same, and the manual shows the file that names it."""
    plugin = ".netlify-cache/index.js"
    text = (REPOSITORY / plugin).read_text("utf-8")
    assert (bundled.PACKAGE / "skeleton" / plugin).read_text("utf-8") == text
    assert set(re.findall(r'"(\.?\w+[\w/]*)"', text)) >= KEPT
    skeleton = (bundled.PACKAGE / "skeleton" / "netlify.toml").read_text("utf-8")
    said = "".join(f"{line}\n" for line in skeleton.splitlines() if not line.startswith("#"))
    assert re.sub(r"\n{2,}", "\n\n", said) == FENCES["netlify.toml"]


def test_codeberg_gets_the_site_and_no_more(tmp_path: Path) -> None:
    """The branch has what is in ``build/``, however often it is sent."""
    remote, here = tmp_path / "remoto.git", tmp_path / "apuntes"
    for folder in ("build", ".cache"):
        (here / folder).mkdir(parents=True)
    (here / "nota.md").touch()
    who = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    script = FENCES["codeberg.sh"].replace("ssh://git@codeberg.org/ana/apuntes.git", str(remote))
    script = script.replace("python freeze.py", "true")
    run(f"git init --quiet --bare '{remote}'", tmp_path)
    for text in ("uno", "dos"):
        (here / "build" / "index.html").write_text(text, "utf-8")
        run(script, here, **dict.fromkeys(who, "ana"))
    assert run(f"git -C '{remote}' grep '' pages", tmp_path) == "pages:index.html:dos\n"


def test_cloudflare_previews_are_not_trusted(tmp_path: Path) -> None:
    """The branch that is published is frozen strictly, any other at its own address and as nobody's."""
    (tmp_path / "python").write_text('#!/bin/sh\necho "$@"', "utf-8")
    (tmp_path / "python").chmod(0o755)
    place = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "CF_PAGES_URL": "https://x.es"}
    said = [
        run(FENCES["cloudflare.sh"], tmp_path, CF_PAGES_BRANCH=branch, **place) for branch in ("main", "otra")
    ]
    assert said == [
        "freeze.py --strict\n", "freeze.py --untrusted --noindex --base-url https://x.es\n",
    ]  # fmt: skip


def run(script: str, folder: Path, **environment: str) -> str:
    """Run a script in a folder and return what it says."""
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_netlify_runs_nothing_of_what_anyone_proposes() -> None:
    """A preview of a proposal is made with ``--untrusted``, here and in a new project."""
    for folder in (REPOSITORY, bundled.PACKAGE / "skeleton"):
        settings = tomllib.loads((folder / "netlify.toml").read_text("utf-8"))
        assert "--untrusted" in settings["context"]["deploy-preview"]["command"]
