"""Addresses that a site has had: none of them is lost without a word."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
import quickjs

from conftest import header
from escarcha import bundled
from escarcha.freezing import Options
from escarcha.problems import Code

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

LIST = "# De nadie más\n"
BODY = "\n\n" + "Un texto que git reconoce aunque la nota se llame de otro modo.\n\n" * 9


def git(site: SiteTest, *words: str) -> None:
    """Run git in the project."""
    names = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", *names, *words], cwd=site.root, check=True, capture_output=True)  # noqa: S607 - as a shell finds it


@pytest.fixture
def listed(site: SiteTest) -> SiteTest:
    """Return a site whose addresses are kept, in a repository."""
    (site.root / "direcciones.txt").write_text(LIST, "utf-8")
    site.write("index.md", "# Inicio").write("a.md", f"# A{BODY}## Qué es\n\nEso.").write(
        "s/foto.png", b"\x89PNG"
    )
    site.write("s/b.md", header(aliases="/vieja/") + f"# B{BODY}")
    git(site, "init")
    git(site, "add", ".")
    git(site, "commit", "-m", "Uno")
    site.freeze()
    return site


def lines(site: SiteTest) -> list[str]:
    """Return what is in the list."""
    return (site.root / "direcciones.txt").read_text("utf-8").splitlines()


def test_what_is_published_is_listed(listed: SiteTest) -> None:
    """Pages, their headings, files and old addresses, one a line and sorted; the author's comment stays."""
    assert lines(listed) == [
        *("# De nadie más", "/", "/#inicio", "/a/", "/a/#a", "/a/#que-es", "/s/", "/s/b/", "/s/b/#b"),
        *("/s/foto.png", "/vieja/"),
    ]
    stamp = (listed.root / "direcciones.txt").stat().st_mtime_ns
    assert listed.freeze(Options(strict=True)).problems == []
    assert (listed.root / "direcciones.txt").stat().st_mtime_ns == stamp


def test_notes_that_are_no_part_of_the_project_have_no_part_in_its_list(
    listed: SiteTest, command: CommandTest
) -> None:
    """Frozen from another folder, they are not listed, and none of the listed addresses is missed."""
    before = lines(listed)
    other = listed.root / "otras"
    other.mkdir()
    (other / "x.md").write_text("# X", "utf-8")
    done = command("--content", str(other), "--output", str(listed.root / "fuera"), "--strict")
    assert (done.returncode, lines(listed)) == (0, before), done.stderr


def test_what_is_gone_is_told_with_what_mends_it(listed: SiteTest) -> None:
    """Each address once, with the line to paste, by what git knows of names; done so, nothing is wrong."""
    git(listed, "mv", "content/a.md", "content/s/c.md")
    git(listed, "commit", "-m", "Dos")
    git(listed, "mv", "content/s/c.md", "content/s/d.md")
    git(listed, "mv", "content/s/foto.png", "content/mapa.png")
    listed.write("s/b.md", f"# Otro título{BODY}")
    before = lines(listed)
    assert listed.freeze(Options(strict=True)).failed
    told = [problem.partition(", o borra esta línea")[0] for problem in listed.problems]
    gone, lost = (
        "se publicó, y ya no lleva a ninguna parte. Pon",
        "se publicó, y la página ya no la tiene. Pon",
    )
    own = "«content/_redirects»"
    below = "bajo [redirects] en site.toml, con la nota que la sustituya"
    assert told == [
        f"direcciones.txt:4: la dirección /a/ {gone} «aliases: [/a/]» en la cabecera de «content/s/d.md»",
        f'direcciones.txt:9: el ancla /s/b/#b {lost} en la cabecera de «content/s/b.md» «anchors: {{b: ""}}»',
        f"direcciones.txt:10: la dirección /s/foto.png {gone} «/s/foto.png /mapa.png 301» en {own}",
        f'direcciones.txt:11: la dirección /vieja/ {gone} «"/vieja/" = "nota.md"» {below}',
    ]
    assert lines(listed) == before
    listed.write("s/d.md", header(aliases="[/a/]") + f"# A{BODY}## Qué es\n\nEso.")
    listed.write("s/b.md", header(anchors='{b: ""}') + f"# Otro título{BODY}")
    listed.write("_redirects", "/s/foto.png /mapa.png 301\n").settings('[redirects]\n"/vieja/" = "s/b.md"\n')
    assert listed.freeze(Options(strict=True)).problems == []
    assert '<h1 id="otro-titulo"><span id="b"></span>' in listed.article("s/b/")
    assert {"/s/d/", "/s/d/#que-es", "/mapa.png", "/s/b/#otro-titulo", *before} == {*lines(listed)} - {
        "/s/d/#a"
    }


