"""The YAML header: what it means, what it forgives, and what it says of the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.notes.header import KEYS, Header, HeaderReading, read_header
from escarcha.notes.header_yaml import HeaderError
from escarcha.problems import Code, Severity


def read(*lines: str) -> HeaderReading:
    """Read a header made of these lines."""
    return read_header("\n".join(["---", *lines, "---", "cuerpo"]))


def refusal(text: str) -> tuple[int, str, str]:
    """Return line, cause and remedy of a header that cannot be read."""
    with pytest.raises(HeaderError) as caught:
        read_header(text)
    remark = caught.value.remark
    assert (remark.code, remark.severity) == (Code.BROKEN_HEADER, Severity.ERROR)
    return remark.line, remark.cause, remark.remedy


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: no", "title", "no"),
        ("title: sí", "title", "sí"),
        ("title: on", "title", "on"),
        ("title: 1.10", "title", "1.10"),
        ("title: 007", "title", "007"),
        ("title: 2026-01-02", "title", "2026-01-02"),
        ("title: 12:30", "title", "12:30"),
        ('title: "Flask: primeros pasos"', "title", "Flask: primeros pasos"),
        ("title: 'null'", "title", "null"),
        ("title: null", "title", None),
        ("title: ~", "title", None),
        ("title:", "title", None),
        ("title: C# # y lo demás", "title", "C#"),
        ("title: a\u2028b", "title", "a b"),
        ("title: !!python/object:os.system x", "title", "x"),
        ("title: Ñandú 🎉", "title", "Ñandú 🎉"),
        ('title: "a\\0b\\ud800\\e"', "title", "a�b��"),
        ("description: >-\n  dos\n  líneas", "description", "dos líneas"),
        ("date: 2026-01-02", "date", dt.date(2026, 1, 2)),
        ("date: 2026-01-02 10:30", "date", dt.date(2026, 1, 2)),
        ("date: 2026-01-02T10:30:00+01:00", "date", dt.date(2026, 1, 2)),
        ('updated: "2026-01-02"', "updated", dt.date(2026, 1, 2)),
        ("tags: Flask", "tags", ("Flask",)),
        ("tags: Flask, WSGI,, Jinja", "tags", ("Flask", "WSGI", "Jinja")),
        ("tags: [no, 1.10, ~, '']", "tags", ("no", "1.10")),
        ("tags:\n  - uno\n  - dos", "tags", ("uno", "dos")),
        ("tags: '#uno, #dos'", "tags", ("uno", "dos")),
        ("tags:", "tags", ()),
        ("aliases: /a,b/", "aliases", ("/a,b/",)),
        ("order: 2", "order", 2.0),
        ("order: -1.5", "order", -1.5),
        ("order: '3'", "order", 3.0),
        ("draft: sí", "draft", True),
        ("draft: SI", "draft", True),
        ("draft: yes", "draft", True),
        ("draft: true", "draft", True),
        ("draft: no", "draft", False),
        ("draft: falso", "draft", False),
        ("glossary: no", "glossary", False),
        ("slug: no", "slug", "no"),
    ],
)
def test_a_value_means_what_it_says(line: str, key: str, value: object) -> None:
    """YAML words stay words, versions keep their zeros, and few keys know truth."""
    reading = read(line)
    assert (getattr(reading.header, key), reading.remarks) == (value, ())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("title: [a]", "un texto"),
        ("date: 02/01/2026", "una fecha como 2026-01-31"),
        ("date: 2026-02-30", "una fecha como 2026-01-31"),
        ("updated: ayer", "una fecha como 2026-01-31"),
        ("tags: {a: b}", "un texto o una lista de textos"),
        ("tags: [a, [b]]", "un texto o una lista de textos"),
        ("order: primero", "un número"),
        ("order: nan", "un número"),
        ("order: -inf", "un número"),
        ("order: 1e999", "un número"),
    ],
)
def test_a_value_of_the_wrong_kind_is_ignored_and_named(line: str, kind: str) -> None:
    """A value its key cannot take stops nobody; the warning says what was wanted, and where."""
    reading = read("# comentario", line)
    key = line.partition(":")[0]
    assert getattr(reading.header, key) == getattr(Header(), key)
    (remark,) = reading.remarks
    assert (remark.code, remark.severity, remark.line) == (Code.HEADER_VALUE, Severity.WARNING, 3)
    assert remark.cause == f"«{key}» debe ser {kind}; se pasa por alto."


@pytest.mark.parametrize(
    ("key", "meant"),
    [("titel", "title"), ("Title", "title"), ("título", "title"), ("Fecha", "date"), ("etiquetas", "tags"),
     ("borrador", "draft"), ("alias", "aliases"), ("tag", "tags"), ("descripcion", "description")],
)  # fmt: skip
def test_a_near_miss_is_a_warning(key: str, meant: str) -> None:
    """A misspelt or Spanish key is named together with the one that was meant."""
    (remark,) = read(f"{key}: x").remarks
    assert (remark.code, remark.severity, remark.line) == (Code.HEADER_KEY, Severity.WARNING, 2)
    assert (remark.cause, remark.remedy) == (f"la cabecera no conoce «{key}».", f"¿Querías «{meant}»?")


@pytest.mark.parametrize("key", ["layout", "categories", "toc", "author", "<<", "[a, b]", "{}", "nav_order"])
def test_keys_of_other_tools_are_left_alone(key: str) -> None:
    """An unknown key never stops a build and, unless it looks like a known one, is no problem at all."""
    reading = read(f"{key}: {{a: [b]}}")
    assert (reading.header, reading.remarks) == (Header(), ())


def test_of_a_key_given_twice_the_last_counts() -> None:
    """A duplicate key is a warning that names both lines."""
    reading = read("title: uno", "tags: a", "title: dos")
    assert reading.header.title == "dos"
    assert reading.lines == {"title": 4, "tags": 3}
    (remark,) = reading.remarks
    assert (remark.code, remark.line) == (Code.HEADER_KEY, 4)
    assert remark.cause == "la clave «title» ya está en la línea 2; vale la última."


@pytest.mark.parametrize(
    ("yaml", "line", "cause"),
    [
        ("title: Flask: pasos", 2, "hay dos signos «:» en el mismo valor."),
        ("title: a\n\tdate: x", 3, "hay un tabulador donde YAML pide espacios."),
        ("title: @x", 2, "el valor empieza por un signo que YAML se reserva."),
        ("title: `x`", 2, "el valor empieza por un signo que YAML se reserva."),
        ("date: 2026-01-02\ntitle: %x", 3, "el valor empieza por un signo que YAML se reserva."),
        ('title: "abc\ntags: x', 2, "se abren comillas y no se cierran."),
        ("title: x\ntags: [a, b\norder: 1", 3, "se abre una lista o un mapa y no se cierra."),
        ("title: x\ntags: [", 3, "se abre una lista o un mapa y no se cierra."),
        ("title: x\nmás texto\norder: 1", 3, "falta «:» tras la clave."),
        ("title: *destacado*", 2, "un valor que empieza por «*» o «&» es una referencia."),
        ("title: *destacado", 2, "un valor que empieza por «*» es una referencia de YAML."),
        ("a: &x 1\nb: &x 2", 2, "dos valores usan la misma marca «&» de YAML."),
        ("title: a\u2028b\ndate: a: b", 3, "hay dos signos «:» en el mismo valor."),
        ("\ntitle: a\x07b", 3, "la cabecera tiene un carácter que YAML no admite (U+0007)."),
        ("- uno\n- dos", 2, "la cabecera es una lista y debe ser una serie de «clave: valor»."),
        ("# x\n- uno", 3, "la cabecera es una lista y debe ser una serie de «clave: valor»."),
        ("title: x\n--- #\nb: c", 2, "la cabecera no es YAML válido."),
    ],
)
def test_broken_yaml_is_explained_at_its_line(yaml: str, line: int, cause: str) -> None:
    """Each way to break a header has its own sentence, at the line an author has to mend."""
    found_line, found_cause, remedy = refusal(f"---\n{yaml}\n---\ncuerpo")
    assert (found_line, found_cause) == (line, cause)
    assert remedy


def test_a_header_that_is_not_closed_is_an_error() -> None:
    """Without its closing mark a header would be published as text."""
    assert refusal("---\ntitle: x\n\n# Hola") == (
        1,
        "la cabecera empieza aquí y no se cierra.",
        "Añade una línea «---» tras ella.",
    )


def test_an_error_after_ten_thousand_keys_is_found_fast_and_in_its_place() -> None:
    """The size of a header does not move its errors."""
    keys = "".join(f"clave{number}: {number}\n" for number in range(10_000))
    line, _, _ = refusal(f"---\n{keys}x: [\n---\n")
    assert line == 10_002


EXPLODING = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize("yaml", [EXPLODING, "a: &a [*a]", "a: &a {b: *a}", "? &a [*a]\n: x"])
def test_references_without_end_are_refused(yaml: str) -> None:
    """Aliases that multiply or go round in a circle are an error, not an outage."""
    _, cause, _ = refusal(f"---\n{yaml}\n---\n")
    assert cause == "la cabecera tiene más de 100000 valores, o se repite a sí misma sin fin."


@pytest.mark.parametrize(
    "yaml", [f"a: {'[' * 900}{']' * 900}", f"a: {'{a: ' * 2000}{'}' * 2000}", "- " * 2000]
)
def test_deep_nesting_is_refused(yaml: str) -> None:
    """A header nested beyond reason is an error, not a crash."""
    line, cause, _ = refusal(f"---\n{yaml}\n---\n")
    assert (line, cause) == (2, "la cabecera tiene demasiados niveles.")


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("", 1),
        ("# Hola", 1),
        ("---", 1),
        ("---\n", 1),
        ("---\nHola\n", 1),
        ("---\nHola\n---\nmás", 1),
        ("---\n\nUna frase.\n\n---\n", 1),
        ("---\n\n**Nota**: una lista\n- uno\n\n---\n", 1),
        ("---\n\ntitle: x\n---\ncuerpo", 5),
        ("----\ntitle: x\n---\n", 1),
        (" ---\ntitle: x\n---\n", 1),
        ("\n---\ntitle: x\n---\n", 1),
        ("---\n---\ncuerpo", 3),
        ("---\n# nada\n---\ncuerpo", 4),
        ("---\ntitle: x\n---", 4),
        ("---\ntitle: x\n---\ncuerpo", 4),
        ("--- \ntitle: x\n---\t\ncuerpo", 4),
        ("---\ntitle: x\n...\ncuerpo\n---\n", 4),
        ("---\ntitle: |\n  ---\n---\ncuerpo", 5),
        ("---\ntitle: x\n----\n---\ncuerpo", None),
    ],
)
def test_the_body_begins_after_the_header(text: str, body_line: int | None) -> None:
    """A thematic break is no header, and what follows the closing mark is the body."""
    if body_line is None:
        assert refusal(text)
    else:
        assert read_header(text).body_line == body_line


def test_every_key_says_what_it_is() -> None:
    """The descriptions of the keys are the manual's table; none may be missing."""
    assert set(KEYS) == {
        "title", "description", "date", "updated", "tags", "order", "draft", "template", "slug", "aliases",
        "glossary", "search", "group", "hide", "icon", "image", "status", "ignore", "anchors",
        "learning_path",
    }  # fmt: skip


