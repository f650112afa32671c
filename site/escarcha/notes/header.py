"""The YAML header of a note: split off, read and checked.

Scalars are read as text, as YAML's failsafe schema does (https://yaml.org/spec/1.2.2/#101-failsafe-schema),
and each key decides what its text means. So ``title: no`` is the word «no», ``title: 1.10`` keeps its
zero, and few keys know truth.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import yaml
from msgspec import Meta

from escarcha.notes.header_toml import toml_as_yaml
from escarcha.notes.header_values import TRUTH, prepare
from escarcha.notes.header_yaml import MAX_NODES, HeaderError, parse_yaml, texts_of
from escarcha.notes.other_keys import OTHER_KEYS, former_addresses, is_kept_out, order_of, unread_keys
from escarcha.problems import Code, Remark, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

Text = Annotated[str, Meta(title="un texto")]
Day = Annotated[dt.date, Meta(title="una fecha como 2026-01-31")]
Texts = Annotated[tuple[str, ...], Meta(title="un texto o una lista de textos")]


class Header(msgspec.Struct, frozen=True):
    """What an author may say of a note; every key is optional.

    The description of a field says what it is for, to whoever reads the code or a schema made of it.
    """

    title: Annotated[
        Text | None, Meta(description="Título; si falta, el encabezado de la nota o el nombre del archivo.")
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
    group: Annotated[
        Text | None, Meta(description="Grupo de su sección que empieza en esta nota: «Primeros pasos».")
    ] = None
    draft: Annotated[
        Annotated[bool, Meta(title="«true» o «false»")],
        Meta(description="Borrador: se ve en la vista previa y no se publica."),
    ] = False
    template: Annotated[
        Text | None, Meta(description="Plantilla con que se muestra: «ficha» es templates/ficha.html.")
    ] = None
    slug: Annotated[Text | None, Meta(description="Última parte de la dirección, en lugar del nombre.")] = (
        None
    )
    aliases: Annotated[
        Texts, Meta(description="Lo que empieza por «/», direcciones antiguas; lo demás, otros nombres.")
    ] = ()
    anchors: Annotated[
        Annotated[dict[str, str], Meta(title="pares de un ancla antigua y la que la sustituye")],
        Meta(description="Anclas antiguas, y los encabezados en los que están ahora."),
    ] = msgspec.field(default_factory=dict)
    search: Annotated[
        Annotated[float, Meta(ge=0, le=10, title="«false» o un número de 0 a 10")],
        Meta(
            description="Con «false» el buscador no la encuentra; con un número mayor que 1, antes que otras."
        ),
    ] = 1.0
    glossary: Annotated[
        Annotated[bool, Meta(title="«true» o «false»")],
        Meta(description="Con «false», ningún término de la nota lleva al glosario."),
    ] = True
    learning_path: Annotated[
        Annotated[bool, Meta(title="«true» o «false»")],
        Meta(description="Recorrido: las notas de sus listas numeradas son pasos que se leen en orden."),
    ] = False
    image: Annotated[
        Text | None, Meta(description="Imagen con que se comparte su página, como ruta o dirección.")
    ] = None
    hide: Annotated[
        Texts, Meta(description="Lo que su página no enseña: «navigation», «toc» o las dos cosas.")
    ] = ()
    icon: Annotated[
        Text | None,
        Meta(description="Icono de la navegación, si «dialect» es «material»: «material/school»."),
    ] = None
    status: Annotated[
        Text | None,
        Meta(description="Lo que se dice de ella en la navegación, si «dialect» es «material»: «new»."),
    ] = None
    solutions_from: Annotated[
        Day | None, Meta(description="Día desde el que se publican las soluciones de sus ejercicios.")
    ] = None
    ignore: Annotated[Texts, Meta(description="Códigos de problemas que de esta nota no se dicen.")] = ()

    @property
    def old_addresses(self) -> tuple[str, ...]:
        """Those of the aliases that are addresses."""
        return tuple(alias for alias in self.aliases if alias.startswith("/"))

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the aliases that are names, as in Obsidian: https://help.obsidian.md/aliases."""
        return tuple(alias for alias in self.aliases if not alias.startswith("/"))


KEYS = Header.__struct_fields__

_TYPES = {field.name: field.type for field in msgspec.structs.fields(Header)}

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
    "grupo": "group",
    "borrador": "draft",
    "plantilla": "template",
    "alias": "aliases",
    "buscar": "search",
    "búsqueda": "search",
    "glosario": "glossary",
    "recorrido": "learning_path",
    "imagen": "image",
    "ignora": "ignore",
    "ignorar": "ignore",
    "soluciones": "solutions_from",
}


