"""``escarcha mv``: every link goes on leading where it led, and nothing else changes."""

from __future__ import annotations

import errno
import itertools
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.moving import carry_out, find_moves, make_plan
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest


def move(site: SiteTest, old: str, new: str) -> None:
    """Move something of a site."""
    carry_out(make_plan(site.project, find_moves(site.project, old, new)))


def text(site: SiteTest, path: str) -> str:
    """Return what a file of the notes holds, line ends as they are."""
    return (site.content / path).read_bytes().decode()


TO_IT = {
    "relative": ("[x](b/n.md)", "[x](c/m.md)"),
    "dot": ("[x](./b/n.md)", "[x](./c/m.md)"),
    "rooted": ("[x](/b/n.md)", "[x](/c/m.md)"),
    "without suffix": ("[x](b/n)", "[x](c/m)"),
    "html": ("[x](b/n.html#s)", "[x](c/m.html#s)"),
    "address": ("[x](/b/n/#s)", "[x](/c/m/#s)"),
    "anchor and title": ('[x](b/n.md#s "Un título")', '[x](c/m.md#s "Un título")'),
    "query": ("[x](b/n.md?a=b)", "[x](c/m.md?a=b)"),
    "pointed": ("[x](<b/n.md>)", "[x](<c/m.md>)"),
    "multi-line": ("[x\ny]( b/n.md\n'z')", "[x\ny]( c/m.md\n'z')"),
    "reference": ("[x][y]\n\n[y]: b/n.md#s 'z'", "[x][y]\n\n[y]: c/m.md#s 'z'"),
    "reference in a quote": ("> [y]\n>\n> [y]: <b/n.md>", "> [y]\n>\n> [y]: <c/m.md>"),
    "wikilink": ("[[n]] [[n#S|x]]", "[[m]] [[m#S|x]]"),
    "wikilink with a path": ("[[b/n]] [[b/n.md|x]]", "[[c/m]] [[c/m.md|x]]"),
    "HTML": ('<a title="b/n.md" href="b/n.md">x</a>', '<a title="b/n.md" href="c/m.md">x</a>'),
    "HTML without quotes": ("a <a href=b/n.md#s>x</a>", "a <a href=c/m.md#s>x</a>"),
    "in code": ("`[x](b/n.md)` [x](b/n.md)", "`[x](b/n.md)` [x](c/m.md)"),
    "in a table": (
        "| a | b |\n|---|---|\n| `[[n\\|x]]` \\| | [[n\\|x]] [y](b/n.md) |",
        "| a | b |\n|---|---|\n| `[[n\\|x]]` \\| | [[m\\|x]] [y](c/m.md) |",
    ),
    "in a list in a quote": ("> - a\n>   - [x](b/n.md)\n>     b", "> - a\n>   - [x](c/m.md)\n>     b"),
    "in a footnote": ("a[^1]\n\n[^1]: [x](b/n.md)", "a[^1]\n\n[^1]: [x](c/m.md)"),
    "in a callout": ("> [!TIP] Un [x](b/n.md)\n> a", "> [!TIP] Un [x](c/m.md)\n> a"),
    "image in a link": ("[![a](b/f.png)](b/n.md)", "[![a](b/f.png)](c/m.md)"),
    "twice in a line": ("[b/n.md](b/n.md) [y](b/n.md)", "[b/n.md](c/m.md) [y](c/m.md)"),
    "in code alone": ("    [x](b/n.md)\n\n<!-- [x](b/n.md) -->", "    [x](b/n.md)\n\n<!-- [x](b/n.md) -->"),
}


@pytest.mark.parametrize("name", TO_IT)
def test_links_to_it_follow(site: SiteTest, name: str) -> None:
    """However it is written, the address alone is written anew, in the author's own way."""
    before, after = TO_IT[name]
    site.write("a.md", f"# A\n\n{before}\n\nFin.").write("b/n.md", "# N\n\n## S\n").write("b/f.png", "x")
    move(site, "b/n.md", "c/m.md")
    assert text(site, "a.md") == f"# A\n\n{after}\n\nFin."
    assert text(site, "c/m.md") == "---\naliases: [/b/n/]\n---\n\n# N\n\n## S\n"
    assert not (site.content / "b" / "n.md").exists()


