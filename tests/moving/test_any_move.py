"""Any site, any move: whatever a link led to it leads to afterwards, and nothing new is wrong."""

from __future__ import annotations

import posixpath
import shutil
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from conftest import SiteTest
from escarcha.moving import carry_out, find_moves, make_plan
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDERS = ("", "b", "b/c", "d", "Año 1")
NAMES = ("uno.md", "dos tres.md", "ñu.md", "README.md", "cuatro(5).md", "b.md")
MEDIA = ("f.png", "img/una foto.png")

REFUSALS = {"traslado-imposible", "url-repetida"}

paths = st.builds(posixpath.join, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
media = st.builds(posixpath.join, st.sampled_from(FOLDERS), st.sampled_from(MEDIA))


def relative(path: str, folder: str) -> str:
    """Write a path from a folder."""
    return posixpath.relpath(f"/x/{path}", f"/x/{folder}")


@st.composite
def links(draw: st.DrawFn, note: str, files: list[str]) -> str:
    """Write a link from a note to one of some files, in one of the ways there are."""
    target = draw(st.sampled_from(files))
    folder = posixpath.dirname(note)
    path = relative(target, folder)
    stem = PurePosixPath(target).stem
    escaped = path.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    ways = [
        f"[x](<{path}>)",
        f"[x]({escaped}#s 'Un título')",
        f'<a href="{path}">x</a>',
        f"<img alt=x src='{escaped}'>",
        f"[x](</{target}>)",
        f"[r{len(path)}]\n\n[r{len(path)}]: <{path}>",
        f"> - [x](<{path}#s>)",
        f"| a | `[x](<{path}>)` |\n|---|---|\n| b | [x](<{path}>) |",
        f"`[[{stem}]]` [x](<./{path}>)" if not path.startswith("..") else f"[x](<{path}>)",
    ]
    if target.endswith(".md"):
        ways += [
            f"[x](<{path.removesuffix('.md')}>)",
            f"[[{stem}|x]]",
            f"[[{target.removesuffix('.md')}#S]]",
            f"![[{target}]]",
            f"[x](<{relative(posixpath.dirname(target) or '.', folder)}/>)",
        ]
    else:
        ways += [f"![x](<{path}>)", f"![[{PurePosixPath(target).name}]]"]
    return draw(st.sampled_from(ways))


@st.composite
def sites(draw: st.DrawFn) -> tuple[dict[str, str], str, str]:
    """Make a site, something of it that moves, and where to."""
    notes = draw(st.lists(paths, min_size=2, max_size=6, unique_by=str.casefold))
    others = draw(st.lists(media, max_size=3, unique=True))
    files: dict[str, str] = dict.fromkeys(others, "x")
    for note in notes:
        body = draw(st.lists(links(note, [*notes, *others]), max_size=4))
        header = draw(
            st.sampled_from(["", "---\naliases: [/antes/de/]\n---\n", f"---\ntitle: T {note}\n---\n"])
        )
        files[note] = "\n\n".join(
            [f"{header if '/antes/' not in str(files) else ''}# T {note}", "## S", *body]
        )
    folders = {str(path) for note in notes for path in PurePosixPath(note).parents} - {"."}
    old = draw(st.sampled_from(sorted([*notes, *folders, *others])))
    suffix = PurePosixPath(old).suffix
    new = draw(
        st.sampled_from([f"nuevo{suffix}", f"b/nuevo{suffix}", f"d/e/otro nombre{suffix}", f"z/ñ{suffix}"])
    )
    return files, old, new


def leads(
    site: SiteTest, to: Callable[[PurePosixPath], PurePosixPath]
) -> tuple[dict[str, list[str]], Counter[str]]:
    """Return where the links of each note lead, all named by paths, and how often which code is told.

    Args:
        site: as it lies.
        to: gives the path that something will have, or has.
    """
    edition = site.edition()
    at = {entry.url: str(to(entry.path)) for entry in edition.site.entries.values()}
    at |= {media.url: str(to(media.path)) for media in edition.site.media.values()}
    found, codes = {}, Counter(site.codes)
    for entry in edition.site.entries.values():
        codes.update(problem.code.value for problem in edition.problems(entry))
        if entry.note:
            hrefs = [unquote(link.href).partition("#") for link in edition.page(entry).links]
            old = edition.site.redirects
            urls = [(old[path].url if path in old else path, tail) for path, _, tail in hrefs]
            found[at[entry.url]] = [f"{at.get(url, 'nada')}#{tail}" for url, tail in urls]
    return found, codes


@pytest.mark.slow
@given(sites())
def test_links_lead_where_they_led(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[dict[str, str], str, str]
) -> None:
    """Links are compared one by one, before a move and after; a move that is refused has changed nothing."""
    files, old, new = made
    site = SiteTest(tmp_path_factory.mktemp("sitio"))
    for path, text in files.items():
        site.write(path, text)
    refused: list[str] = []
    try:
        moves = find_moves(site.project, str(site.content / old), str(site.content / new))
        plan = make_plan(site.project, moves)
    except EscarchaError as error:
        refused = [problem.code.value for problem in error.problems]
        event(f"refused: {error.problems[0]}")
    assert set(refused) <= REFUSALS
    if refused:
        return
    further = {
        PurePosixPath(one.relative_to(site.content)): PurePosixPath(other.relative_to(site.content))
        for one, other in plan.moved
    }
    wanted, before = leads(site, moves.with_further(further).to)
    carry_out(plan)
    found, after = leads(site, lambda path: path)
    assert found == wanted
    assert after - before == Counter()
    shutil.rmtree(site.root)
