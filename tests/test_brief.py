"""A long list of problems in few lines, from which nothing goes missing unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from escarcha.problems import Code, Problem, Severity, in_brief

if TYPE_CHECKING:
    from conftest import CommandTest, SiteTest

problems = st.lists(
    st.builds(
        Problem,
        code=st.sampled_from([Code.BROKEN_LINK, Code.BROKEN_MEDIA, Code.UNKNOWN_LANGUAGE, Code.TOO_LARGE]),
        path=st.sampled_from(["content/a.md", "content/b.md", "content/c/d.md"]),
        line=st.integers(1, 30),
        cause=st.sampled_from(["uno.", "dos.", "tres."]),
        severity=st.sampled_from(Severity),
        detail=st.sampled_from(["", "x\ny\nz"]),
    ),
    max_size=60,
)


@given(problems, st.integers(5, 40))
def test_all_are_shown_or_counted(found: list[Problem], most: int) -> None:
    """Each problem is on a line of its own, on that of another that says the same, or among the rest."""
    brief = in_brief(found, most)
    shown = sum(1 + line.others for line in brief.lines)
    assert shown + sum(brief.rest.values()) == len(set(found))
    assert {problem.code for problem in found} == {line.problem.code for line in brief.lines}
    heights = sum(line.height for line in brief.lines)
    assert heights <= most or len(brief.lines) == len({problem.code for problem in found})


@given(problems)
def test_the_worst_come_last(found: list[Problem]) -> None:
    """Hints come first, then warnings, then errors; within each, notes stand in their order."""
    ranks = [list(Severity).index(line.problem.severity) for line in in_brief(found, 1000).lines]
    assert ranks == sorted(ranks, reverse=True)
    for severity in Severity:
        places = [line.problem for line in in_brief(found, 1000).lines if line.problem.severity is severity]
        assert [(each.path, each.line) for each in places] == sorted(
            (each.path, each.line or 0) for each in places
        )


def test_a_folder_with_many_warnings_fits_on_a_screen(site: SiteTest, command: CommandTest) -> None:
    """Seven hundred warnings are at most forty lines, which say how to see the rest and how to go on."""
    for number in range(60):
        links = "\n".join(f"- [enlace](no-{number}-{each}.md)" for each in range(10))
        site.write(
            f"n{number}.md", f"# Nota {number}\n\n{links}\n\n```dataviewjs\nx\n```\n\n```nadie\nx\n```\n"
        )
    done = command("--strict")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(lines) <= 40
    assert "--all" in done.stderr
    assert "Sin --strict" in lines[-1]
    assert "(y 59 más)" in done.stderr
    every = command("--strict", "--all").stderr.splitlines()
    assert len([line for line in every if "[enlace-roto]" in line]) == 600


def test_an_error_among_warnings_is_seen(site: SiteTest, command: CommandTest) -> None:
    """The one error is the last of the list, however many warnings there are."""
    for number in range(100):
        site.write(f"n{number}.md", f"# Nota {number}\n\n```lengua-{number}\nx\n```\n")
    site.write("zz.md", '---\ntitle: "x\n---\n')
    site.write("a.md", "# A\n\n[x](no.md)")
    done = command()
    listed = [line for line in done.stderr.splitlines() if line.startswith(("error", "aviso", "sugerencia"))]
    assert listed[-1].startswith("error content/zz.md")
