"""Notes dated in the future, which wait for their day where the settings ask for that."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from conftest import header

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

DAY = dt.date(2026, 3, 1)


def stand_on(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it that day."""
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))


@pytest.fixture
def waiting(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """Return a site with a note of tomorrow and one of later."""
    stand_on(DAY, monkeypatch)
    site.settings("hold_future = true\n").write("a.md", f"{header(title='A', date=DAY)}[x](b.md)\n")
    site.write("b.md", header(title="B", date=DAY + dt.timedelta(1)))
    return site.write("c.md", header(title="C", date=DAY + dt.timedelta(2)))


def test_a_note_waits_for_its_day(waiting: SiteTest) -> None:
    """It is not published, one hint tells of all that wait, and a link to it is told as one to a draft."""
    waiting.freeze()
    assert "a/index.html" in waiting.tree()
    assert not {"b/index.html", "c/index.html"} & set(waiting.tree())
    first, second = waiting.problems
    assert first.startswith("content/a.md:5: el enlace «b.md» lleva a un borrador, o a una nota que espera")
    assert second.startswith(
        "content/b.md:3: esta nota no se publica hasta el 2026-03-02, y 1 más tienen fecha futura."
    )


def test_it_is_published_on_its_day_although_nothing_has_changed(
    waiting: SiteTest, command: CommandTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The freeze of the same day has nothing to do; that of the next day publishes the note."""
    command()
    assert " 0 archivos con cambios" in command().stdout
    stand_on(DAY + dt.timedelta(1), monkeypatch)
    command()
    assert "b/index.html" in waiting.tree()
    assert "c/index.html" not in waiting.tree()


def test_nobody_waits_unasked(waiting: SiteTest) -> None:
    """Without the setting a date is a date, and the same notes give the same site on any day."""
    waiting.settings("").freeze()
    assert {"a/index.html", "b/index.html", "c/index.html"} <= set(waiting.tree())


def test_the_preview_shows_what_waits(waiting: SiteTest) -> None:
    """As it shows drafts."""
    assert "/b/" in waiting.read(drafts=True).entries
