"""Where a new project gets Escarcha from, on whatever machine it is frozen."""

from __future__ import annotations

import json
import zipfile
from importlib import metadata
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from escarcha import bundled
from escarcha.cli.origin import find_origin

if TYPE_CHECKING:
    from collections.abc import Callable

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}


@pytest.fixture
def installed_from(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any] | None], str]:
    """Return what ``requirements.txt`` asks for where pip has recorded this origin."""
    package = metadata.distribution("escarcha")

    def find(direct: dict[str, Any] | None) -> str:
        real = type(package).read_text

        def read(self: metadata.Distribution, name: str) -> str | None:
            if name == "direct_url.json":
                return json.dumps(direct) if direct else None
            return real(self, name)

        monkeypatch.setattr(type(package), "read_text", read)
        return find_origin().requirement

    return find


@pytest.mark.parametrize(
    ("direct", "requirement"),
    [
        (None, f"escarcha=={metadata.version('escarcha')}"),
        (
            {"url": "https://ejemplo.es/ana/escarcha.git", "vcs_info": GIT},
            f"escarcha @ git+https://ejemplo.es/ana/escarcha.git@{COMMIT}",
        ),
        (
            {"url": "https://ejemplo.es/todo.git", "vcs_info": GIT, "subdirectory": "escarcha"},
            f"escarcha @ git+https://ejemplo.es/todo.git@{COMMIT}#subdirectory=escarcha",
        ),
        (
            {"url": "https://ejemplo.es/escarcha.whl", "archive_info": {"hash": "sha256=abc"}},
            "escarcha @ https://ejemplo.es/escarcha.whl#sha256=abc",
        ),
    ],
)
def test_a_public_origin_is_named(
    installed_from: Callable[[dict[str, Any] | None], str], direct: dict[str, Any] | None, requirement: str
) -> None:
    """An index is asked for the version, a public repository for the revision, a public file by its hash."""
    assert installed_from(direct) == requirement


@pytest.mark.parametrize(
    "direct",
    [
        {"url": "file:///home/ana/escarcha", "dir_info": {"editable": True}},
        {"url": "file:///home/ana/escarcha-0.1.0-py3-none-any.whl", "archive_info": {}},
        {"url": "file:///home/ana/escarcha.git", "vcs_info": GIT},
        {"url": "ssh://git@ejemplo.es/ana/escarcha.git", "vcs_info": GIT},
        {"url": "https://ana:clave@ejemplo.es/escarcha.git", "vcs_info": GIT},
        {"url": "https://localhost/escarcha.git", "vcs_info": GIT},
        {"url": "https://192.168.1.7/escarcha.git", "vcs_info": GIT},
        {"url": "https://git.lan/escarcha.git", "vcs_info": GIT},
    ],
)
def test_what_a_host_cannot_reach_goes_along(
    installed_from: Callable[[dict[str, Any] | None], str], direct: dict[str, Any]
) -> None:
    """A folder of this machine, a password, a name of the local network: the project carries a wheel."""
    assert installed_from(direct) == f"./vendor/escarcha-{metadata.version('escarcha')}-py3-none-any.whl"


def test_the_wheel_is_all_of_escarcha_and_the_same_each_time() -> None:
    """It holds package, templates, manual and metadata, with a digest of each file, and no path of here."""
    (wheel,) = find_origin().wheel.values()
    assert find_origin().wheel == {"vendor/escarcha-0.1.0-py3-none-any.whl": wheel}
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        names = set(archive.namelist())
        record = archive.read("escarcha-0.1.0.dist-info/RECORD").decode()
        texts = [archive.read(name) for name in names]
    assert set(bundled.package_files()) <= names
    assert {"escarcha/templates/base.html", "escarcha/manual/problemas.md"} <= names
    assert {line.split(",")[0] for line in record.splitlines()} == names
    assert not [text for text in texts if str(bundled.PACKAGE.parents[1]).encode() in text]
