"""The manual names everything there is, in backticks."""

from __future__ import annotations

import dataclasses
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from escarcha import bundled
from escarcha.cli.commands import commands
from escarcha.cli.spanish import speak_spanish
from escarcha.config import Settings
from escarcha.markup.blocks.callouts import _WORDS, KINDS
from escarcha.notes.header import KEYS
from escarcha.notes.slugs import slugify
from escarcha.problems import Code, ProblemRecord
from escarcha.rendering import Heading
from escarcha.rendering.drawing import FENCE_KINDS
from escarcha.rendering.exhibits.run_options import _KINDS, _OF_CODE, OPTIONS
from escarcha.rendering.exhibits.run_options import OPTIONS as RUN_OPTIONS
from escarcha.rendering.figures.variables import Figure
from escarcha.web.context import LinkContext, PageContext, SiteContext, TermContext
from escarcha.web.nav import NavItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escarcha.examples.example import Kind

MANUAL = Path(__file__).parents[1] / "content" / "manual"
TEXT = "\n".join(file.read_text("utf-8") for file in sorted(MANUAL.rglob("*.md")))
CODE = set(re.findall(r"`([^`\n]+)`", TEXT))
HEADINGS = re.findall(r"^#{1,6} +(.*?) *$", TEXT, re.MULTILINE)


NOT_OURS = {"id", "class", "python", "py"}
"""What other generators write after a fence, and we pass over."""


def options(command: click.Command) -> Iterator[str]:
    """Yield every option of a command and of those below it."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (name for name in parameter.opts if name.startswith("--"))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from options(below)


def is_documented(word: str) -> bool:
    """Tell whether a word stands in backticks, alone or with what belongs to it: ``--jobs N``."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return any(pattern.search(code) for code in CODE)


@pytest.mark.parametrize("key", KEYS)
def test_header_keys_are_documented(key: str) -> None:
    """Every key a header may have."""
    assert key in CODE


@pytest.mark.parametrize("key", Settings.__struct_fields__)
def test_settings_are_documented(key: str) -> None:
    """Every key ``site.toml`` may have."""
    assert key in CODE


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_commands_are_documented(name: str) -> None:
    """Every command."""
    assert is_documented(name)


@pytest.mark.parametrize("name", sorted(set(options(commands))))
def test_options_are_documented(name: str) -> None:
    """Every option of every command."""
    assert is_documented(name)


@pytest.mark.parametrize("code", [code.value for code in Code])
def test_problem_codes_have_a_heading(code: str) -> None:
    """The code an author reads in brackets is a heading to search for."""
    assert [heading for heading in HEADINGS if heading.strip("`") == code] != []


EXAMPLES = {
    name: (MANUAL / name).read_text("utf-8")
    for name in ("ejemplos.md", "clases-de-ejemplos.md", "opciones-de-ejemplos.md")
}
ROWS = [
    (cell, title, page or name)
    for name, text in EXAMPLES.items()
    for cell, title, page in re.findall(
        r"^\| (`.*?)(?<!\\) \|.*\[(.+)\]\(([^#)]*).*\) \|$", text, re.MULTILINE
    )
]


def test_what_examples_can_do_is_listed() -> None:
    """What the next tests look at is there: the rows of the kinds and those of the options."""
    assert len(ROWS) == 21


