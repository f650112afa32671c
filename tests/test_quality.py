"""What CI holds the repository to, in one place: format, lint, types, imports, duplicates, our own site."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from collected import COLLECTED
from escarcha import bundled
from escarcha.notes.header import read_header
from escarcha.rendering.tree import SUMMARY_LENGTH
from needed import needed
from prose import WORDS, faults, is_spanish, length, upright_english
from seed import whereabouts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from once import Once

pytestmark = pytest.mark.quality

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a tool of the virtual environment in the repository."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        "ruff format --check .",
        "ruff check .",
        "mypy",
        "lint-imports",
    ],
)
def test_tool(command: str) -> None:
    """The tool has nothing to say."""
    done = run(command.split())
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_code_stands_twice() -> None:
    """No eight lines of the package are those of another file."""
    files = map(str, sorted(bundled.PACKAGE.rglob("*.py")))
    assert " duplicates=0 " in run(["symilar", "--duplicates=8", *files]).stdout


def test_every_process_finds_the_tests_in_one_order(request: pytest.FixtureRequest) -> None:
    """Without pytest-randomly too, which gives them one seed: no parameters come from a set."""
    options = ["-p", "no:randomly", "-n", "0", "--collect-only", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *request.config.args],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = [line for line in done.stdout.splitlines() if "::" in line]
    here = request.session.stash[COLLECTED]
    assert len(found) == len(here)
    assert [names for names in zip(found, here, strict=True) if names[0] != names[1]] == []


@pytest.fixture(scope="module")
def own_site(once: Once) -> tuple[dict[str, object], Path]:
    """Freeze our own notes from nothing; return what is reported, and where the site is."""
    folder = once("own-site", _freeze_own_notes)
    return json.loads((folder / "report.json").read_text("utf-8")), folder / "build"


def _freeze_own_notes(folder: Path) -> None:
    options = ["--no-cache", "--format", "json", "--output", str(folder / "build")]
    done = run([sys.executable, "freeze.py", *options])
    (folder / "report.json").write_text(done.stdout, "utf-8")


def test_own_site(own_site: tuple[dict[str, object], Path]) -> None:
    """Our own notes freeze without an error, a warning or a hint."""
    report, build = own_site
    assert report["problems"] == []
    assert report["published"] is True
    assert (build / "index.html").is_file()


def test_pages_are_valid_html(own_site: tuple[dict[str, object], Path]) -> None:
    """The W3C's checker finds nothing on any of our own pages, whatever the notes put on them."""
    assert needed("w3c").invalid_html(own_site[1]) == ([], [])


def test_nothing_of_the_seed_is_lost(own_site: tuple[dict[str, object], Path]) -> None:
    """Each sentence of the note that the site grew from stands on some page, with its listed corrections."""
    places = whereabouts(own_site[1])
    assert len(places) == 35
    assert [sentence for sentence, place in places.items() if place is None] == []


def test_english_stands_in_italics_at_first(own_site: tuple[dict[str, object], Path]) -> None:
    """An English term of the glossary is in italics the first time that a page says it in its text."""
    found = [fault for file in sorted(own_site[1].rglob("*.html")) for fault in upright_english(file)]
    assert not found, "\n".join(found)


NOTES = sorted(
    [*(REPOSITORY / "content").rglob("*.md"), *(REPOSITORY / "site/escarcha/skeleton").rglob("*.md")]
)


def test_notes_are_well_written() -> None:
    """Spelling, opening signs, quotation marks, tú and not usted; whatever is wrong is told with its line."""
    found = [
        fault
        for file in NOTES
        for fault in faults(file.relative_to(REPOSITORY).as_posix(), file.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_each_note_says_what_it_is_about() -> None:
    """In a description of its own, no longer than search engines show."""
    files = sorted((REPOSITORY / "content").rglob("*.md"))
    said = {str(file): read_header(file.read_text("utf-8")).header.description or "" for file in files}
    assert {file: text for file, text in said.items() if not 50 <= len(text) <= SUMMARY_LENGTH} == {}
    assert [text for text, count in Counter(said.values()).items() if count > 1] == []


LONGEST = 1500
"""Words on a page: some eight minutes, read aloud or in silence, for the one question that it answers."""

REFERENCES = {
    "content/glosario.md",  # each term has an entry, looked up from its card and never read through
    "content/manual/variables.md",  # each template and figure has its tables, where one name is looked up
    "content/manual/problemas.md",  # each message leads to its code; whoever has one reads that part alone
}


def test_a_page_answers_one_question() -> None:
    """So none is long, but for references; one that is no longer so is no exception any more."""
    lengths = {file.relative_to(REPOSITORY).as_posix(): length(file.read_text("utf-8")) for file in NOTES}
    assert {place for place, words in lengths.items() if words > LONGEST} == REFERENCES


def test_the_length_of_a_note_is_that_of_its_text() -> None:
    """Words in tables, headings and code of a line count; headers, blocks of code and signs do not."""
    header, code = "---\ntitle: No\n---\n", "````md\n```py\nno\n```\nno\n````\n"
    assert length(f"{header}# Uno\n\n- dos `tres`, — [cuatro](no.md)\n\n{code}\n| cinco |\n|---|\n") == 5


def test_the_interface_is_well_written() -> None:
    """What pages and scripts say to readers is held to the same."""
    with (bundled.LOCALE / "en.po").open("rb") as opened:
        texts = [text for message in read_po(opened) if message.id for text in _all(message.id)]
    assert [fault for text in texts for fault in faults(text, re.sub(r"%(?:\(\w+\))?s", "x", text))] == []


def _all(text: str | Sequence[str]) -> Sequence[str]:
    return [text] if isinstance(text, str) else text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Una pagína, cópialas, congélalo, dímelo.", ["1: «pagína» no está"]),
        ("---\ntitle: Pagína\ntags: zzz\n---\nBien.\n\nMall.", ["2: «Pagína» no está", "7: «Mall» no está"]),
        ('`zzq` *wwwq* $x$ https://vvq.es [una](qqq.md) <i lang="en">rrq</i> app.py', []),
        ("a\n\n```text\nzzq?\n```\n\nyyyq", ["7: «yyyq» no está"]),
        ("# Por qué?", ["1: «?» sin su «¿»"]),
        ("¿Sí? ¡Qué bien! (¿no?)\n\n- ¿Uno\n- dos?", ["3: «¿» sin cerrar", "4: «?» sin su «¿»"]),
        ('Dice "hola".', ["1: las comillas son «»"] * 2),
        ("Un «`código`» y «otro.", ["1: ««» sin cerrar"]),
        ("Bien ... y uno , dos - tres", ["1: los puntos", "1: sobra el espacio", "1: la raya es «—»"]),
        ("Pulse el botón. Asegúrese. Usted puede.", ["1: se trata de tú"] * 3),
    ],
)
def test_a_copy_editor_sees(text: str, wrong: list[str]) -> None:
    """What is wrong and nothing else, with its line."""
    found = list(faults("a.md", text))
    assert len(found) == len(wrong)
    assert all(fault.startswith(f"a.md:{said}") for fault, said in zip(found, wrong, strict=True))


def test_words_of_our_own_are_needed() -> None:
    """The word list holds what the dictionary lacks, each word once."""
    words = WORDS.read_text("utf-8").split()
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert [word for word in words if is_spanish(word)] == []
