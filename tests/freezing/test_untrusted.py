"""A hostile project that has its settings run code: ``--untrusted`` runs nothing of it, whatever they say."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.test import Client

from escarcha.history import ignored_below, last_changes
from escarcha.preview.server import Bound
from escarcha.preview.server import serve as serve_it
from hostile_project import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CommandTest, ScriptTest, SiteTest


@pytest.fixture
def proposal(site: SiteTest) -> SiteTest:
    """Return the hostile project."""
    lay_out("propuesta", site.root)
    return site


def test_it_runs_what_its_settings_name(proposal: SiteTest, script: ScriptTest) -> None:
    """Without the option it does all that it means to; ``--no-run`` leaves out the examples alone."""
    assert script("--no-run").returncode == 0
    assert (proposal.root / "ejecutado").exists()
    page = proposal.html("")
    assert "tomado" in page
    assert "zarzamora" not in page


def test_nothing_of_it_runs(proposal: SiteTest, script: ScriptTest) -> None:
    """No extension is loaded, no example runs, no script is let through."""
    done = script("--untrusted")
    assert done.returncode == 0, done.stderr
    assert not (proposal.root / "ejecutado").exists()
    page = proposal.html("")
    assert [word for word in ("tomado", "zarzamora", "<iframe") if word in page] == []
    assert "el HTML <iframe> no se publica" in done.stderr


def test_what_is_no_note_is_code(proposal: SiteTest, script: ScriptTest) -> None:
    """The project's own program and templates run whatever is asked: who builds a proposal runs its code."""
    own = proposal.root / "freeze.py"
    own.write_text(f"import pathlib\n\npathlib.Path('programa').touch()\n{own.read_text('utf-8')}", "utf-8")
    template = proposal.root / "templates" / "note.html"
    template.parent.mkdir()
    call = "cycler.__init__.__globals__.os.makedirs('plantilla', exist_ok=True)"
    template.write_text(f'{{% set made = {call} %}}{{% extends "escarcha/note.html" %}}', "utf-8")
    assert script("--untrusted").returncode == 0
    assert {"programa", "plantilla"} <= {path.name for path in proposal.root.iterdir()}


def test_a_freeze_that_trusts_keeps_nothing_for_one_that_does_not(proposal: SiteTest) -> None:
    """Neither the last report nor a kept Fragment or page passes from one to the other."""
    proposal.settings('html = "trusted"').freeze()
    assert "tomado" in proposal.html("")
    proposal.freeze(is_trusted=False)
    assert "tomado" not in proposal.html("")


def test_no_folder_but_that_of_the_notes(proposal: SiteTest) -> None:
    """``include_from`` is a setting, too."""
    proposal.write("index.md", "# A\n\n```text include=/privado/notas.txt\n```\n").freeze(is_trusted=False)
    assert "inclusion-rota" in proposal.codes
    proposal.settings('include_from = ["privado"]').freeze()
    assert "zarzamora" in proposal.html("")


@pytest.mark.parametrize("option", ["--no-run", "--untrusted"])
def test_a_preview_can_be_asked_so(
    proposal: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    """Its pages show no outcome, and with ``--untrusted`` no script."""
    answers = []

    def serve(site: Any, bound: Bound, host: str) -> Any:
        server = serve_it(site, bound, host)

        def ask_once() -> None:
            answers.append(Client(site).get("/", base_url="http://localhost").text)
            server.server_close()
            raise SystemExit(1)

        monkeypatch.setattr(server, "serve_forever", ask_once)
        return server

    monkeypatch.setattr("escarcha.cli.previewing.serve", serve)
    proposal.settings('html = "trusted"')
    assert command("preview", option).returncode == 1
    (page,) = answers
    assert "zarzamora" not in page
    assert ("tomado" in page) == (option == "--no-run")


def test_the_settings_of_a_repository_run_nothing(tmp_path: Path) -> None:
    """A project that comes in an archive brings a ``.git/config``, where git finds programs to run."""
    marker = tmp_path / "ejecutado"
    repository = tmp_path / "repo"
    repository.mkdir()

    def git(*words: str) -> str:
        who = ("-c", "user.name=Ana", "-c", "user.email=ana@ejemplo.es")
        done = subprocess.run(
            ["git", *who, *words],  # noqa: S607 - as a shell would find it
            cwd=repository,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        )
        return done.stdout.strip()

    git("init", "-q")
    (repository / "a.md").write_text("# A")
    git("add", ".")
    git("commit", "-qm", "a")
    tree = git("rev-parse", "HEAD^{tree}")
    for name, value in {
        "core.fsmonitor": f"touch {marker}; false",
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "otro",
        "remote.otro.promisor": "true",
        "remote.otro.url": f"ext::touch {marker}",
        "protocol.ext.allow": "always",
    }.items():
        git("config", name, value)
    assert ignored_below(repository) == frozenset()
    (repository / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    assert last_changes(repository) == {}
    assert not marker.exists()
