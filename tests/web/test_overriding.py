"""Templates and blocks of a project that no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SiteTest


def told(site: SiteTest, **files: str) -> list[str]:
    """Write templates, freeze, and return what is told of them."""
    site.write("a.md", "---\ntemplate: ficha\n---\n# A")
    given = {"ficha.html": '{% extends "note.html" %}', **files}
    for name, text in given.items():
        file = site.root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    site.freeze()
    assert not site.failed
    return site.problems


BASE, NOTE = '{% extends "escarcha/base.html" %}\n\n', '{% extends "escarcha/note.html" %}'
UNUSED = "ninguna página ni plantilla usa esta plantilla."


@pytest.mark.parametrize(
    ("name", "text", "place", "cause", "remedy"),
    [
        (
            "base.html",
            f"{BASE}{{% block heads %}}x{{% endblock %}}",
            "base.html:3",
            "«escarcha/base.html» no tiene ningún bloque «heads», así que este no se ve.",
            "¿Querías «head»?",
        ),
        (
            "note.html",
            f"{NOTE}{{% block zzz %}}{{% endblock %}}",
            "note.html:1",
            "«escarcha/note.html» no tiene ningún bloque «zzz», así que este no se ve.",
            "Los que hay: announcement, ",
        ),
        ("partials/foter.html", "x", "partials/foter.html", UNUSED, "¿Querías «partials/footer.html»?"),
        ("cualquiera.html", "x", "cualquiera.html", UNUSED, "Inclúyela en otra,"),
    ],
)
def test_what_changes_nothing_is_told(  # noqa: PLR0917 - the columns of a table
    site: SiteTest, name: str, text: str, place: str, cause: str, remedy: str
) -> None:
    """With its line, and the name that was probably meant."""
    (found,) = told(site, **{name: text})
    assert found.startswith(f"templates/{place}: {cause} {remedy}")
    assert found.endswith("[plantilla-sin-efecto]")


def test_what_is_used_is_not_told(site: SiteTest) -> None:
    """By a note, by another template, by ``freeze.py``; a block in a block, or one of a parent's parent."""
    (site.root / "freeze.py").write_text("render_template('vista.html')\n", "utf-8")
    own = "{% block head %}{% block nuevo %}{% endblock %}{% endblock %}"
    files = {
        "vista.html": f'{{% extends "ficha.html" %}}{own}',
        "note.html": f'{NOTE}{{% block pager %}}{{% include "lema.html" %}}{{% endblock %}}',
        "lema.html": "x",
        "partials/footer.html": "x",
        "figures/image.html": '<figure>{% include "figures/marco.html" %}{{ image }}</figure>',
        "figures/marco.html": "",
        "new.md": "# {{ title }}",
    }
    assert told(site, **files) == []
