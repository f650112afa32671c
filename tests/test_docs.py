"""The manual names everything there is, in backticks."""

from __future__ import annotations

import dataclasses
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import click

from escarcha import bundled
from escarcha.cli.commands import commands
from escarcha.cli.spanish import speak_spanish
from escarcha.config import EDITORS, Settings
from escarcha.figures.variables import Figure
from escarcha.markup.blocks.openings import KINDS, WORDS
from escarcha.notes.header import KEYS
from escarcha.notes.slugs import slugify
from escarcha.problems import Code, ProblemRecord
from escarcha.rendering import Heading
from escarcha.rendering.drawing import FENCE_KINDS
from escarcha.rendering.exhibits.run_options import _KINDS, _OF_CODE, OPTIONS
from escarcha.rendering.exhibits.run_options import OPTIONS as RUN_OPTIONS
from escarcha.web.assets import assets
from escarcha.web.context import BacklinkContext, LinkContext, PageContext, SiteContext, TermContext
from escarcha.web.learning import CardContext, DeckContext, PathContext, StepContext
from escarcha.web.nav import NavItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


REPOSITORY = Path(__file__).resolve().parents[1]
MANUAL = REPOSITORY / "content" / "manual"
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


def undocumented(words: Iterable[str]) -> list[str]:
    """Return those of some words that no page of the manual has in backticks."""
    return [word for word in words if not is_documented(word)]


def test_header_keys_are_documented() -> None:
    """Every key a header may have."""
    assert set(KEYS) - CODE == set()


def test_settings_are_documented() -> None:
    """Every key ``site.toml`` may have."""
    assert set(Settings.__struct_encode_fields__) - CODE == set()


def test_editors_are_documented() -> None:
    """Every editor that can be named."""
    assert {f'"{name}"' for name in EDITORS} - CODE == set()


def test_commands_are_documented() -> None:
    """Every command."""
    assert undocumented(commands.commands) == []


def test_options_are_documented() -> None:
    """Every option of every command."""
    assert undocumented(options(commands)) == []


def test_problem_codes_have_a_heading() -> None:
    """The code an author reads in brackets is a heading to search for."""
    assert {code.value for code in Code} - {heading.strip("`") for heading in HEADINGS} == set()


EXAMPLES = {
    name: (MANUAL / name).read_text("utf-8")
    for name in ("ejemplos.md", "clases-de-ejemplos.md", "opciones-de-ejemplos.md", "ver-por-dentro.md")
}
ROWS = [
    (cell, title, page or name)
    for name, text in EXAMPLES.items()
    for cell, title, page in re.findall(
        r"^\| (`.*?)(?<!\\) \|.*\[(.+)\]\(([^#)]*).*\) \|$", text, re.MULTILINE
    )
]


def blocks_that_run(title: str, page: str) -> str:
    """Return the blocks under a heading, up to the next one, without those that only show a block."""
    _, section = re.split(rf"^##? {re.escape(title)}$", EXAMPLES[page], maxsplit=1, flags=re.MULTILINE)
    section = re.split(r"\n##+ ", section, maxsplit=1)[0]
    run = re.sub(r"^````.*?^````$", "", section, flags=re.MULTILINE | re.DOTALL)
    return "".join(re.findall(r"^```\w.*?^```$", run, re.MULTILINE | re.DOTALL))


def test_what_examples_can_do_is_shown_by_one() -> None:
    """Each row of the tables of blocks and options leads to a block that runs, and has it."""
    named = [(re.findall(r"^`([^`=]+=?)", cell), title, page) for cell, title, page in ROWS]
    assert len(named) == 23
    assert [row for row in named if "".join(row[0]) not in blocks_that_run(*row[1:])] == []
    assert all(word for word, _, _ in named)


def test_options_of_examples_have_a_row() -> None:
    """Every option of a block that runs."""
    cells = " ".join(re.findall(r"^\|([^|]*)\|", "\n".join(EXAMPLES.values()), re.MULTILINE))
    shown = " ".join(re.findall(r"`([^`]+)`", cells))
    names = [*RUN_OPTIONS, "include", "region"]
    assert [name for name in names if not re.search(rf"\b{name}\b", shown)] == []


def test_template_variables_are_documented() -> None:
    """Every variable of the templates, and what hangs on it."""
    ends = {code.rpartition(".")[2] for code in CODE}
    fields = [
        f"{kind.__name__}.{field.name}"
        for kind in (
            *(PageContext, SiteContext, LinkContext, BacklinkContext, TermContext, NavItem, Heading),
            *(CardContext, DeckContext, PathContext, StepContext),
        )
        for field in dataclasses.fields(kind)
    ]
    assert [field for field in fields if field.rpartition(".")[2] not in ends] == []


FIGURES = dict(
    re.findall(r"^### [^`\n]*`(figures/\w+\.html)`\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)
)


def test_variables_of_figures_are_documented() -> None:
    """Each figure has a table of its variables, of all of them and no others."""
    tables = {name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) for name, text in FIGURES.items()}
    known = {figure.template: list(figure.__struct_fields__) for figure in Figure.__subclasses__()}
    assert {name: tables.get(name) for name in known} == known


