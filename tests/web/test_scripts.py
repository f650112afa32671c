"""The scripts that pages ask for lie in the package as they are sent; ``make scripts`` makes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha import bundled
from escarcha.web.assets import MINIFIED, assets, origin, script_sources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_scripts_are_minified_as_their_sources_stand() -> None:
    """No change to a source waits to be minified."""
    made_of = {file.name: file.read_text("utf-8").partition("\n")[0] for file in MINIFIED.iterdir()}
    assert made_of == {name: origin(source) for name, source in script_sources().items()}, "make scripts"


def test_scripts_say_every_sentence_in_the_language_of_the_site() -> None:
    """No mark is left of those that stand where a sentence is said."""
    spoken = {name: file.content.decode() for name, file in assets("en").items() if name.endswith(".js")}
    assert '"Copy"' in spoken["page.js"]
    assert [name for name, script in spoken.items() if re.search(r"[\"'`]_\(", script)] == []


def test_a_change_to_the_theme_changes_what_pages_are_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout whose sheets or scripts are worked on keeps no page that names the old ones."""
    digests = set()
    for name in ("a.txt.bak", "a.py", "a.css", "a.js", "a.svg"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text(name)
        monkeypatch.setattr(bundled, "PACKAGE", folder)
        digests.add(bundled.digest_of("."))
    assert len(digests) == 5
