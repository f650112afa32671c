"""Icons of Material's sets: drawn from an installed package, told of where there is no such icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.pages.excerpt import take_excerpt
from escarcha.problems import Code
from escarcha.rendering import icon_sets
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from pathlib import Path

RENDERER = Renderer(dialect="material")
SCHOOL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1h2"/></svg>'

PATH = '<path d="M1 1h2"></path>'
SIZE = 'width="1em" height="1em"'
HIDDEN = f'{SIZE} viewBox="0 0 24 24" aria-hidden="true">{PATH}'
NAMED = f'{SIZE} viewBox="0 0 24 24" role="img" aria-label="Una escuela"><title>Una escuela</title>{PATH}'


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package with two icons."""
    for name in ("material/school", "fontawesome/brands/python"):
        file = tmp_path / f"{name}.svg"
        file.parent.mkdir(parents=True)
        file.write_text(SCHOOL, "utf-8")
    monkeypatch.setattr(icon_sets, "_sets", lambda: tmp_path)
    monkeypatch.setattr(icon_sets, "installed_sets", lambda: "zensical=1")
    icon_sets.read_drawing.cache_clear()


@pytest.mark.usefixtures("sets")
@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (":material-school:", f'<p><svg class="twemoji" {HIDDEN}</svg></p>'),
        (
            ":fontawesome-brands-python:{ .verde .lg }",
            f'<p><svg class="twemoji verde lg" {HIDDEN}</svg></p>',
        ),
        (':material-school:{ title="Una escuela" }', f'<p><svg class="twemoji" {NAMED}</svg></p>'),
        ("`:material-school:`", '<p><code translate="no">:material-school:</code></p>'),
        ("a :material-nada: b", "<p>a  b</p>"),
        ('<i data-icon="../../etc/passwd"></i>', "<p></p>"),
    ],
)
def test_icon(markdown: str, html: str) -> None:
    """An icon is drawn in its place with its classes; one that there is not leaves nothing."""
    assert "".join(RENDERER.render(markdown).parts).strip() == html


@pytest.mark.usefixtures("sets")
def test_unknown_icon_is_told_with_its_line_and_the_nearest_name() -> None:
    """Who mistypes a name is told where, once for each, and which was probably meant."""
    remarks = RENDERER.render("Uno.\n\nDos :material-scool: :material-scool:\n").remarks
    assert [(each.code, each.line) for each in remarks] == [(Code.UNKNOWN_ICON, 3)]
    assert remarks[0].remedy == "¿Querías «:material-school:»?"


def test_missing_package_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no package has the sets, one remark says what to install."""
    monkeypatch.setattr(icon_sets, "_PACKAGES", {})
    icon_sets._sets.cache_clear()
    icon_sets.read_drawing.cache_clear()
    icon_sets.installed_sets.cache_clear()
    remarks = RENDERER.render(":material-a: :octicons-b-16:\n\n:simple-c:").remarks
    icon_sets._sets.cache_clear()
    icon_sets.read_drawing.cache_clear()
    icon_sets.installed_sets.cache_clear()
    assert [each.remedy for each in remarks] == ["Instálalos: pip install 'escarcha[iconos]'."]


def test_github_reads_no_icons() -> None:
    """Without the dialect, the name of an icon is text."""
    assert ":material-school:" in Renderer().render(":material-school:").parts[0]


@pytest.mark.usefixtures("sets")
def test_an_icon_is_sent_once() -> None:
    """What a note shows twice is drawn once; another page that embeds only the second has it all the same."""
    html = "".join(RENDERER.render("## Uno\n\n:material-school:\n\n## Dos\n\n:material-school:\n").parts)
    assert html.count(PATH) == 1
    assert html.count('<use href="#dibujo-material-school"></use>') == 1
    excerpt = take_excerpt(html, "dos", own="x-", source="/a/", level=2)
    assert excerpt is not None
    assert PATH in excerpt.html
    assert "<use" not in excerpt.html
