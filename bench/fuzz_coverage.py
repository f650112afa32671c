"""Looks for notes, headers and settings that reach other code: ``python bench/fuzz_coverage.py``.

It needs atheris (``pip install atheris``; https://github.com/google/atheris), which watches what is run and
makes more of the bytes that led to something new. Its bytes are the chance of ``hostile_input.py``, so what
it makes is as whole as what ``fuzz.py`` makes. It stops at the first fault and keeps its bytes in a file,
which may be given to run that input alone. Options are those of libFuzzer
(https://llvm.org/docs/LibFuzzer.html#options), as ``-max_total_time=600``; its last line says how many
inputs there were.
"""

from __future__ import annotations

import contextlib
import random
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # in no development install

with atheris.instrument_imports(include=["escarcha"]):
    from escarcha.config import Project, read_settings
    from escarcha.notes.header import read_header
    from escarcha.notes.header_yaml import HeaderError
    from escarcha.notes.text import TextError, decode
    from escarcha.problems import EscarchaError
    from escarcha.rendering.renderer import Renderer
import fuzz
from hostile_input import Inputs

RENDERER = Renderer()
FOLDER = Path(tempfile.mkdtemp(prefix="escarcha-"))


class Bytes(random.Random):
    """Chance that comes from bytes, and is always nought when these are used up.

    Args:
        content: the bytes.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._provider = atheris.FuzzedDataProvider(content)

    def getrandbits(self, k: int) -> int:
        """Return so many bits."""
        return int(self._provider.ConsumeInt(k // 8 + 1)) & ((1 << k) - 1)


def try_one(content: bytes) -> None:
    """Make something of some bytes and read it; an exception is a fault."""
    chance = Bytes(content)
    inputs = Inputs(chance)
    if chance.randrange(8) == 0:
        (FOLDER / "site.toml").write_text(inputs.settings(), "utf-8", "replace")
        with contextlib.suppress(EscarchaError):
            read_settings(Project.at(FOLDER, content=FOLDER))
        return
    try:
        text, _ = decode(inputs.note())
        first = read_header(text).body_line
    except (TextError, HeaderError):
        return
    body = "".join(text.splitlines(keepends=True)[first - 1 :])
    fragment = RENDERER.render(body)
    assert not list(fuzz.escapes(f"<main><article>{''.join(fragment.parts)}</article></main>"))  # noqa: S101
    lines = body.count("\n") + 1
    assert all(1 <= remark.line <= lines for remark in fragment.remarks)  # noqa: S101


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
