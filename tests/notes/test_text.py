"""The bytes of a note to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.notes.text import TextError, decode
from escarcha.problems import Code


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("", None)),
        ("Ñandú".encode(), ("Ñandú", None)),
        (codecs.BOM_UTF8 + "Ñandú".encode(), ("Ñandú", None)),
        ("Ñandú".encode("utf-16"), ("Ñandú", "UTF-16")),
        (codecs.BOM_UTF16_BE + "Ñandú".encode("utf-16-be"), ("Ñandú", "UTF-16")),
        ("Ñandú 🎉".encode("utf-32"), ("Ñandú 🎉", "UTF-32")),
        (codecs.BOM_UTF32_BE + "Ñandú".encode("utf-32-be"), ("Ñandú", "UTF-32")),
        (b"a\r\nb\r\n", ("a\nb\n", None)),
        (b"a\rb\r", ("a\nb\n", None)),
        (b"a\r\r\nb\n\r", ("a\n\nb\n\n", None)),
        ("a\u2028b\x0cc\x85d".encode(), ("a\u2028b\x0cc\x85d", None)),
        ("a\u00a0b".encode(), ("a\u00a0b", None)),
    ],
)
def test_every_unicode_encoding_with_a_mark_is_read(raw: bytes, expected: tuple[str, str | None]) -> None:
    """A byte order mark says what a note is; lines end in line feeds afterwards, and nothing else changes."""
    assert decode(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code", "line", "cause"),
    [
        ("a\n\nñ".encode("latin-1"), Code.NOT_UTF8, 3, "el byte 0xf1 no es texto UTF-8."),
        (b"a\r\nb\xff", Code.NOT_UTF8, 2, "el byte 0xff no es texto UTF-8."),
        (b"\xed\xa0\x80", Code.NOT_UTF8, 1, "el byte 0xed no es texto UTF-8."),
        (b"hola \xe2\x82", Code.NOT_UTF8, 1, "el byte 0xe2 no es texto UTF-8."),
        ("a\nb".encode("utf-16") + b"x", Code.NOT_UTF8, 2, "el byte 0x78 no es texto UTF-16."),
        (codecs.BOM_UTF32_LE + b"\0\0\x11\x11", Code.NOT_UTF8, 1, "el byte 0x00 no es texto UTF-32."),
        (b"a\nb\0c", Code.NUL_BYTE, 2, "hay un carácter nulo (NUL) en esta línea."),
        (b"a\rb\r\nc\0", Code.NUL_BYTE, 3, "hay un carácter nulo (NUL) en esta línea."),
        ("hola".encode("utf-16-le"), Code.NUL_BYTE, 1, "hay un carácter nulo (NUL) en esta línea."),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_at_its_line(raw: bytes, code: Code, line: int, cause: str) -> None:
    """Nothing is guessed: bytes that are no Unicode text are an error with a line and a remedy."""
    with pytest.raises(TextError) as caught:
        decode(raw)
    error = caught.value
    assert (error.code, error.line, error.cause) == (code, line, cause)
    assert error.remedy


@given(st.binary(max_size=60) | st.sampled_from([codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]).flatmap(
    lambda mark: st.binary(max_size=40).map(lambda rest: mark + rest)))  # fmt: skip
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    """Whatever a file holds, it is text without CR and NUL, or an error."""
    try:
        text, _ = decode(raw)
    except TextError as error:
        text = "\n" * error.line
    assert text or not raw.lstrip(b"\xef\xbb\xbf\xff\xfe\0")
    assert not {"\r", "\0"} & set(text)
