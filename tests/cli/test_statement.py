"""The accessibility statement: what was checked, where and when, what was found, what was not checked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from escarcha.cli.statement import CHECKED, write_statement
from escarcha.problems import ACCESSIBILITY

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

DAY = dt.date(2026, 11, 30)


def test_all_that_is_checked_is_named() -> None:
    """The statement says of each kind that it was checked."""
    assert set(CHECKED) == ACCESSIBILITY


def test_what_was_found_stands_in_it_with_its_line(site: SiteTest) -> None:
    """It says where, on how many notes, when and with what; and it never says that all is well."""
    site.settings('authors = ["Ayuntamiento de Ñora"]\nfeedback = "ayuda@ejemplo.es"')
    site.write("a.md", "# A\n\nPulsa [aquí](b.md).\n").write("b.md", "# B\n\nBien.\n")
    text = write_statement(site.project, DAY)
    assert "- No se cumple que los enlaces digan adónde llevan (2.4.4): `content/a.md:3`." in text
    assert "De cada nota se nombra la primera línea." in text
    assert "sobre el texto de las 2 notas" in text
    assert "se preparó el 30 de noviembre de 2026" in text
    assert "Ayuntamiento de Ñora se compromete" in text
    assert "en: ayuda@ejemplo.es." in text
    assert "parcialmente conforme" in text
    assert "plenamente" not in text
    assert "Qué no se ha comprobado" in text


def test_of_a_site_without_faults_it_says_no_more_than_was_looked_at(site: SiteTest) -> None:
    """Nothing was found in what was checked; the rest stays unknown."""
    text = write_statement(site.write("a.md", "# A\n\nBien.\n").project, DAY)
    assert "Ninguno, en lo que se ha comprobado." in text
    assert "parcialmente conforme" in text


def test_the_statement_is_a_note(command: CommandTest, site: SiteTest) -> None:
    """It is written where one asks, and can be published."""
    site.write("a.md", "# A\n\nBien.\n")
    done = command("accesibilidad", "--output", str(site.content / "accesibilidad.md"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Declaración de accesibilidad: content/accesibilidad.md\n"
    assert site.freeze().problems == []
    assert command("accesibilidad").stdout.startswith("# Declaración de accesibilidad")
    assert command("accesibilidad", "--output", str(site.root / "no" / "a.md")).returncode == 1


@pytest.mark.parametrize(("setting", "fails"), [("hint", False), ("warning", False), ("error", True)])
def test_hints_can_be_errors(site: SiteTest, setting: str, *, fails: bool) -> None:
    """As much as the settings say."""
    site.settings(f'accessibility = "{setting}"').write("a.md", "# A\n\n[aquí](b.md)\n").write(
        "b.md", "# B\n"
    )
    assert site.freeze().failed is fails
    assert site.codes == ["enlace-que-no-dice"]
    assert [each.severity.name.lower() for each in site.found] == [setting]
