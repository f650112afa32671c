"""Long lists: groups by year or letter where they are sorted so, parts with addresses that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SiteTest

WORDS = ("Árbol", "Barco", "Casa", "Dado", "Ñandú")


def write(site: SiteTest, folder: str, count: int, words: tuple[str, ...] = WORDS) -> None:
    """Write so many notes, whose titles begin with each of some words in turn."""
    for number in range(count):
        word = words[number % len(words)]
        site.write(f"{folder}/{word}-{number}.md", f"# {word} {number}\n\nTexto.")


def names(site: SiteTest, url: str) -> list[str]:
    """Return the names of the groups that a page shows the lines of."""
    return [node.text() for node in site.page(url).css(".group h3")]


def lines(site: SiteTest, url: str) -> list[str]:
    """Return the titles that a page lists."""
    return [node.text() for node in site.page(url).css("main .entries > li > a")]


def test_a_short_list_has_no_groups(site: SiteTest) -> None:
    """Up to forty lines are seen at a glance."""
    write(site, "notas", 40)
    assert names(site.freeze(), "notas/") == []
    assert len(lines(site, "notas/")) == 40


def test_a_list_from_a_to_z_has_its_letters(site: SiteTest) -> None:
    """Ñ is a letter of its own, accents are none, and sub-folders come first."""
    write(site, "notas", 50)
    site.write("notas/sub/a.md", "# Dentro").freeze()
    assert names(site, "notas/") == ["Carpetas", "A", "B", "C", "D", "Ñ"]
    assert len(lines(site, "notas/")) == 51
    assert site.page("notas/").css_first(".letters a[href='#grupo:ntilde']")


def test_a_diary_has_its_years(site: SiteTest) -> None:
    """Where every note has a date and they are in order, the year says more than a letter."""
    for number in range(48):
        year, month = 2020 + number // 12, number % 12 + 1
        site.write(f"diario/{year}-{month:02}.md", f"---\ndate: {year}-{month:02}-01\n---\n# Día {number}\n")
    assert names(site.freeze(), "diario/") == ["2020", "2021", "2022", "2023"]


def test_lessons_keep_their_order(site: SiteTest) -> None:
    """What is sorted neither by date nor by letter is not torn apart."""
    for number in range(60):
        site.write(f"curso/leccion-{number}.md", f"# {WORDS[number % 5]} {number}\n")
    assert names(site.freeze(), "curso/") == []
    assert lines(site, "curso/")[:2] == ["Árbol 0", "Barco 1"]


@pytest.mark.slow
def test_a_very_long_list_has_parts(site: SiteTest) -> None:
    """Each is a page of some hundred lines at most, says what is in it, and leads to its neighbours."""
    write(site, "notas", 230)
    for number in range(230):
        site.write(f"curso/leccion-{number}.md", f"# {WORDS[number % 5]} {number}\n")
    site.freeze()
    assert site.problems == []
    assert lines(site, "notas/") == ["A", "B", "C", "D", "Ñ"]
    part = site.page("notas/_ntilde/")
    assert (part.css_first("h1") or part).text() == "Notas: Ñ"
    assert len(lines(site, "notas/_ntilde/")) == 46
    assert "Dado" not in "".join(lines(site, "notas/_ntilde/"))
    assert [node.attrs["href"] for node in part.css(".pager a")] == ["/notas/_d/"]
    assert lines(site, "curso/") == ["1–100", "101–200", "201–230"]
    assert lines(site, "curso/_101/")[0] == "Árbol 100"


@pytest.mark.slow
def test_addresses_of_parts_stay(site: SiteTest) -> None:
    """A note more moves no part."""
    write(site, "notas", 230)
    before = {name for name in site.freeze().tree() if "/_" in name and name.startswith("notas/")}
    site.write("notas/Barca.md", "# Barca\n").freeze()
    assert before <= set(site.tree())
    assert "Barca" in lines(site, "notas/_b/")


def test_tags_are_in_natural_order(site: SiteTest) -> None:
    """The second comes before the tenth, and many of them stand in groups like notes."""
    for number in range(45):
        site.write(
            f"n{number}.md", f"---\ntags: [t{number}, {WORDS[number % 5]}{number}]\n---\n# N {number}\n"
        )
    site.freeze()
    tags = [
        node.text().split(" ")[0].split("\n")[0] for node in site.page("etiquetas/").css(".group .tags a")
    ]
    assert tags.index("t2") < tags.index("t10")
    assert names(site, "etiquetas/") == ["A", "B", "C", "D", "Ñ", "T"]
