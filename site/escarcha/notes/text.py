"""The bytes of a note to text: Unicode only, and never a guess."""

from __future__ import annotations

import codecs

from escarcha.problems import Code

MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    (codecs.BOM_UTF8, "utf-8", None),
)


class TextError(Exception):
    """A note whose bytes are not text.

    Args:
        code: the kind of problem.
        line: where, from 1.
        cause: a Spanish sentence.
        remedy: another.
    """

    def __init__(self, code: Code, line: int, cause: str, remedy: str) -> None:
        super().__init__(cause)
        self.code, self.line, self.cause, self.remedy = code, line, cause, remedy


def decode(raw: bytes) -> tuple[str, str | None]:
    """Decode a note; line feeds end its lines afterwards, whatever did before.

    Returns:
        The text, and the name of the encoding if it was not UTF-8.

    Raises:
        TextError: on bytes that are no Unicode text, and on NUL characters.
    """
    encoding, converted = "utf-8", None
    for mark, name, foreign in MARKS:
        if raw.startswith(mark):
            raw, encoding, converted = raw[len(mark) :], name, foreign
            break
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, "replace")
        raise TextError(
            Code.NOT_UTF8,
            before.count("\n") + 1,
            f"el byte 0x{raw[error.start]:02x} no es texto {encoding.upper()[:6].rstrip('-')}.",
            "Guarda la nota en UTF-8 desde tu editor.",
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (at := text.find("\0")) >= 0:
        raise TextError(
            Code.NUL_BYTE,
            text.count("\n", 0, at) + 1,
            "hay un carácter nulo (NUL) en esta línea.",
            "Bórralo: suele venir de un archivo que no es texto.",
        )
    return text, converted
