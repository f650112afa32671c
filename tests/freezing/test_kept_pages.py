"""What a freeze is spared by the one before: pages that would come out the same, or everything."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from escarcha import bundled
from escarcha.freezing import Options
from escarcha.freezing.freezer import WORTH_A_PROCESS
from escarcha.pages import Edition, FragmentStore
from escarcha.pages.backlinks import Backlinks, Leads
from escarcha.preview.live import live_app
from escarcha.stamps import TICK
from escarcha.web import routes
from escarcha.web.keys import theme_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from conftest import SiteTest
    from escarcha.notes import Entry


@pytest.fixture
def frozen(site: SiteTest) -> SiteTest:
    """Return a site of two sections that was frozen once, its files older than a tick of the clock."""
    site.settings('title = "Apuntes"').write("index.md", "# Inicio\n\n[uno](a/uno.md) [tres](b/tres.md)")
    site.write("a/uno.md", "# Uno\n\n[dos](dos.md)").write("a/dos.md", "# Dos").write(
        "b/tres.md", "# Tres\n\nDe entrada."
    )
    wait()
    return site.freeze()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of pages, and of what stands beside them, that are asked of the app from now on."""
    found: list[str] = []
    page = routes.page

    def note(path: str = "") -> object:
        found.append(path)
        return page(path)

    monkeypatch.setattr(routes, "page", note)
    return found


def wait() -> None:
    """Let the clock of the disk go on."""
    time.sleep(TICK / 1e9 + 0.01)


def test_a_text_is_shown_on_its_own_page_alone(frozen: SiteTest, asked: list[str]) -> None:
    """An edit of a note's text has its page made, and no other."""
    frozen.write("b/tres.md", "# Tres\n\nDe entrada.\n\nAlgo más.\n").freeze()
    assert "Algo más" in frozen.html("b/tres/")
    assert asked == ["b/tres/", "b/tres/index.md"]


def test_a_text_is_shown_wherever_a_note_is_embedded(site: SiteTest, asked: list[str]) -> None:
    """An edit has those pages made that show the note, by way of others too, and no more."""
    site.write("index.md", "# Inicio").write("a.md", "# A\n\nIgual.\n\nUno. ^uno").write(
        "b.md", "# B\n\nIgual.\n\n![[a#^uno]]"
    )
    site.write("c.md", "# C\n\n![B](b.md)").write("d.md", "# D\n\n[[a]]").freeze()
    wait()
    asked.clear()
    site.write("a.md", "# A\n\nIgual.\n\nDos. ^uno").freeze()
    assert asked == ["a/", "b/", "c/", "a/index.md"]
    assert "Dos." in site.html("c/")
    asked.clear()
    site.write("b.md", "# B\n\nIgual.\n\nTres.").freeze()
    assert asked == ["a/", "b/", "c/", "b/index.md"]  # the first is no longer linked to
    assert "Tres." in site.html("c/")


def test_a_sentence_with_a_link_is_shown_where_it_leads(site: SiteTest, asked: list[str]) -> None:
    """An edit of it has that page made too, and so has a link that is new or gone; no others."""
    site.write("index.md", "# Inicio").write("a.md", "# A").write("c.md", "# C")
    site.write("b.md", "# B\n\nIgual.\n\nVer [a](a.md).").freeze()
    wait()
    for text, made, shown in (
        ("Mira [a](a.md).", ["a/", "b/"], "Mira a."),
        ("Ni [c](c.md).", ["a/", "b/", "c/"], ""),
        ("Ni [c](c.md). Más.", ["b/"], ""),
    ):
        asked.clear()
        site.write("b.md", f"# B\n\nIgual.\n\n{text}").freeze()
        assert asked == [*made, "b/index.md"]
        assert [node.text() for node in site.page("a/").css(".backlinks p")] == [shown] * bool(shown)


def test_an_answer_is_shown_on_the_page_that_asks(site: SiteTest, asked: list[str]) -> None:
    """An edit of it has that page made too; an edit of another note does not."""
    note = "# A\n\nIgual.\n\n> [!faq]- ¿Y?\n> {0}.\n"
    site.settings('review = ["questions"]').write("index.md", "# I").write("a.md", note.format("Sí"))
    site.write("b.md", "# B\n\nIgual.\n\nUno.").freeze()
    wait()
    asked.clear()
    site.write("b.md", "# B\n\nIgual.\n\nDos.").freeze()
    assert asked == ["b/", "b/index.md"]
    asked.clear()
    site.write("a.md", note.format("No")).freeze()
    assert asked == ["a/", "repaso/", "a/index.md"]
    assert "No." in site.html("repaso/")