@pytest.mark.parametrize(("cell", "title", "page"), ROWS)
def test_what_examples_can_do_is_shown_by_one(cell: str, title: str, page: str) -> None:
    """Each row of the tables of blocks and options leads to a block that runs, and has it."""
    _, section = re.split(rf"^##? {re.escape(title)}$", EXAMPLES[page], maxsplit=1, flags=re.MULTILINE)
    section = re.split(r"\n##+ ", section, maxsplit=1)[0]
    run = re.sub(r"^````.*?^````$", "", section, flags=re.MULTILINE | re.DOTALL)
    word = re.match(r"`([^`=]+=?)", cell)
    assert word
    assert word[1] in "".join(re.findall(r"^```\w.*?^```$", run, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", [*RUN_OPTIONS, "include", "region"])
def test_options_of_examples_have_a_row(name: str) -> None:
    """Every option of a block that runs."""
    assert re.search(rf"^\|[^|]*`[^`|]*\b{name}\b[^|]*\|", "\n".join(EXAMPLES.values()), re.MULTILINE)


FIELDS = [
    f"{kind.__name__}.{field.name}"
    for kind in (PageContext, SiteContext, LinkContext, TermContext, NavItem, Heading)
    for field in dataclasses.fields(kind)
]


@pytest.mark.parametrize("field", FIELDS)
def test_template_variables_are_documented(field: str) -> None:
    """Every variable of the templates, and what hangs on it."""
    name = field.rpartition(".")[2]
    assert any(code == name or code.endswith(f".{name}") for code in CODE)


FIGURES = dict(
    re.findall(r"^### [^`\n]*`(figures/\w+\.html)`\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)
)


@pytest.mark.parametrize("figure", Figure.__subclasses__(), ids=lambda figure: figure.__name__)
def test_variables_of_figures_are_documented(figure: type[Figure]) -> None:
    """Each figure has a table of its variables, of all of them and no others."""
    table = re.findall(r"^\| `(\w+)` \|", FIGURES[figure.template], re.MULTILINE)
    assert table == list(figure.__struct_fields__)


def test_kinds_of_callouts_are_documented() -> None:
    """Whoever draws callouts anew is told every kind there is."""
    assert set(re.findall(r"`(\w+)`", FIGURES["figures/callout.html"])) >= {*KINDS} - {"tab"}


def named_in_code(pattern: str, files: Iterable[Path]) -> list[str]:
    """Return what a pattern finds in some files, each name once."""
    return sorted({name for file in files for name in re.findall(pattern, file.read_text("utf-8"))})


TEMPLATES = sorted(bundled.templates().rglob("*.*"))


@pytest.mark.parametrize("name", sorted({*_OF_CODE, *OPTIONS} - NOT_OURS))
def test_options_of_code_blocks_are_documented(name: str) -> None:
    """Every option of a fence, also in the spellings of other generators."""
    assert is_documented(name)


@pytest.mark.parametrize("kind", sorted({*FENCE_KINDS, *_KINDS.values()}, key=str))
def test_languages_that_do_something_are_documented(kind: Kind | str) -> None:
    """What is drawn or runs, by one of the languages that stand for it."""
    languages = [language for language, meant in _KINDS.items() if meant is kind] or [str(kind)]
    assert any(is_documented(language) for language in languages)


@pytest.mark.parametrize("word", sorted(_WORDS))
def test_callouts_are_documented(word: str) -> None:
    """Every word for a callout; those that go without their accent mark need no place of their own."""
    accented = [other for other in _WORDS if slugify(other) == slugify(word)]
    assert any(is_documented(spelling) for spelling in accented)


@pytest.mark.parametrize("name", [file.relative_to(bundled.templates()).as_posix() for file in TEMPLATES])
def test_templates_are_documented(name: str) -> None:
    """Every template that a project may put its own in place of."""
    assert name in CODE | {"problems.html"}  # which it may not: it must work when the others do not


@pytest.mark.parametrize("name", named_in_code(r"{% block (\w+)", TEMPLATES))
def test_blocks_of_templates_are_documented(name: str) -> None:
    """Every block that a template may fill."""
    assert name in CODE


@pytest.mark.parametrize("field", [*ProblemRecord.__annotations__, "published", "problems"])
def test_what_programs_read_is_documented(field: str) -> None:
    """Every key of what ``--format json`` prints."""
    assert f'"{field}":' in TEXT


FENCES = re.findall(
    r"^[ \t]*`{3,}(?:console|bash|yaml|toml)\b[^\n]*\n(.*?)^[ \t]*`{3}", TEXT, re.MULTILINE | re.DOTALL
)
SHOWN = sorted(
    {
        found[1]
        for line in (*CODE, *"".join(FENCES).splitlines())
        if (
            found := re.fullmatch(
                r'(?:\W*|.*: |.* = ")(?:python freeze\.py|escarcha)(| [^"]*(?:"[^"]*"[^"]*)*)"?', line
            )
        )
    }
)


def test_commands_are_shown() -> None:
    """What the next test looks at is there."""
    assert len(SHOWN) > 10


@pytest.mark.parametrize("words", SHOWN)
def test_the_commands_that_are_shown_can_be_given(words: str) -> None:
    """Whatever the manual tells to type is understood: the command, its options, their values."""
    speak_spanish()  # click keeps the help it has once made
    with commands.make_context("freeze.py", shlex.split(words)) as context:
        name, command, rest = commands.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None
        command.make_context(name, rest, parent=context)