def test_kinds_of_callouts_are_documented() -> None:
    """Whoever draws callouts anew is told every kind there is."""
    assert set(re.findall(r"`(\w+)`", FIGURES["figures/callout.html"])) >= {*KINDS} - {"tab"}


def named_in_code(pattern: str, files: Iterable[Path]) -> list[str]:
    """Return what a pattern finds in some files, each name once."""
    return sorted({name for file in files for name in re.findall(pattern, file.read_text("utf-8"))})


TEMPLATES = sorted(bundled.templates().rglob("*.*"))


def test_options_of_code_blocks_are_documented() -> None:
    """Every option of a fence, also in the spellings of other generators."""
    assert undocumented({*_OF_CODE, *OPTIONS} - NOT_OURS) == []


def test_languages_that_do_something_are_documented() -> None:
    """What is drawn or runs, by one of the languages that stand for it."""
    meant: dict[object, set[str]] = {kind: {str(kind)} for kind in FENCE_KINDS}
    for language, kind in _KINDS.items():
        meant.setdefault(kind, set()).add(language)
    assert [kind for kind, languages in meant.items() if set(undocumented(languages)) == languages] == []


def test_callouts_are_documented() -> None:
    """Every word for a callout; those that go without their accent mark need no place of their own."""
    documented = {slugify(word) for word in WORDS if is_documented(word)}
    assert [word for word in WORDS if slugify(word) not in documented] == []


def test_templates_are_documented() -> None:
    """Every template that a project may put its own in place of."""
    names = {file.relative_to(bundled.templates()).as_posix() for file in TEMPLATES}
    assert names - CODE == set()


def test_blocks_of_templates_are_documented() -> None:
    """Every block that a template may fill."""
    assert set(named_in_code(r"{% block (\w+)", TEMPLATES)) - CODE == set()


def test_the_map_of_the_package_is_true() -> None:
    """CONTRIBUTING names each room and each file beside them, and nothing that is not there."""
    drawn = re.findall(r"^[├└]── ([\w.]+)", (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    there = {path.name for path in (REPOSITORY / "site" / "escarcha").iterdir()}
    assert set(drawn) == there - {"__init__.py", "__pycache__", "py.typed"}
    assert len(drawn) == len(set(drawn))


CI = (REPOSITORY / ".ci" / "run").read_text("utf-8")


def test_ci_runs_the_very_command_of_the_readme() -> None:
    """What the README promises of a fresh machine is what CI does on one, once it has its own packages."""
    commands_of_readme = re.findall(
        r"^python3 -m venv .*pytest$", (REPOSITORY / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert commands_of_readme
    assert set(commands_of_readme) <= set(CI.splitlines())


def test_ci_runs_every_test() -> None:
    """CI leaves nothing out of the README's command: no mark, and no option for pytest."""
    assert CI.rstrip().endswith("&& .venv/bin/pytest")
    assert "PYTEST_ADDOPTS" not in CI


def test_figures_of_the_readme_were_measured() -> None:
    """Each percentage and weight that it names stands in ``bench/README.md``, with its command and day."""
    said, measured = (
        set(re.findall(r"[\d.]+ (?=%)|[\d.]+ (?=kB)", (REPOSITORY / name).read_text("utf-8")))
        for name in ("README.md", "bench/README.md")
    )
    assert len(said) > 5
    assert said - measured == set()


def test_to_begin_a_search_costs_what_the_manual_says() -> None:
    """Script and style sheet, as hosts send them, to the nearest kilobyte or so."""
    (said,) = re.findall(r"(\d+)(?: kB)? para empezar", (MANUAL / "buscar.md").read_text("utf-8"))
    sent = sum(len(brotli.compress(assets("es")[name].content)) for name in ("search.js", "search.css"))
    assert abs(sent / 1000 - int(said)) < 1


def test_what_programs_read_is_documented() -> None:
    """Every key of what ``--format json`` prints."""
    keys = [*ProblemRecord.__annotations__, "published", "problems"]
    assert [key for key in keys if f'"{key}":' not in TEXT] == []


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


def what_is_wrong(words: str) -> str:
    """Say what is wrong with what follows ``python freeze.py``; nothing where it can be given."""
    try:
        with commands.make_context("freeze.py", shlex.split(words)) as context:
            given = [*context._protected_args, *context.args]
            name, command, rest = commands.resolve_command(context, given)
            assert command is not None
            command.make_context(name, rest, parent=context)
    except click.UsageError as error:
        return f"{words}: {error.format_message()}"
    except click.exceptions.Exit:  # it shows something, as «--version» does, and ends
        return ""
    return ""


def test_the_commands_that_are_shown_can_be_given() -> None:
    """Whatever the manual tells to type is understood: the command, its options, their values."""
    speak_spanish()  # click keeps the help it has once made
    assert len(SHOWN) > 10
    assert [wrong for words in SHOWN if (wrong := what_is_wrong(words))] == []