def test_a_path_is_shown_on_its_steps(site: SiteTest, asked: list[str]) -> None:
    """Another order has these made, and the front page; a step that is longer now, the path; nothing else."""
    path = "---\nlearning_path: true\n---\n# P\n\nIgual.\n\n"
    site.settings('title = "T"\nmarkdown_copies = false\nbacklinks = false').write("index.md", "# T")
    for name in "abc":
        site.write(f"{name}.md", f"# {name}\n\nIgual.\n\nUno.")
    site.write("p.md", f"{path}1. [a](a.md)\n2. [b](b.md)").freeze()
    wait()
    asked.clear()
    site.write("p.md", f"{path}1. [b](b.md)\n2. [a](a.md)").freeze()
    assert asked == ["", "a/", "b/", "p/"]
    asked.clear()
    site.write("b.md", "# b\n\nIgual.\n\n" + "Dos. " * 900).freeze()
    assert asked == ["b/", "p/"]
    assert site.page("p/").css(".minutes")[0].text() == "5 minutos"


def test_links_are_followed_again_where_a_text_is_another(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all other links lead is known from the freeze before, unless a note is new or has moved."""
    followed: list[str] = []
    look_up = Backlinks._look_up

    def note(self: Backlinks, entry: Entry, key: str) -> Leads:
        followed.append(entry.url)
        return look_up(self, entry, key)

    monkeypatch.setattr(Backlinks, "_look_up", note)
    site.write("index.md", "# Inicio").write("x.md", "# X").write(
        "s/b.md", "# B\n\nIgual.\n\nVer [[x]]."
    ).freeze()
    assert followed == ["/", "/s/b/", "/x/"]
    followed.clear()
    site.write("s/b.md", "# B\n\nIgual.\n\nMira [[x]].").freeze()
    assert followed == ["/s/b/"]
    assert "Mira x." in site.html("x/")
    site.write("s/x.md", "# Otra").freeze()
    assert "Mira x." in site.html("s/x/")
    assert "Mira x." not in site.html("x/")


def test_a_title_is_shown_by_neighbours_and_sections(frozen: SiteTest, asked: list[str]) -> None:
    """A new title has all pages made that show it, and no other section's."""
    frozen.write("a/dos.md", "# Segundo").freeze()
    assert {"a/", "a/uno/", "a/dos/"} <= set(asked)
    assert "b/" not in asked
    assert "Segundo" in frozen.html("a/uno/")


@pytest.mark.parametrize(
    "extend",
    [
        lambda app: app.add_template_filter(str.upper, "alto"),
        lambda app: app.jinja_env.globals.update(lema="Uno"),
        lambda app: app.context_processor(lambda: {"lema": "Uno"}),
        lambda app: app.after_request(lambda response: response),
        lambda app: app.config.update(LEMA="Uno"),
        lambda app: setattr(app, "wsgi_app", lambda *words: type(app).wsgi_app(app, *words)),
    ],
)
def test_what_an_author_adds_to_the_app_has_every_page_made(
    frozen: SiteTest, asked: list[str], extend: Callable[[Flask], object]
) -> None:
    """Nobody knows what a filter or a hook depends on."""
    for _ in range(2):
        app = live_app(frozen.project)
        extend(app)
        asked.clear()
        frozen.freeze(app=app)
        assert {"", "a/", "a/uno/", "a/dos/", "b/", "b/tres/"} <= set(asked)


def test_another_script_of_the_theme_has_every_page_made(
    frozen: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages name scripts and sheets by what is in them, and a revision of ours may change nothing else."""
    monkeypatch.setattr(bundled, "STATIC", shutil.copytree(bundled.STATIC, tmp_path / "static"))
    edition = Edition(frozen.read(), FragmentStore())
    before = theme_key(frozen.project, edition, (), ())
    (bundled.STATIC / "js" / "theme.js").write_text("// Otro.\n", "utf-8")
    assert theme_key(frozen.project, edition, (), ()) != before


def test_nothing_changed_is_known_at_once(frozen: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A freeze that would publish the same reads no note, and tells again what the last one told."""
    frozen.write("b/tres.md", "# Tres\n\n[nada](nada.md)")
    wait()
    frozen.freeze()
    told = frozen.problems
    assert told
    monkeypatch.setattr("escarcha.freezing.pipeline.gather_notes", lambda *_: pytest.fail("read again"))
    frozen.freeze()
    assert frozen.problems == told
    assert frozen.report
    assert frozen.report.changed == 0


def test_warnings_of_the_last_freeze_stop_a_strict_one(frozen: SiteTest) -> None:
    """What was published with a warning is not published strictly."""
    frozen.write("b/tres.md", "# Tres\n\n[nada](nada.md)")
    wait()
    frozen.freeze()
    assert not frozen.failed
    frozen.freeze(Options(strict=True))
    assert frozen.failed


@pytest.mark.parametrize("change", [lambda file: file.write_text("mío"), lambda file: file.unlink()])
def test_a_published_page_changed_by_hand_is_made_again(
    frozen: SiteTest, change: Callable[[Path], object]
) -> None:
    """What stands in the output is looked at, too."""
    before = frozen.tree()
    change(frozen.build / "a/uno/index.html")
    frozen.freeze()
    assert frozen.tree() == before


def test_a_file_put_into_the_output_is_taken_out(frozen: SiteTest) -> None:
    """The output holds what a freeze writes, even if nothing else has changed."""
    before = frozen.tree()
    (frozen.build / "mio.txt").write_text("mío")
    frozen.freeze()
    assert frozen.tree() == before


def test_any_number_of_processes_freezes_the_same_pages(site: SiteTest) -> None:
    """The bytes, the Problems and what is kept do not depend on who made a page."""
    for number in range(3 * WORTH_A_PROCESS):
        site.write(f"{number % 5}/n{number}.md", f"# Nota {number}\n\n[otra](n{number + 5}.md#nada)")
    alone = site.freeze(Options(cache=False)).tree()
    told = site.problems
    assert told
    assert site.freeze(Options(jobs=3)).tree() == alone
    assert site.problems == told
    site.write("0/n0.md", "# Otra").freeze(Options(jobs=3))
    assert "Otra" in site.html("0/n0/")


def test_a_page_that_fails_in_a_process_is_told_as_ever(site: SiteTest) -> None:
    """A template's fault keeps its file and line on its way out of another process."""
    for number in range(3 * WORTH_A_PROCESS):
        site.write(f"n{number}.md", "---\ntemplate: rota\n---\n# Nota")
    (site.root / "templates").mkdir()
    (site.root / "templates/rota.html").write_text("uno\n{{ nada.de.nada }}")
    site.freeze(Options(jobs=3))
    assert site.failed
    assert site.problems[0].startswith("templates/rota.html:2: ")


def test_help_and_an_app_load_nothing_that_renders() -> None:
    """What must be quick imports neither the renderer nor, without an app, Flask."""
    script = """
import sys
from escarcha.cli import main
try:
    main()
except SystemExit:
    pass
assert not {"flask", "markdown", "escarcha.notes", "escarcha.freezing.pipeline"} & set(sys.modules)
from escarcha import create_app
create_app(".")
assert not {"markdown", "markdown_it", "pygments", "yaml", "escarcha.pages"} & set(sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "Uso:" in done.stdout


def test_a_freeze_that_finds_nothing_changed_loads_nothing_that_renders(site: SiteTest) -> None:
    """It looks at stamps alone: the renderer would take longer to load than all that it does."""
    site.write("a.md", "# A").freeze()
    script = """
import sys
from pathlib import Path
from escarcha import create_app
from escarcha.config import Project
from escarcha.freezing import Options, freeze
root = Path(sys.argv[1])
list(freeze(Project.at(root), create_app(root), Options()))
assert not {"markdown", "markdown_it", "pygments", "yaml", "filelock", "escarcha.notes"} & set(sys.modules)
"""
    time.sleep(0.1)  # a file that was written in the same tick of the clock is not trusted
    site.freeze()
    done = subprocess.run(
        [sys.executable, "-c", script, str(site.root)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