_PRIVATE: dict[str, tuple[Any, str]] = {
    "draft": (True, "se toma por borrador"),
    "solutions_from": (dt.date.max, "las soluciones no se publican"),
}
"""What the keys that keep something from readers are taken for where their value makes no sense."""


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """A header, the lines its keys stand on, what is wrong with it, and where the body begins.

    ``former`` are the addresses that the note has in another tool, by keys that are not ours.
    """

    header: Header
    lines: dict[str, int]
    remarks: tuple[Remark, ...]
    body_line: int
    former: tuple[str, ...] = ()


def read_header(text: str) -> HeaderReading:
    """Read the header of a note; a note without one has an empty header.

    A note that opens with a thematic break (``---``) and no YAML mapping has no header, as on GitHub.

    Raises:
        HeaderError: if there is a header and it is not a YAML mapping.
    """
    source, body_line = _split(text)
    node = parse_yaml(source) if source.strip() else None
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
_KEY_LINE = re.compile(rf"(?:{'|'.join([*KEYS, *_SPANISH])})[ \t]*:")


def _split(text: str) -> tuple[str, int]:
    """Return the YAML between the two marks, or what says the same, and the line on which the body begins."""
    if text.startswith("+++") and (toml := toml_as_yaml(text)):
        return toml
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


def _interpret(node: yaml.MappingNode, body_line: int) -> HeaderReading:
    said: dict[str, Any] = {}
    lines: dict[str, int] = {}
    remarks: list[Remark] = []
    budget = [MAX_NODES]
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        key = str(texts_of(key_node, budget, line))
        if key in lines:
            cause = f"la clave «{key}» ya está en la línea {lines[key]}; vale la última."
            remarks.append(Remark(Code.HEADER_KEY, line, cause, "Borra una de las dos."))
        lines[key] = line
        said[key] = texts_of(value_node, budget, line)
    values: dict[str, Any] = {}
    if is_kept_out(said):
        values["draft"] = True
    if (order := order_of(said)) is not None:
        values["order"] = order
    for key, value in said.items():
        remarks += _read(key, value, lines[key], values)
    remarks += unread_keys(said, lines)
    return HeaderReading(Header(**values), lines, tuple(remarks), body_line, former_addresses(said))


def _read(key: str, value: Any, line: int, values: dict[str, Any]) -> Iterator[Remark]:  # noqa: ANN401 - YAML is untyped
    """Add what a key says to the values of a header; yield what is wrong with it."""
    if key in OTHER_KEYS:
        return
    if key not in _TYPES:
        if near := _SPANISH.get(key.lower()) or nearest(key, KEYS):
            yield Remark(Code.HEADER_KEY, line, f"la cabecera no conoce «{key}».", f"¿Querías «{near}»?")
            if near in _PRIVATE and TRUTH.get(str(value).strip().lower(), True):
                values.setdefault(near, _PRIVATE[near][0])
    elif key == "template" and str(value).endswith(".html"):
        cause = f"«template: {value}» es una plantilla de otro programa, y aquí no tiene efecto."
        remedy = "Quita la línea; las de «templates/» se nombran sin «.html»."
        yield Remark(Code.HEADER_KEY, line, cause, remedy, Severity.HINT)
    elif value is not None:
        try:
            read = msgspec.convert(prepare(key, value), _TYPES[key], strict=False)
        except (msgspec.ValidationError, ValueError):
            # What may be meant to stay private does.
            instead, ignored = _PRIVATE.get(key, (None, "se pasa por alto"))
            cause = f"«{key}» debe ser {_title(_TYPES[key])}; {ignored}."
            yield Remark(Code.HEADER_VALUE, line, cause, "Corrígela, o quita la línea.")
            if instead is not None:
                values[key] = instead
        else:
            # Whatever keeps a note from readers does so, whatever else the header says.
            values[key] = (read or values.get(key, False)) if key == "draft" else read


def _title(kind: Any) -> str:  # noqa: ANN401 - a typing construct
    """Return the Spanish name of a field's type, wherever its annotation keeps it."""
    info = msgspec.inspect.type_info(kind)
    while isinstance(info, msgspec.inspect.Metadata) and "title" not in (info.extra_json_schema or {}):
        info = info.type
    if isinstance(info, msgspec.inspect.UnionType):
        info = next(part for part in info.types if isinstance(part, msgspec.inspect.Metadata))
    return str((info.extra_json_schema or {})["title"]) if isinstance(info, msgspec.inspect.Metadata) else ""