FROM_IT = {
    "note": ("[x](otra.md#s)", "[x](../b/otra.md#s)"),
    "rooted": ("[x](/b/otra.md)", "[x](/b/otra.md)"),
    "above": ("[x](../a.md)", "[x](../a.md)"),
    "folder": ("[x](./)", "[x](../b/)"),
    "anchor": ("[x](#n)", "[x](#n)"),
    "itself": ("[x](n.md)", "[x](m.md)"),
    "wikilink": ("[[otra]]", "[[otra]]"),
    "image of two": ("![a](dos.png)", "![a](../b/dos.png)"),
    "HTML image": (
        '<img src="dos.png" srcset="dos.png 1x, dos.png 2x" alt="a">',
        '<img src="../b/dos.png" srcset="../b/dos.png 1x, ../b/dos.png 2x" alt="a">',
    ),
    "include": ("```python include=e.py\n```", "```python include=../b/e.py\n```"),
    "rooted include": (
        '```python include="/content/b/e.py"\n```',
        '```python include="/content/b/e.py"\n```',
    ),
    "broken": ("[x](no.md)", "[x](../b/no.md)"),
    "outside": ("[x](../../src/x.py)", "[x](../../src/x.py)"),
    "elsewhere": ("[x](https://a.es/n.md) <mailto:a@b.es>", "[x](https://a.es/n.md) <mailto:a@b.es>"),
}


@pytest.mark.parametrize("name", FROM_IT)
def test_links_from_it_are_counted_anew(site: SiteTest, name: str) -> None:
    """Relative ones, from the new folder; the others stay."""
    before, after = FROM_IT[name]
    site.write("a.md", "# A\n\n![a](b/dos.png)\n\n```python include=b/e.py\n```").write(
        "b/otra.md", "# Otra\n\n## S"
    )
    site.write("b/n.md", f"# N\n\n{before}\n").write("b/dos.png", "x").write("b/e.py", "e = 1\n")
    move(site, "b/n.md", "c/m.md")
    assert text(site, "c/m.md") == f"---\naliases: [/b/n/]\n---\n\n# N\n\n{after}\n"


