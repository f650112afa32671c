"""The YAML header of a note: split off, read and checked.

Scalars are read as text, as YAML's failsafe schema does (https://yaml.org/spec/1.2.2/#101-failsafe-schema),
and each key decides what its text means. So ``title: no`` is the word «no», ``title: 1.10`` keeps its
zero, and only ``draft`` knows truth.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
import yaml
from msgspec import Meta

from escarcha.problems import Code, Severity, nearest

MAX_NODES = 100_000
"""A header with more values than this, aliases counted each time, is an attack or a mistake."""

_TRUTH = {"sí": True, "si": True, "yes": True, "on": True, "true": True, "verdadero": True, "1": True}
_TRUTH |= {"no": False, "off": False, "false": False, "falso": False, "0": False}

Text = Annotated[str, Meta(title="un texto")]
Day = Annotated[dt.date, Meta(title="una fecha como 2026-01-31")]
Texts = Annotated[tuple[str, ...], Meta(title="un texto o una lista de textos")]


class Header(msgspec.Struct, frozen=True):
    """What an author may say of a note; every key is optional.

    The description of a field is its entry in the manual's table of header keys.
    """

    title: Annotated[
        Text | None, Meta(description="Título; si falta, el primer H1 o el nombre del archivo.")
    ] = None
    description: Annotated[Text | None, Meta(description="Resumen para buscadores y listados.")] = None
    date: Annotated[Day | None, Meta(description="Fecha de publicación; la nota entra en el canal Atom.")] = (
        None
    )
    updated: Annotated[
        Day | None, Meta(description="Última revisión; si falta, la del historial de git.")
    ] = None
    tags: Annotated[Texts, Meta(description="Etiquetas: una lista o un texto con comas.")] = ()
    order: Annotated[
        Annotated[float, Meta(title="un número")] | None,
        Meta(description="Posición dentro de su sección; las notas sin ella van detrás."),
    ] = None
    draft: Annotated[
        Annotated[bool, Meta(title="«true» o «false»")],
        Meta(description="Borrador: se ve en la vista previa y no se publica."),
    ] = False
    slug: Annotated[Text | None, Meta(description="Última parte de la dirección, en lugar del nombre.")] = (
        None
    )
    aliases: Annotated[Texts, Meta(description="Direcciones antiguas que redirigen a esta nota.")] = ()


KEYS = Header.__struct_fields__

_SPANISH = {
    "título": "title",
    "titulo": "title",
    "descripción": "description",
    "descripcion": "description",
    "resumen": "description",
    "fecha": "date",
    "actualizado": "updated",
    "etiquetas": "tags",
    "orden": "order",
    "borrador": "draft",
    "alias": "aliases",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong in a text whose place on disk is not known here.

    Args:
        code: the kind of problem.
        line: in the text, from 1.
        cause: a Spanish sentence.
        remedy: another, or nothing.
        severity: whether it stops the publication.
    """

    code: Code
    line: int
    cause: str
    remedy: str = ""
    severity: Severity = Severity.WARNING


