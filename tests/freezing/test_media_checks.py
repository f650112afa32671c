"""What is wrong with files beside the notes: images of pages, and the project's own style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mistakes import PNG

if TYPE_CHECKING:
    from conftest import SiteTest

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffd9")
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", PNG), ("a.jpg", JPEG), ("a.gif", GIF), ("a.webp", WEBP)]
)
def test_a_whole_image_is_nothing_to_tell(site: SiteTest, name: str, content: bytes) -> None:
    """Nor one behind which a camera has written more."""
    site.write("a.md", f"![Un ñandú]({name}) ![Un mar](b{name})").write(name, content)
    assert site.write(f"b{name}", content + b"\0" * 1000).freeze().problems == []


@pytest.mark.parametrize("content", [b"", b"hola", PNG[:20], PNG[:-12]])
def test_a_broken_image_is_told_if_a_page_shows_it(site: SiteTest, content: bytes) -> None:
    """Of a file that nobody shows nothing is said, and nothing stops the freeze."""
    site.write("a.md", "![Un ñandú](a.png)").write("a.png", content).write("b.png", content).freeze()
    assert (site.failed, site.codes) == (False, ["imagen-rota"])
    assert site.problems[0].startswith("content/a.png: ")


STYLES = [
    ("a { background: url(foto.png) url('foto.png') url(\"/foto.png\") }", []),
    ("a { background: url(data:image/png;base64,AAAA) url(#a) url(https://ejemplo.es/x.png) }", []),
    ("/* url(nada.png) */\na { color: red }", []),
    (
        "a {}\nb { background: url(fot.png?v=1) }",
        ["content/css/mio.css:2: el archivo «fot.png?v=1» no existe."],
    ),
    ("@import url(nada.css);", ["content/css/mio.css:1: el archivo «nada.css» no existe."]),
    ("a { color: red }}\nb {", ["content/css/mio.css:1: desde aquí la hoja de estilo no es CSS válido"]),
]


@pytest.mark.parametrize(("text", "told"), STYLES)
def test_the_own_style_sheet(site: SiteTest, text: str, told: list[str]) -> None:
    """Files that it names are looked for from where it lies, and what is no CSS has its line."""
    site.settings('style = "css/mio.css"').write("a.md", "# A").write("css/mio.css", text)
    site.write("css/foto.png", PNG).write("foto.png", PNG).freeze()
    assert not site.failed
    assert len(site.problems) == len(told), site.problems
    assert all(problem.startswith(start) for problem, start in zip(site.problems, told, strict=True))


def test_a_style_sheet_that_is_no_text(site: SiteTest) -> None:
    """It is told so, and not read any further."""
    site.settings('style = "mio.css"').write("a.md", "# A").write("mio.css", b"a{}\xff").freeze()
    assert site.problems == ["content/mio.css: no es texto UTF-8. Guárdala como UTF-8. [estilo-roto]"]