SNIPPETS = """# A

--8<-- "b/n.md"

--8<-- "content/b/n.md"

--8<-- "/b/n.md"

- a

    ```md
    -8<- 'b/n.md:uno'
    ```

--8<-- "b/otra.txt"

--8<-- "no/n.md"
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_that_show_a_file_follow_it(site: SiteTest, ends: str) -> None:
    """As pymdownx's snippets are written, with their parts; in GitHub's dialect they are text."""
    note = SNIPPETS.replace("\n", ends).encode()
    site.settings('dialect = "material"').write("a.md", note).write("b/otra.txt", "x")
    site.write("b/n.md", "# N\n\n--8<-- [start:uno]\n\nUno.\n\n--8<-- [end:uno]\n")
    move(site, "b/n.md", "c/m.md")
    assert (site.content / "a.md").read_bytes() == note.replace(b"b/n.md", b"c/m.md")
    site.settings("")
    move(site, "c/m.md", "b/n.md")
    assert (site.content / "a.md").read_bytes() == note.replace(b"b/n.md", b"c/m.md")


def test_what_another_tool_has_is_told_and_left_alone(site: SiteTest) -> None:
    """Lines of ``mkdocs.yml`` that name what has moved, with what to write there."""
    mkdocs = "docs_dir: content\nnav:\n  - Inicio: index.md\n  - N: n.md\nplugins:\n  - redirects:\n"
    mkdocs += "      redirect_maps:\n        vieja.md: n.md\n"
    (site.root / "mkdocs.yml").write_text(mkdocs, "utf-8")
    site.write("index.md", "# I").write("n.md", "# N")
    plan = make_plan(site.project, find_moves(site.project, "n.md", "b/m.md"))
    said = "este archivo no se toca: cambia en él «n.md» por «b/m.md»."
    assert list(plan.left_alone) == [f"mkdocs.yml:4: {said}", f"mkdocs.yml:8: {said}"]
    assert [*plan.lines()][-2:] == list(plan.left_alone)
    carry_out(plan)
    assert (site.root / "mkdocs.yml").read_text("utf-8") == mkdocs


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("title: N\n", "title: N\naliases: [/n/]\n"),
        ("aliases: [/x/, Ene]\ntitle: N\n", "aliases: [/x/, Ene, /n/]\ntitle: N\n"),
        ("aliases: []\n", "aliases: [/n/]\n"),
        (
            "aliases:\n  - /x/\n  - 'Ene' # así\ntitle: N\n",
            "aliases:\n  - /x/\n  - 'Ene' # así\n  - /n/\ntitle: N\n",
        ),
        ("aliases:\n- /x/\n", "aliases:\n- /x/\n- /n/\n"),
        ("aliases: /x/\n", 'aliases: ["/x/", /n/]\n'),
        ('aliases: "Uno, dos"\n', 'aliases: ["Uno, dos", /n/]\n'),
        ("aliases:\ntitle: N\n", "aliases: [/n/]\ntitle: N\n"),
        ('up: "[[a]]"\nimage: img/f.png\n', 'up: "[[a]]"\nimage: ../img/f.png\naliases: [/n/]\n'),
        ("related: [a.md, https://a.es/a.md]\n", "related: [../a.md, https://a.es/a.md]\naliases: [/n/]\n"),
    ],
)
def test_the_old_address_becomes_an_alias(site: SiteTest, header: str, wanted: str) -> None:
    """It is added to the header as that is written; keys of other tools that name files are mended."""
    site.write("a.md", "# A\n\n![f](img/f.png)").write("img/f.png", "x").write(
        "n.md", f"---\n{header}---\n# N\n"
    )
    move(site, "n.md", "c/n.md")
    assert text(site, "c/n.md") == f"---\n{wanted}---\n# N\n"
    assert "/n/" in site.read().redirects


def test_the_bytes_around_stay(site: SiteTest) -> None:
    """Encoding, byte order mark, line ends of any kind, blanks at the end of lines."""
    old = "# A \r\n\r\nuno\t[x](n.md)  \rdos [y](n.md)\n\r\n"
    for name, encoding in {"a.md": "utf-8-sig", "b.md": "utf-16", "c.md": "utf-8"}.items():
        site.write(name, old.encode(encoding))
    site.write("n.md", b"\xef\xbb\xbf# N\r\n")
    move(site, "n.md", "d/ñ ñ.md")
    for name, encoding in {"a.md": "utf-8-sig", "b.md": "utf-16", "c.md": "utf-8"}.items():
        assert (site.content / name).read_bytes() == old.replace("n.md", "d/ñ%20ñ.md").encode(encoding)
    assert text(site, "d/ñ ñ.md") == "\ufeff---\r\naliases: [/n/]\r\n---\r\n\r\n# N\r\n"


def test_media_that_only_it_uses_go_along(site: SiteTest) -> None:
    """To the same place beside it; what others use, or name in the settings, stays."""
    site.write("b/n.md", "![a](img/suya.png) ![b](img/de-dos.png) ![c](../lejos.png)\n\n![d](icono.svg)\n")
    for name in ("b/img/suya.png", "b/img/de-dos.png", "lejos.png", "b/icono.svg"):
        site.write(name, name)
    site.write("a.md", "![b](b/img/de-dos.png)").settings('icon = "b/icono.svg"\n')
    move(site, "b/n.md", "c/n.md")
    assert text(site, "c/img/suya.png") == "b/img/suya.png"
    assert "![a](img/suya.png) ![b](../b/img/de-dos.png) ![c](../lejos.png)\n\n![d](../b/icono.svg)" in text(
        site, "c/n.md"
    )
    assert (site.content / "b" / "img" / "de-dos.png").exists()


def test_a_folder_moves_as_a_whole(site: SiteTest) -> None:
    """What is hidden or left out too; links inside it stay as they are, and settings that name it follow."""
    site.write("b/README.md", "# B\n\n[x](n.md) [y](../a.md)").write(
        "b/n.md", "# N\n\n[x](README.md) ![f](f.png)"
    )
    site.write("b/f.png", "x").write("b/.oculto", "x").write("b/_borrador.md", "x")
    site.write("a.md", "# A\n\n[x](b/) [y](b/n.md) [z](b)").settings('nav = ["b", "a.md"]\ntitle = "b"\n')
    move(site, "b", "d/e")
    assert text(site, "a.md") == "# A\n\n[x](d/e/) [y](d/e/n.md) [z](d/e)"
    assert text(site, "d/e/n.md").endswith("# N\n\n[x](README.md) ![f](f.png)")
    assert text(site, "d/e/README.md").endswith("# B\n\n[x](n.md) [y](../../a.md)")
    assert text(site, "site.toml") == 'nav = ["d/e", "a.md"]\ntitle = "b"\n'
    assert text(site, "d/e/.oculto") + text(site, "d/e/_borrador.md") == "xx"
    assert not (site.content / "b").exists()
    assert set(site.read().redirects) == {"/b/", "/b/n/"}


def test_the_navigation_follows(site: SiteTest) -> None:
    """At any depth, in a list or in tables; titles, comments and ends of lines stay."""
    lines = (
        "nav = [  # orden\r\n",
        "  'b', \"!b/n.md\",\r\n",
        '  { "b" = ["https://b.es/b", { "N" = "b/n.md" }] },\r\n]\r\n',
    )
    site.write("b/n.md", "# N").write("b/m.md", "# M").write("a.md", "# A").settings("".join(lines))
    move(site, "b", "c")
    assert text(site, "site.toml") == "".join(lines).replace("'b'", '"c"').replace("b/n.md", "c/n.md")
    site.settings('[nav]\n"Uno" = "c/n.md" # c/n.md\n[nav.Dos]\n"Tres" = "c/m.md"\n')
    move(site, "c/m.md", "m.md")
    assert text(site, "site.toml") == '[nav]\n"Uno" = "c/n.md" # c/n.md\n[nav.Dos]\n"Tres" = "m.md"\n'


def test_back_again(site: SiteTest) -> None:
    """Moved there and back, links are as they were."""
    site.write("a.md", "[x](n.md)").write("n.md", "[x](a.md)")
    move(site, "n.md", "b/n.md")
    move(site, "b/n.md", "n.md")
    assert text(site, "a.md") == "[x](n.md)"
    assert text(site, "n.md").endswith("[x](a.md)")
    assert site.read().redirects.keys() == {"/b/n/"}


def test_images_that_stand_for_pages_are_named_where_they_lie(site: SiteTest) -> None:
    """That of a header, and the one of all pages in the settings."""
    site.settings('social_cards = "f/todas.png"\n').write("a.md", "---\nimage: f/una.png\n---\n# A")
    site.write("f/una.png", b"").write("f/todas.png", b"").write("f/n.md", "# N")
    move(site, "f", "g")
    assert text(site, "a.md") == "---\nimage: g/una.png\n---\n# A"
    assert site.project.settings_file.read_text("utf-8") == 'social_cards = "g/todas.png"\n'


def test_a_wikilink_that_would_mean_another_gets_its_folder(site: SiteTest) -> None:
    """Where a name is no longer that of one note alone, or the nearest is another."""
    site.write("a.md", "[[n]]").write("n.md", "# N").write("c/m.md", "# M").write("d/x.md", "[[m]]")
    move(site, "n.md", "d/m.md")
    assert text(site, "a.md") == "[[d/m]]"
    assert text(site, "d/x.md") == "[[c/m]]"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("b/n.md", "x.md", "¿Querías «n.md»?"),
        ("n.md", "a.md", "ya hay algo con ese nombre"),
        ("n.md", "n.md", "ya está ahí"),
        ("n.md", "../n.md", "fuera de la carpeta"),
        ("n.md", "_n.md", "no se publica"),
        ("n.md", "a.md/n.md", "no es una carpeta"),
        ("b", "b/c", "no cabe en sí misma"),
        ("content", "b/c", "todas las notas"),
        ("../freeze.py", "x.md", "fuera de la carpeta"),
    ],
)
def test_what_cannot_be_moved(site: SiteTest, command: CommandTest, old: str, new: str, says: str) -> None:
    """It is said why, and nothing has changed."""
    site.write("a.md", "[x](n.md)").write("n.md", "# N").write("b/x.md", "# X")
    (site.root / "freeze.py").write_text("")
    done = command("mv", old, new)
    assert done.returncode == 1
    assert says in done.stderr
    assert "[traslado-imposible]" in done.stderr
    assert (text(site, "a.md"), text(site, "n.md")) == ("[x](n.md)", "# N")


def test_paths_as_they_are_typed(site: SiteTest, command: CommandTest) -> None:
    """From the project's folder or from that of the notes; into a folder; without the suffix."""
    site.write("a.md", "# A").write("b.md", "# B").write("c.md", "# C").write("d/x.md", "# X")
    command("mv", "content/a.md", "content/d")
    command("mv", "b.md", "e/")
    command("mv", "c.md", "f")
    assert {"d/a.md", "e/b.md", "f.md"} <= {
        each.relative_to(site.content).as_posix() for each in site.content.rglob("*.md")
    }


