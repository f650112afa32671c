"""A vault as an Obsidian author has it, with every construct there is, publishes as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from vault import Vault

if TYPE_CHECKING:
    from conftest import SiteTest


@pytest.mark.slow
def test_a_vault_publishes_as_it_stands(site: SiteTest) -> None:
    """Nothing in it is an error, and what cannot be shown is told."""
    Vault(80).write(site.content)
    site.freeze()
    assert not site.failed, "\n".join(site.problems)
    assert "consulta-sin-respuesta" in site.codes
    assert "formula-rota" in site.codes
    assert "nota-no-renderizada" not in site.codes


def test_a_vault_is_the_same_each_time(site: SiteTest) -> None:
    """So that what is measured with it can be measured again."""
    for folder in ("una", "otra"):
        Vault(12).write(site.content / folder)
    one, other = (
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in (site.content / "una", site.content / "otra")
    )
    assert one == other
    assert len([path for path in one if path.suffix == ".md"]) == 12
