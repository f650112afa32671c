"""What people are told of their mistakes: place, cause, remedy, code, in Spanish, and how it ends."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.cli import main
from escarcha.cli.own_app import own_app
from mistakes import MISTAKES

if TYPE_CHECKING:
    from conftest import SiteTest

DOCUMENT = Path(__file__).resolve().parents[1] / "mistakes.txt"
TOLD = dict(
    re.findall(r"^## ([\w-]+)\n(.*?)\n(?=\n## |\Z)", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
)

ENGLISH = re.compile(
    r"\b(?:the|is|not|of|an|at|with|undefined|expected|unexpected|invalid|unknown|missing|named|found|module|"
    r"division|must|cannot|was|line|column|document|value|object)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"«[^»]*»|\([^()]*\)|\[[a-z-]+\]|\w+(?=: )|'[^']*'|https?://\S+")


def told_of(
    site: SiteTest, name: str, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]
) -> str:
    """Make a mistake and return what the command ``escarcha`` ends with and says, apart from its progress."""
    files, words = MISTAKES[name]
    site.content.rmdir()
    for path, text in files.items():
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    patch.setattr(sys, "argv", ["escarcha", *words])
    patch.setattr(sys, "path", [*sys.path])
    patch.chdir(site.root)
    code = 0
    try:
        main(own_app)
    except SystemExit as end:
        code = int(end.code or 0)
    told = captured.readouterr().err.replace(site.root.name, "proyecto")
    aside = r"(?:Notas|Páginas|Ejemplos): \d+|Qué significa .*|No se ha publicado .*|"
    lines = [line for line in told.splitlines() if not re.fullmatch(aside, line)]
    return "\n".join([f"acaba con {code}", *lines])


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told(
    site: SiteTest, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word by word as ``mistakes.txt`` has it: read it as its readers will."""
    assert told_of(site, name, monkeypatch, capsys) == TOLD[name]


def test_what_is_told_is_whole() -> None:
    """Of sixty kinds or more each has a place, a cause, a remedy and a code, and no English."""
    assert MISTAKES.keys() == TOLD.keys()
    assert len(MISTAKES) >= 60
    for name, told in TOLD.items():
        code, *lines = told.split("\n")
        problems = [line for line in lines if re.match("error |aviso |sugerencia ", line)]
        assert code in {"acaba con 0", "acaba con 1", "acaba con 2"}
        assert (code == "acaba con 0") is not any(line.startswith(("error ", "Error")) for line in lines), (
            name
        )
        for line in problems or lines[:1]:
            assert not ENGLISH.findall(QUOTED.sub("", line)), line
        for line in problems:
            assert re.fullmatch(r"\w+ \S.*[.»] [¿«A-ZÁÉÍÓÚ].*[.?»] \[[a-z0-9-]+\]", line), line
