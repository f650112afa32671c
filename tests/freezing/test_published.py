"""Sites that must be published, whatever their files are called and however they were saved."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from escarcha.problems import Code
from escarcha.web.rules import ICON_URLS
from mistakes import PNG

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest


CHANGED = {
    "?.md": None,
    "🎉.md": "tada",
    "日本.md": "riben",
    "...md": None,
    "..md": None,
    "con.md": "nota-con",
    "COM1.markdown": "nota-com1",
    "ñ" * 120 + ".md": None,
    "a" * 247 + ".md": None,
    "#.md": None,
    "%2e%2e.md": "2e-2e",
    "a\nb.md": "a-b",
    "привет/мир.md": "privet/mir",
}
"""Names that cannot be addresses as they are, and what becomes of them, where people can foresee it."""


def test_published_with_a_warning(site: SiteTest) -> None:
    """A name that cannot be an address as it is gets one that can, and the author is told which."""
    for number, name in enumerate(CHANGED):
        site.write(name, f"---\ntitle: Nota {number}\n---\n# Hola")
    site.freeze()
    assert not site.failed
    assert set(site.codes) == {"nombre-cambiado"}
    found = {str(entry.note.path): url.strip("/") for url, entry in site.read().entries.items() if entry.note}
    assert {name: found[name] for name, page in CHANGED.items() if page} == {
        name: page for name, page in CHANGED.items() if page
    }
    told = {name for name in CHANGED if f"«{found[name].rpartition('/')[2]}»" in " ".join(site.problems)}
    assert set(CHANGED) - told == {"%2e%2e.md", "a\nb.md"}  # whose words survive
    assert all(re.fullmatch("[a-z0-9-]{1,80}", part) for page in found.values() for part in page.split("/"))
    articles = {name: site.article(f"{page}/") for name, page in found.items()}
    assert articles == dict.fromkeys(CHANGED, '<h1 id="hola">Hola</h1>')


KEPT = {
    "¿Qué es?.md": "que-es",
    "con. espacios .md": "con-espacios",
    "v1.2.3.md": "v1-2-3",
    "punto..md": "punto",
    " .  a .md": "a",
    "A&B <i>.md": "a-b-i",
    "C++.md": "cpp",
    "C#.md": "csharp",
    "MAYÚSCULAS.MD": "mayusculas",
    "espacio\u00a0duro.md": "espacio-duro",
    "pingu\u0308ino.md": "pinguino",
    "nandu\u0303.md": "nandu",
    "índice 'de' \"todo\".md": "indice-de-todo",
}


def test_published_without_a_warning(site: SiteTest) -> None:
    """A name whose words survive in its address is nothing to warn of."""
    for number, name in enumerate(KEPT):
        site.write(name, f"---\ntitle: Nota {number}\n---\n# Hola")
    assert site.freeze().problems == []
    articles = {page: site.article(f"{page}/") for page in KEPT.values()}
    assert articles == dict.fromkeys(KEPT.values(), '<h1 id="hola">Hola</h1>')


TEXTS: list[tuple[bytes, str | None, list[str]]] = [
    (b"\xef\xbb\xbf# Hola\n", '<h1 id="hola">Hola</h1>', []),
    (b"\xef\xbb\xbf---\ntitle: A\n---\n# Hola\n", '<h1 id="hola">Hola</h1>', []),
    ("\ufeffAño\n".encode("utf-16-le"), "<p>Año</p>", ["codificacion"]),
    ("\ufeffAño\n".encode("utf-16-be"), "<p>Año</p>", ["codificacion"]),
    ("\ufeffAño\n".encode("utf-32-le"), "<p>Año</p>", ["codificacion"]),
    (
        b"---\r\ntitle: A\r\n---\r\n# Hola\r\n\r\nUno\r\ndos\r\n",
        '<h1 id="hola">Hola</h1>\n<p>Uno\ndos</p>',
        [],
    ),
    (b"# Hola\r\rUno\r", '<h1 id="hola">Hola</h1>\n<p>Uno</p>', []),
    ("Uno\u00a0dos".encode(), "<p>Uno&nbsp;dos</p>", []),
    (b"---\n", "<hr>", []),
    (b"---\n\nTexto\n\n---\n\nM\xc3\xa1s", None, []),
    (b"---\ntitle: no\ncosa: [1, {a: b}]\ndraft: no\n---\nx", "<p>x</p>", []),
    (b"---\ntitel: no\n---\nx", "<p>x</p>", ["cabecera-clave"]),
    (b"---\ndate: ayer\n---\nx", "<p>x</p>", ["cabecera-valor"]),
    (b"---\ntitle: a\ntitle: b\n---\nx", "<p>x</p>", ["cabecera-clave"]),
    (b"\x1b[31mrojo\x07", None, []),
    (b"&\xef\xbf\xbe\xef\xb7\x90 \xf4\x8f\xbf\xbf", None, []),
    (b"<p>sin cerrar <b>nada", None, []),
    (b"</article></main></body></html>fin", None, []),
]


def test_texts_of_every_kind(site: SiteTest) -> None:
    """A note is published however it was saved, and what had to be changed is said."""
    for number, (text, _, _) in enumerate(TEXTS):
        site.write(f"nota-{number}.md", text)
    site.freeze()
    assert not site.failed
    told: dict[str, list[str]] = {}
    for problem in site.found:
        if problem.code is not Code.REPEATED_TITLE:  # several of them say «Hola»
            told.setdefault(problem.path, []).append(problem.code.value)
    assert told == {f"content/nota-{number}.md": codes for number, (_, _, codes) in enumerate(TEXTS) if codes}
    found = {
        number: site.article(f"nota-{number}/") for number, (_, article, _) in enumerate(TEXTS) if article
    }
    assert found == {number: article for number, (_, article, _) in enumerate(TEXTS) if article}


def test_empty_note(site: SiteTest) -> None:
    """A note without a word is a page with a title, taken from its name."""
    texts = ["", "\n\n  \n", "---\n---\n", "---\ntags: []\n---\n", "<!-- nada -->"]
    for number, text in enumerate(texts):
        site.write(f"{number}/02-primeros_pasos.md", text)
    assert set(site.freeze().codes) == {"nota-vacia"}
    for number, text in enumerate(texts):
        (heading,) = site.page(f"{number}/02-primeros-pasos/").css("h1")
        assert heading.text(strip=True) == "Primeros pasos", text


def test_what_is_told_of_a_note_as_a_whole_is_told_at_its_first_line(site: SiteTest) -> None:
    """A file that ends with its header has no line behind it."""
    site.write("a.md", "---\n---").write("index.md", "# A").freeze()
    assert [(found.code.value, found.line) for found in site.found] == [("nota-vacia", 1)]


def test_header_of_ten_thousand_keys(site: SiteTest) -> None:
    """A long header is no reason to refuse a note."""
    keys = "".join(f"clave{number}: {number}\n" for number in range(10_000))
    site.write("a.md", f"---\n{keys}---\nx").freeze()
    assert site.problems == []


def test_decomposed_names(site: SiteTest) -> None:
    """A link finds a note whatever form macOS or Linux has given its accents on disk."""
    decomposed, composed = "an\u0303o.md", "a\u00f1o.md"
    site.write(decomposed, "# Año").write("b.md", f"[x]({composed}) [y]({decomposed})").freeze()
    assert site.problems == []
    assert site.article("b/") == '<p><a href="/ano/">x</a> <a href="/ano/">y</a></p>'


def test_deep_folders(site: SiteTest) -> None:
    """Folders may be nested as deep as the disk lets them."""
    site.write("/".join(["a"] * 120) + "/nota.md", "# Hola").freeze()
    assert site.problems == []
    assert "/".join([*["a"] * 120, "nota", "index.html"]) in site.tree()


def test_media_are_copied_unchanged(site: SiteTest) -> None:
    """Media keep their bytes, whatever they are."""
    content = PNG + bytes(range(256)) * 10
    site.write("a.md", "![x](img/Foto%20final.PNG)").write("img/Foto final.PNG", content).freeze()
    assert site.problems == []
    assert site.tree()["img/foto-final.png"] == content
    assert 'src="/img/foto-final.png"' in site.article("a/")


def test_hidden_files_stay_at_home(site: SiteTest) -> None:
    """Names that begin with a dot or an underscore are not published, nor are the settings."""
    site.write("a.md", "# A").write("_b.md").write(".c.md").write("_d/e.md").write(".git/f.md")
    site.write(".env", "CLAVE=1").settings('title = "A"').freeze()
    (told,) = site.problems
    assert told.startswith("content: no se publica lo que empieza por «_» o «.»: «_b.md», «_d».")
    assert not {
        file for file in site.tree() if file.startswith(("b/", "c/", "d/", "git/", ".env", "site.toml"))
    }
    own = {file for file in site.tree() if file.startswith("_")}
    pages = {"index.html", "a/index.html", "a/index.md", "buscar/index.html", "404.html"}
    assert set(site.tree()) - own - {url[1:] for url in ICON_URLS} == {
        ".nojekyll",
        "llms.txt",
        "robots.txt",
        *pages,
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows pide permiso para crear enlaces simbólicos")
class TestSymlinks:
    """Symbolic links are followed inside ``content/`` and nowhere else."""

    def test_inside(self, site: SiteTest) -> None:
        """A link to a note inside is a note like any other."""
        site.write("a.md", "# A")
        (site.content / "b.md").symlink_to("a.md")
        site.freeze()
        assert site.codes == ["titulo-repetido"]
        assert {"a/index.html", "b/index.html"} <= set(site.tree())

    def test_out_of_content(self, site: SiteTest, tmp_path_factory: pytest.TempPathFactory) -> None:
        """A link that leaves is not followed: nothing of outside gets published."""
        secret = tmp_path_factory.mktemp("fuera")
        (secret / "clave.md").write_text("# Secreto", "utf-8")
        (secret / "clave.txt").write_text("secreto", "utf-8")
        site.write("a.md", "# A")
        (site.content / "nota.md").symlink_to(secret / "clave.md")
        (site.content / "clave.txt").symlink_to(secret / "clave.txt")
        (site.content / "todo").symlink_to(secret)
        site.freeze()
        assert site.codes == ["enlace-simbolico"] * 3
        assert not any(b"ecreto" in content for content in site.tree().values())

    @pytest.mark.parametrize("target", ["nada.md", "roto.md", "."], ids=["nowhere", "itself", "round"])
    def test_useless(self, site: SiteTest, target: str) -> None:
        """A link that goes nowhere or round in a circle is skipped with a warning."""
        site.write("a.md", "# A")
        (site.content / "roto.md").symlink_to(target)
        site.freeze()
        assert not site.failed
        assert site.codes == ["enlace-simbolico"]

    def test_content_itself(self, site: SiteTest) -> None:
        """``content/`` may be a link to where the notes really are."""
        site.write("a.md", "# A")
        real = site.content.rename(site.root / "apuntes")
        site.content.symlink_to(real)
        site.freeze()
        assert site.problems == []
        assert "a/index.html" in site.tree()

    def test_pipe(self, site: SiteTest) -> None:
        """What is no file at all is skipped with a warning, and not waited for."""
        site.write("a.md", "# A")
        os.mkfifo(site.content / "tubo.md")
        site.freeze()
        assert not site.failed
        assert site.codes == ["ilegible"]


def test_strict_does_not_mind_hints(site: SiteTest) -> None:
    """With ``strict`` a hint is still no error."""
    site.write("a.md", "```lenguaje-inventado\nx\n```\n").freeze(Options(strict=True))
    assert not site.failed
    assert site.codes == ["lenguaje-desconocido"]


def test_content_elsewhere(site: SiteTest, tmp_path: Path) -> None:
    """A project may be frozen twice into places of its own."""
    site.write("a.md", "# A").freeze()
    first = site.tree()
    site.build.rename(tmp_path / "primero")
    site.freeze()
    assert site.tree() == first
