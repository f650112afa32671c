"""What headers say in the keys of other tools: what keeps a note from readers, its order, its addresses."""

from __future__ import annotations

import pytest

from escarcha.notes.header import HeaderReading, read_header
from escarcha.notes.header_yaml import HeaderError
from escarcha.problems import Severity


def read(*lines: str) -> HeaderReading:
    """Read a header made of these lines."""
    return read_header("\n".join(["---", *lines, "---", "cuerpo"]))


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        *(
            ("draft: sí", True),
            ("draft: s", True),
            ("draft: y", True),
            ("draft: no", False),
            ("draft: n", False),
        ),
        *(("draft: quizá", True), ("draft: [true]", True), ("Draft: true", True), ("borrador: sí", True)),
        *(("borrador: no", False), ("Draft: false", False), ("title: x", False)),
    ],
)
def test_what_may_be_meant_as_a_draft_is_one(line: str, *, draft: bool) -> None:
    """Publishing by mistake is worse than not publishing; the warning says which it is."""
    assert read(line).header.draft is draft


@pytest.mark.parametrize(
    ("line", "is_kept_out"),
    [
        ("published: false", True), ("publish: no", True), ("unlisted: true", True), ("hidden: yes", True),
        ("private: sí", True), ("published: quizá", True), ("hidden: mañana", True), ("publish: [no]", True),
        ("published: true", False), ("publish: true", False), ("hidden: false", False),
        ("unlisted: no", False), ("published:", False), ("published: 2026-01-31 10:00", False),
        ("draft: false\npublish: false", True), ("publish: false\ndraft: no", True),
    ],
)  # fmt: skip
def test_what_another_tool_keeps_out_is_kept_out(line: str, is_kept_out: bool) -> None:  # noqa: FBT001
    """Keys of other tools that hide a note make it a draft; so does a value that nobody understands."""
    reading = read_header(f"---\n{line}\n---\n")
    assert reading.header.draft is is_kept_out
    assert reading.remarks == ()


@pytest.mark.parametrize("key", ["weight", "sidebar_position", "nav_order"])
def test_an_order_of_another_tool_counts(key: str) -> None:
    """Where there is no ``order``, theirs is taken; what is no number is passed over."""
    assert read_header(f"---\n{key}: 2.5\n---\n").header.order == 2.5
    assert read_header(f"---\norder: 1\n{key}: 2\n---\n").header.order == 1
    assert read_header(f"---\n{key}: 2\norder: 1\n---\n").header.order == 1
    assert read_header(f"---\n{key}: primero\n---\n").header.order is None


@pytest.mark.parametrize(
    ("line", "former"),
    [
        ("permalink: /sobre/mí/", ("/sobre/mí/",)),
        ("permalink: sobre.html", ("/sobre.html",)),
        ("redirect_from: [/a, b/c/]", ("/a/", "/b/c/")),
        ("redirects: /a", ("/a/",)),
        ("permalink: /:categories/:title/", ()),
        ("redirect_from: [https://x.es/a, ../b, 7]", ("/7/",)),
        ("permalink: {a: b}", ()),
        ("permalink:", ()),
    ],
)
def test_an_address_of_another_tool_is_an_old_one(line: str, former: tuple[str, ...]) -> None:
    """What Jekyll and others publish a note at leads to it here, as far as it can be an address."""
    reading = read_header(f"---\n{line}\n---\n")
    assert (reading.former, reading.remarks) == (former, ())


@pytest.mark.parametrize("line", ["sidebar_label: Uno", "cssclasses: [ancha]", "cssclass: ancha", "lang: en"])
def test_a_key_without_effect_here_is_told(line: str) -> None:
    """With its line and what to do instead, as a hint; a language that is ours, and no value, are not."""
    (remark,) = read_header(f"---\ntitle: A\n{line}\n---\n").remarks
    assert (remark.line, remark.severity, line.split(":", maxsplit=1)[0] in remark.cause) == (
        3,
        Severity.HINT,
        True,
    )
    assert read_header("---\nlang: es-MX\ncssclasses: []\nsidebar_label:\n---\n").remarks == ()


@pytest.mark.parametrize(
    ("lines", "weight"),
    [
        (["search:", "  exclude: true"], 0),
        (["search:", "  boost: 2"], 2),
        (["search: { exclude: false }"], 1),
    ],
)
def test_what_material_says_of_the_search_counts(lines: list[str], weight: float) -> None:
    """A note that Material leaves out of its search is left out, and one that it prefers is preferred."""
    reading = read(*lines)
    assert (reading.header.search, reading.remarks) == (weight, ())


def test_a_template_of_material_has_no_effect() -> None:
    """A file of another theme is no template of ours, which is told."""
    reading = read("template: home.html")
    assert reading.header.template is None
    assert [(each.line, each.severity) for each in reading.remarks] == [(2, Severity.HINT)]


def test_a_header_in_toml_is_read() -> None:
    """What stands between two lines of plus signs counts as YAML would, each key on its own line."""
    reading = read_header(
        '+++\ntitle = "Uno: dos"\ndate = 2026-01-31\ndraft = true\ntags = ["a", "b"]\nweight = 3\n'
        "[params]\nx = 1\n+++\nTexto.\n"
    )
    header = reading.header
    assert (header.title, str(header.date), header.draft) == ("Uno: dos", "2026-01-31", True)
    assert (header.tags, header.order, reading.body_line) == (("a", "b"), 3, 10)
    assert (reading.lines["tags"], reading.remarks) == (5, ())


@pytest.mark.parametrize("text", ["+++\nTexto entre cruces.\n+++\n", "+++\ntitle = 1\n", "++++\n"])
def test_plus_signs_around_no_toml_are_text(text: str) -> None:
    """A note that only begins with plus signs has no header, as on GitHub."""
    assert read_header(text).body_line == 1


def test_broken_toml_is_told_with_its_line() -> None:
    """A header that is no TOML stops the note, on the line to mend."""
    with pytest.raises(HeaderError) as raised:
        read_header('+++\ntitle = "a"\ndate = ayer\n+++\n')
    assert raised.value.remark.line == 3