def test_a_folder_that_has_moved(listed: SiteTest) -> None:
    """What took its place has no header, so the settings lead there."""
    git(listed, "mv", "content/s", "content/t")
    assert 'Pon «"/s/" = "t"» bajo [redirects]' in next(
        each for each in listed.freeze().problems if " /s/ " in each
    )


def test_a_list_that_is_no_list(site: SiteTest) -> None:
    """What a merge has left in it, or any other line, is no address; without the file nothing is kept."""
    site.write("a.md", "# A").freeze()
    assert not (site.root / "direcciones.txt").exists()
    (site.root / "direcciones.txt").write_bytes(b"<<<<<<< HEAD\n/a/\n=======\n\xff\n>>>>>>> x\n")
    assert site.freeze(Options(strict=True)).problems == []
    assert lines(site) == ["/", "/a/", "/a/#a"]
    (site.root / "direcciones.txt").write_bytes("\ufeff/ida/\r\n/a/\r\n".encode())
    site.freeze()
    assert [(each.line, each.code) for each in site.found] == [(1, Code.GONE_ADDRESS)]
    assert lines(site) == ["/", "/a/", "/a/#a", "/ida/"]


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("{viejo: dos}", '<h1 id="uno">Uno</h1>\n<h2 id="dos"><span id="viejo"></span>Dos</h2>'),
        ('{viejo: ""}', '<h1 id="uno"><span id="viejo"></span>Uno</h1>'),
        ("{viejo: tres}", '<h1 id="uno"><span id="viejo"></span>Uno</h1>'),
    ],
)
def test_old_anchors(site: SiteTest, said: str, start: str) -> None:
    """They are empty elements in the heading that they lead to, or in the first; a mistake is told."""
    site.write("a.md", header(anchors=said) + "# Uno\n\n## Dos\n\nTexto.").freeze()
    assert site.article("a/").startswith(start)
    told = ["content/a.md:2: «anchors» lleva «viejo» a «tres», y la nota no tiene ese encabezado."]
    assert [problem.partition(" Pon ")[0] for problem in site.problems] == (told if "tres" in said else [])


def test_the_page_at_an_old_address_leads_on_with_all_of_a_link(site: SiteTest) -> None:
    """Its script keeps query and anchor; without scripts the page leads on by itself."""
    site.write("a.md", header(aliases="/vieja/") + "# A").freeze(base_url="https://ejemplo.es/y")
    page = site.page("vieja/")
    assert page.css("head noscript")[0].inner_html == '<meta http-equiv="refresh" content="0; url=/y/a/">'
    (script,) = page.css("script[defer]")
    assert (site.build / str(script.attrs["src"]).removeprefix("/y/")).is_file()
    context = quickjs.Context()
    context.eval(
        "var went; var location = {search: '?q=1', hash: '#dos', replace: (address) => { went = address }};"
        "var document = {querySelector: () => ({href: 'https://ejemplo.es/y/a/'})}"
    )
    context.eval((bundled.STATIC / "redirect.js").read_text("utf-8"))
    assert context.eval("went") == "https://ejemplo.es/y/a/?q=1#dos"