signs = st.sampled_from("ab:-?[]{}&*!|>'\"%@`#~ \n\n\t.,0ñ\u2028\x07\ufeff")
yamlish = st.text(signs | st.characters(), max_size=80)
line_of_key = st.builds("{}: {}".format, st.sampled_from([*KEYS, "fecha", "x"]), yamlish)
keyed = st.lists(line_of_key, max_size=5).map("\n".join)


def read_or_refuse(text: str) -> HeaderReading | int:
    """Return the reading, or the line of the error."""
    try:
        return read_header(text)
    except HeaderError as error:
        return error.remark.line


@given(yamlish | st.builds("---\n{}\n---\n{}".format, yamlish | keyed, yamlish))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever an author wrote, the header is read or its error has a line of the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    reading = read_or_refuse(text)
    if isinstance(reading, int):
        assert 1 <= reading <= len(lines)
        return
    assert 1 <= reading.body_line <= len(lines) + 1
    assert reading.body_line == 1 or lines[reading.body_line - 2].rstrip(" \t") in {"---", "..."}
    assert all(1 < line < reading.body_line for line in reading.lines.values())
    assert {remark.line for remark in reading.remarks} <= set(reading.lines.values()) | {*range(len(lines))}


@given(st.dictionaries(st.sampled_from(KEYS), st.none() | st.integers() | st.text("ab ", max_size=5)))
def test_a_header_never_loses_the_keys_around_a_bad_one(values: dict[str, Any]) -> None:
    """Each key is judged alone."""
    reading = read(*(f"{key}: {value!r}" for key, value in values.items()), "order: 7")
    assert reading.header.order == 7
    assert set(reading.lines) == {*values, "order"}
