"""A hostile project that asks for the secrets of whoever builds it: none of them is published."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from escarcha.notes.reach import HIDDEN, IGNORED, OUTSIDE
from hostile_project import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest

SECRET = b"zarzamora"

REFUSED = {
    "/.git/config": OUTSIDE,
    "/.env": OUTSIDE,
    "../.env": OUTSIDE,
    ".env": HIDDEN,
    "/.ssh/id_ed25519": OUTSIDE,
    "/datos.txt": OUTSIDE,
    "visible.txt": HIDDEN,
    "clave.key": IGNORED,
    "/src/.local": HIDDEN,
}


def git(folder: Path, *words: str) -> None:
    """Run git in a folder."""
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@ejemplo.es")
    command = ["git", *who, *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def secrets(site: SiteTest) -> SiteTest:
    """Return the hostile project, in a repository."""
    lay_out("secretos", site.root)
    (site.content / "visible.txt").symlink_to(site.content / ".env")
    git(site.root, "init", "-q")
    return site


def published_secrets(site: SiteTest) -> list[str]:
    """Return the published files that hold a secret."""
    return [name for name, content in site.tree().items() if SECRET in content]


def test_no_note_includes_a_secret(secrets: SiteTest) -> None:
    """Each is refused with its line and the reason."""
    secrets.freeze()
    told = [line for line in secrets.problems if "[inclusion-rota]" in line]
    assert secrets.failed
    for name, refusal in REFUSED.items():
        assert any(f"el archivo incluido «{name}» {refusal}" in line for line in told), name
    assert len(told) == len(REFUSED) + 1


def test_no_secret_is_a_medium(secrets: SiteTest) -> None:
    """What git ignores and what a link makes look harmless is not published, and the author is told."""
    secrets.write("index.md", "# A\n\n[llave](img/copia.key) [visible](visible.txt)\n").freeze()
    assert not secrets.failed
    assert published_secrets(secrets) == []
    assert "no se publica lo que git ignora: «clave.key», «img/copia.key»." in "\n".join(secrets.problems)
    assert f"lleva a un archivo que {HIDDEN}" in "\n".join(secrets.problems)
    assert sorted(secrets.codes) == ["enlace-roto", "enlace-roto", "enlace-simbolico", "ignorado-por-git"]


def test_a_linked_folder_hides_nothing_from_git(secrets: SiteTest) -> None:
    """What it holds is asked for where it really lies."""
    (secrets.content / "fotos").symlink_to(secrets.content / "img")
    secrets.write("index.md", "# A").freeze()
    assert published_secrets(secrets) == []


def test_a_folder_that_is_a_link_out_of_the_project_is_none(secrets: SiteTest) -> None:
    """``include_from`` does not lead where no name of it could."""
    outside = secrets.root.parent / "casa"
    outside.mkdir()
    (outside / "datos.txt").write_bytes(SECRET)
    (secrets.root / "src" / "enlace").symlink_to(outside)
    secrets.settings('include_from = ["src/enlace"]')
    secrets.write("index.md", "# A\n\n```text include=/src/enlace/datos.txt\n```\n").freeze()
    assert OUTSIDE in "\n".join(secrets.problems)


def test_what_is_in_the_repository_is_no_secret(secrets: SiteTest) -> None:
    """A file that git would ignore and yet has is published, as on every other machine."""
    git(secrets.root, "add", "-f", "content/clave.key")
    secrets.write("index.md", "# A\n\n```text include=clave.key\n```\n").freeze()
    assert {name for name in published_secrets(secrets) if name.endswith((".key", ".html"))} == {
        "clave.key",
        "index.html",
    }


def test_a_project_that_is_ignored_as_a_whole_is_published(secrets: SiteTest) -> None:
    """Whoever makes a site of a folder that a repository ignores means all of it."""
    (secrets.root / ".gitignore").write_text("/content/\n")
    secrets.write("index.md", "# A").freeze()
    assert "clave.key" in secrets.tree()


def test_a_changed_gitignore_is_seen(secrets: SiteTest) -> None:
    """The next freeze knows that the answer may be another."""
    secrets.write("index.md", "# A\n\n[llave](nota.txt)").write("nota.txt", SECRET).freeze()
    assert "nota.txt" in secrets.tree()
    with (secrets.root / ".gitignore").open("a") as file:
        file.write("nota.txt\n")
    secrets.freeze()
    assert "nota.txt" not in secrets.tree()
