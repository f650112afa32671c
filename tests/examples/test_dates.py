"""The dates of what an Example writes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from escarcha.examples.child.dates import Dates

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CLOCK = 1_000_000_000.0


def test_files_are_dated_where_links_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Browsers and Windows refuse to date a link itself; a file is dated there as anywhere."""
    true_utime = os.utime

    def utime(file: Path, times: tuple[float, float], *, follow_symlinks: bool = True) -> None:
        if not follow_symlinks:
            raise NotImplementedError
        true_utime(file, times)

    monkeypatch.setattr(os, "utime", utime)
    dates = Dates(tmp_path, CLOCK)
    file = tmp_path / "a.txt"
    file.write_text("a", "utf-8")
    dates.set()
    assert file.stat().st_mtime == CLOCK