def test_a_dry_run_shows_the_difference(site: SiteTest, command: CommandTest) -> None:
    """And writes nothing."""
    site.write("a.md", "# A\n\n[x](n.md)\n").write("n.md", "# N\n")
    done = command("mv", "--dry-run", "n.md", "b/n.md")
    assert "content/n.md → content/b/n.md" in done.stdout
    assert "-[x](n.md)\n+[x](b/n.md)" in done.stdout
    assert "+aliases: [/n/]" in done.stdout
    assert text(site, "a.md") == "# A\n\n[x](n.md)\n"
    assert not (site.content / "b").exists()


def fail_at(method: str, works: int, patch: pytest.MonkeyPatch) -> None:
    """Have a method of paths fail once, after it has worked so often."""
    real, calls = getattr(Path, method), itertools.count()

    def fail(path: Path, target: Path) -> object:
        if next(calls) == works:
            raise OSError(errno.ENOSPC, "", str(path))
        return real(path, target)

    patch.setattr(Path, method, fail)


def test_a_failure_half_way_leaves_all_as_it_was(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever step fails, files, texts and folders are those of before."""
    site.write("a.md", "[x](b/n.md)").write("b/n.md", "![x](f.png)").write("b/f.png", "x").write(
        "z.md", "[x](b/n.md)"
    )
    before = {path: path.read_bytes() for path in site.content.rglob("*") if path.is_file()}
    plan = make_plan(site.project, find_moves(site.project, "b/n.md", "c/d/n.md"))
    for step in (*(("rename", number) for number in range(2)), *(("replace", number) for number in range(3))):
        with monkeypatch.context() as patch:
            fail_at(*step, patch)
            with pytest.raises(EscarchaError, match="Todo queda como estaba"):
                carry_out(plan)
        assert {path: path.read_bytes() for path in site.content.rglob("*") if path.is_file()} == before
        assert sorted(path.name for path in site.content.iterdir()) == ["a.md", "b", "z.md"]


def test_a_file_that_changes_meanwhile_is_not_overwritten(site: SiteTest) -> None:
    """What was saved after the plan was made stays, and nothing moves."""
    site.write("a.md", "[x](n.md)").write("n.md", "# N")
    plan = make_plan(site.project, find_moves(site.project, "n.md", "b/n.md"))
    site.write("a.md", "[x](n.md) Más.")
    with pytest.raises(EscarchaError, match="ha cambiado mientras tanto"):
        carry_out(plan)
    assert (site.content / "n.md").exists()


def git(site: SiteTest, *words: str) -> None:
    """Run git on a project."""
    ana = ("-c", "user.name=Ana", "-c", "user.email=ana@ejemplo.es", "-c", "init.defaultBranch=main")
    subprocess.run(["/usr/bin/env", "git", *ana, *words], cwd=site.root, check=True, capture_output=True)


def test_what_git_has_moved_is_found(site: SiteTest, command: CommandTest) -> None:
    """Without paths the links to it are mended, once somebody agrees; also when both paths are given."""
    site.write("a.md", "# A\n\n[x](n.md)")
    site.write("n.md", "# N\n\n[x](a.md)\n" + "\nUn texto que git reconoce.\n" * 9)
    git(site, "init")
    git(site, "add", "-A")
    git(site, "commit", "-m", "x")
    assert "Git no ve nada movido" in command("mv").stdout
    (site.content / "b").mkdir()
    git(site, "mv", "content/n.md", "content/b/n.md")
    done = command("mv")
    assert done.returncode == 1
    assert "+[x](b/n.md)" in done.stdout
    assert text(site, "a.md") == "# A\n\n[x](n.md)"
    command("mv", "--yes")
    assert text(site, "a.md") == "# A\n\n[x](b/n.md)"
    assert text(site, "b/n.md").startswith("---\naliases: [/n/]\n---\n\n# N\n\n[x](../a.md)\n")
    assert "No hay nada que arreglar" in command("mv", "--yes").stdout
    (site.content / "b" / "n.md").rename(site.content / "o.md")
    command("mv", "--yes", "b/n.md", "o.md")
    assert text(site, "a.md") == "# A\n\n[x](o.md)"


def test_drafts_follow(site: SiteTest, command: CommandTest) -> None:
    """Links of notes that are not published yet are mended, and a draft that moves needs no alias."""
    site.write("a.md", "---\ndraft: true\n---\n[x](n.md)").write(
        "n.md", "---\ndraft: true\n---\n[x](a.md)"
    ).write("b.md")
    assert command("mv", "n.md", "c/n.md").returncode == 0
    assert text(site, "a.md").endswith("[x](c/n.md)")
    assert text(site, "c/n.md") == "---\ndraft: true\n---\n[x](../a.md)"


def test_a_site_with_errors_is_mended_first(site: SiteTest, command: CommandTest) -> None:
    """Nobody knows where its links lead."""
    site.write("a.md", "---\n- x\n---\n").write("n.md", "# N")
    done = command("mv", "n.md", "b.md")
    assert done.returncode == 1
    assert "[cabecera-rota]" in done.stderr
    assert (site.content / "n.md").exists()


def test_an_address_that_somebody_has_is_refused(site: SiteTest, command: CommandTest) -> None:
    """Two notes of one address would be no site."""
    site.write("a b.md", "# A").write("n.md", "# N")
    done = command("mv", "n.md", "a-b.md")
    assert "[url-repetida]" in done.stderr
    assert (site.content / "n.md").exists()


def test_another_tools_settings_are_never_written(site: SiteTest) -> None:
    """Their author is told at the next freeze which line to change."""
    text = "nav: [a.md]\n"
    (site.root / "mkdocs.yml").write_text(text)
    site.write("a.md", "# A").write("b.md", "# B\n\n[x](a.md)")
    move(site, "a.md", "c.md")
    assert (site.root / "mkdocs.yml").read_text() == text
    assert "[x](c.md)" in (site.content / "b.md").read_text()