class HeaderError(Exception):
    """A header that cannot be read at all.

    Args:
        remark: what is wrong, and where.
    """

    def __init__(self, line: int, cause: str, remedy: str = "") -> None:
        super().__init__(cause)
        self.remark = Remark(Code.BROKEN_HEADER, line, cause, remedy, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """A header, the lines its keys stand on, what is wrong with it, and where the body begins."""

    header: Header
    lines: dict[str, int]
    remarks: tuple[Remark, ...]
    body_line: int


def read_header(text: str) -> HeaderReading:
    """Read the header of a note; a note without one has an empty header.

    A note that opens with a thematic break (``---``) and no YAML mapping has no header, as on GitHub.

    Raises:
        HeaderError: if there is a header and it is not a YAML mapping.
    """
    source, body_line = _split(text)
    node = _compose(source) if source.strip() else None
    if node is None:
        return HeaderReading(Header(), {}, (), body_line)
    if isinstance(node, yaml.ScalarNode):
        return HeaderReading(Header(), {}, (), 1)
    if not isinstance(node, yaml.MappingNode):
        raise HeaderError(
            node.start_mark.line + 2,
            "la cabecera es una lista y debe ser una serie de «clave: valor».",
            "Escribe, por ejemplo, «tags: [uno, dos]».",
        )
    return _interpret(node, body_line)


_OPENING = re.compile(r"---[ \t]*\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_NO_LONGER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Line breaks of YAML 1.1 that are none in YAML 1.2 nor in any editor; PyYAML would count them.

https://yaml.org/spec/1.2.2/#54-line-break-characters
"""
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an escape in quotes may write (``"\\0"``) and neither a page nor XML can hold."""
_KEY_LINE = re.compile(rf"(?:{'|'.join([*KEYS, *_SPANISH])})[ \t]*:")


def _split(text: str) -> tuple[str, int]:
    """Return the YAML between the two marks, and the line on which the body begins."""
    opening = _OPENING.match(text)
    if not opening:
        return "", 1
    blank = _BLANK_LINES.match(text, opening.end())
    if blank and not _KEY_LINE.match(text, blank.end()):
        # A rule and not a header, as Pandoc has it: https://pandoc.org/MANUAL.html#extension-yaml_metadata_block
        return "", 1
    closing = _CLOSING.search(text, opening.end())
    if closing:
        return text[opening.end() : closing.start()], text.count("\n", 0, closing.end()) + 2
    if _KEY_LINE.match(text, opening.end()):
        raise HeaderError(1, "la cabecera empieza aquí y no se cierra.", "Añade una línea «---» tras ella.")
    return "", 1


def _compose(source: str) -> yaml.Node | None:
    # The loader in Python, not the one in C: libyaml overflows the stack on deep nesting and takes the
    # process with it.
    try:
        return yaml.compose(source.translate(_NO_LONGER_BREAKS), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 2
        # What ends too early is reported where the text ends; people look where it began.
        if error.context_mark and error.problem_mark and error.problem_mark.line > error.context_mark.line:
            line = error.context_mark.line + 2
        line = min(line, source.rstrip().count("\n") + 2)
        raise HeaderError(line, *_explain(str(error.problem))) from error
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 2
        raise HeaderError(
            line, f"la cabecera tiene un carácter que YAML no admite (U+{_codepoint(error):04X}).", "Bórralo."
        ) from error
    except (RecursionError, ValueError) as error:
        raise HeaderError(2, "la cabecera tiene demasiados niveles.", "Déjala en «clave: valor».") from error


def _codepoint(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[0])


def _explain(problem: str) -> tuple[str, str]:
    """Say in Spanish what PyYAML found; the list covers what people do in headers."""
    quotes = 'Pon el valor entre comillas: title: "Flask: primeros pasos".'
    for clue, cause, remedy in (
        ("mapping values are not allowed", "hay dos signos «:» en el mismo valor.", quotes),
        (
            "found character '\\t'",
            "hay un tabulador donde YAML pide espacios.",
            "Cambia el tabulador por espacios.",
        ),
        ("cannot start any token", "el valor empieza por un signo que YAML se reserva.", quotes),
        ("found unexpected end of stream", "se abren comillas y no se cierran.", "Cierra las comillas."),
        ("expected ',' or", "se abre una lista o un mapa y no se cierra.", "Cierra el corchete o la llave."),
        ("could not find expected ':'", "falta «:» tras la clave.", "Escribe «clave: valor»."),
        ("found undefined alias", "un valor que empieza por «*» es una referencia de YAML.", quotes),
        ("expected alphabetic or numeric", "un valor que empieza por «*» o «&» es una referencia.", quotes),
        (
            "but found '<stream end>'",
            "se abre una lista o un mapa y no se cierra.",
            "Cierra el corchete o la llave.",
        ),
        ("second occurrence", "dos valores usan la misma marca «&» de YAML.", quotes),
    ):
        if clue in problem:
            return cause, remedy
    return "la cabecera no es YAML válido.", f"Escribe una «clave: valor» por línea. YAML dice: {problem}."


def _interpret(node: yaml.MappingNode, body_line: int) -> HeaderReading:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    remarks: list[Remark] = []
    types = {field.name: field.type for field in msgspec.structs.fields(Header)}
    budget = [MAX_NODES]
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        key = str(_plain(key_node, budget, line))
        if key in lines:
            cause = f"la clave «{key}» ya está en la línea {lines[key]}; vale la última."
            remarks.append(Remark(Code.HEADER_KEY, line, cause, "Borra una de las dos."))
        lines[key] = line
        value = _plain(value_node, budget, line)
        if key not in types:
            if near := _SPANISH.get(key.lower()) or nearest(key, KEYS):
                cause = f"la cabecera no conoce «{key}»."
                remarks.append(Remark(Code.HEADER_KEY, line, cause, f"¿Querías «{near}»?"))
        elif value is not None:
            try:
                values[key] = msgspec.convert(_prepare(key, value), types[key], strict=False)
            except (msgspec.ValidationError, ValueError):
                cause = f"«{key}» debe ser {_title(types[key])}; se pasa por alto."
                remarks.append(Remark(Code.HEADER_VALUE, line, cause))
    return HeaderReading(Header(**values), lines, tuple(remarks), body_line)


def _plain(node: yaml.Node, budget: list[int], line: int) -> Any:  # noqa: ANN401 - YAML is untyped
    """Turn a node into texts, lists and mappings; aliases are followed, within the budget."""
    budget[0] -= 1
    if budget[0] < 0:
        raise HeaderError(
            line, "la cabecera se repite a sí misma sin fin.", "Quita las referencias «&» y «*»."
        )
    if isinstance(node, yaml.ScalarNode):
        is_null = node.style is None and node.value in {"", "~", "null"}
        return None if is_null else _NO_TEXT.sub("\ufffd", node.value)
    try:
        if isinstance(node, yaml.SequenceNode):
            return [_plain(item, budget, line) for item in node.value]
        return {str(_plain(key, budget, line)): _plain(value, budget, line) for key, value in node.value}
    except RecursionError:
        budget[0] = 0
        return _plain(node, budget, line)


def _prepare(key: str, value: Any) -> Any:  # noqa: ANN401 - YAML is untyped
    """Bring a value into the form its key's type is checked against."""
    if key in {"tags", "aliases"}:
        return _words(value, split=key == "tags")
    if not isinstance(value, str):
        return value
    if key in {"date", "updated"}:
        # A date with a time, as Hugo and Jekyll write it, is that day.
        day, _, _ = value.strip().replace("T", " ").partition(" ")
        return day
    if key == "draft":
        return _TRUTH.get(value.strip().lower(), value)
    if key == "order" and value.strip().lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        raise ValueError(value)
    return value.strip()


def _words(value: Any, *, split: bool) -> Any:  # noqa: ANN401 - YAML is untyped
    """Make a list of a text, and drop what is empty; Obsidian's ``#`` before a tag goes too."""
    if isinstance(value, str):
        value = value.split(",") if split else [value]
    if not isinstance(value, list):
        return value
    words = [item.strip().removeprefix("#") if isinstance(item, str) else item for item in value]
    return [word for word in words if word not in ("", None)]


def _title(kind: Any) -> str:  # noqa: ANN401 - a typing construct
    """Return the Spanish name of a field's type, wherever its annotation keeps it."""
    info = msgspec.inspect.type_info(kind)
    while isinstance(info, msgspec.inspect.Metadata) and "title" not in (info.extra_json_schema or {}):
        info = info.type
    if isinstance(info, msgspec.inspect.UnionType):
        info = next(part for part in info.types if isinstance(part, msgspec.inspect.Metadata))
    return str((info.extra_json_schema or {})["title"]) if isinstance(info, msgspec.inspect.Metadata) else ""
