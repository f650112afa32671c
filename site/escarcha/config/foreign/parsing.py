"""A file of another tool's settings as plain values, each with its line: nothing that it names is run.

Of YAML every scalar is text, as its author wrote it, but what is null (https://yaml.org/spec/1.2.2/#101-failsafe-schema).
MkDocs' own tags are read for what they say: https://www.mkdocs.org/user-guide/configuration/#special-yaml-tags
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from escarcha.config.foreign.document import Document, Keys, Place, Untold, walk
from escarcha.config.toml_words import explain_toml
from escarcha.config.yaml_words import broken_line, explain_yaml
from escarcha.problems import Code, EscarchaError, Problem, unreadable

MAX_NODES = 20_000
"""A file with more values than this, aliases counted each time, is an attack or a mistake."""

INHERIT = "INHERIT"
"""The key of the file that another one goes on from: https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance"""

NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that an escape in quotes may write, and that neither pages nor files can hold."""

_PYTHON = "tag:yaml.org,2002:python/"
"""What the tags begin with that name something of Python's."""

ANCHORS = "pymdownx.slugs."
"""What the names of functions begin with that say how anchors are made; Zensical has them as tables, too."""

_DEEPEST_INHERITANCE = 10

_TOO_DEEP = re.compile(r"(?:[\[{]\s*){100}")
"""PyYAML takes the square of the time that such a file is long."""


def read_document(file: Path, above: tuple[Path, ...] = ()) -> Document:
    """Read a file.

    Args:
        file: YAML or TOML, as its name says; problems have its whole path.
        above: the files that go on from this one.

    Raises:
        EscarchaError: with a problem that has its line, if it cannot be read.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EscarchaError(unreadable(error, file.as_posix())) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _broken(file, line, "no es texto UTF-8.", "Guárdalo como UTF-8.") from error
    read = _of_toml if file.suffix == ".toml" else _of_yaml
    too_deep = _broken(file, 1, "hay listas o tablas a demasiada profundidad.", "Aplánalas.")
    if _TOO_DEEP.search(text):
        raise too_deep
    try:
        document = read(text, file)
    except RecursionError as error:
        raise too_deep from error
    document = Document(document.values, document.places, (*above, file), document.untold)
    return _inherited(document, file)


def _broken(file: Path, line: int, cause: str, remedy: str) -> EscarchaError:
    return EscarchaError(Problem(Code.BROKEN_SETTINGS, file.as_posix(), line, cause, remedy))


def _of_toml(text: str, file: Path) -> Document:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(file, *explain_toml(str(error), text)) from error
    places: dict[Keys, Place] = {(): Place(file, 1)}
    at = 0
    for keys, value in walk(values):
        # The file is walked along with the values, since tomllib keeps no lines.
        written = next((key for key in reversed(keys) if isinstance(key, str)), "")
        sign = rf"[\"']?{re.escape(written)}[\"']?\s*[=.\]]"
        if keys and isinstance(keys[-1], int) and isinstance(value, str):
            sign = rf"[\"']{re.escape(value)}[\"']"
        found = re.compile(sign).search(text, at) or re.compile(sign).search(text)
        if keys and found:
            places[keys] = Place(file, text.count("\n", 0, found.start()) + 1)
            at = found.start()
    return Document(values, places)


def _of_yaml(text: str, file: Path) -> Document:
    try:
        # The loader in Python: deep nesting overflows the stack of the one in C, which ends the process.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        words = explain_yaml(str(error.problem), "el archivo")
        raise _broken(file, broken_line(error, text) + 1, *words) from error
    except (yaml.YAMLError, ValueError) as error:
        at = getattr(error, "position", 0)
        line = text.count("\n", 0, at) + 1 if isinstance(at, int) else 1
        raise _broken(file, line, "hay un carácter que YAML no admite.", "Bórralo.") from error
    reader = _YamlReader(file)
    if root is None:
        return Document({}, reader.places)
    values = reader.value(root, ())
    if not isinstance(values, dict):
        raise _broken(file, 1, "no son ajustes.", "Escribe una «clave: valor» por línea.")
    return Document(values, reader.places, untold=tuple(reader.untold))


@dataclass
class _YamlReader:
    """Turns the nodes of a file into values.

    Args:
        file: they come from.
    """

    file: Path
    budget: int = MAX_NODES
    untold: list[Untold] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places: dict[Keys, Place] = {(): Place(self.file, 1)}

    def value(self, node: yaml.Node, keys: Keys) -> Any:  # noqa: ANN401 - YAML is untyped
        """Return the value of a node, and note the places of all that it holds."""
        self.budget -= 1
        if self.budget < 0:
            cause = f"hay más de {MAX_NODES} valores, o uno se repite a sí mismo sin fin."
            raise _broken(self.file, 1, cause, "Quita las referencias «&» y «*».")
        if node.tag.startswith(_PYTHON):
            name = node.tag.rpartition(":")[2]
            said = self._table(node, keys) if isinstance(node, yaml.MappingNode) else {}
            return {"object": name, **said} if name.startswith(ANCHORS) else None
        if node.tag == "!ENV":
            return self._default(node, keys)
        if isinstance(node, yaml.ScalarNode):
            is_null = node.style is None and node.value in {"", "~", "null", "Null", "NULL"}
            return None if is_null else NO_TEXT.sub("\ufffd", node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self._noted(each, (*keys, index), each) for index, each in enumerate(node.value)]
        return self._table(node, keys)

    def _table(self, node: yaml.Node, keys: Keys) -> dict[str, Any]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key, each in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if key.tag == "tag:yaml.org,2002:merge":
                tables = each.value if isinstance(each, yaml.SequenceNode) else [each]
                for table in tables:
                    value = self.value(table, keys)
                    merged |= {name: value[name] for name in value if name not in merged} if value else {}
            else:
                own[name] = self._noted(each, (*keys, name), key)
        return merged | own

    def _noted(self, node: yaml.Node, keys: Keys, at: yaml.Node) -> Any:  # noqa: ANN401 - YAML is untyped
        self.places[keys] = Place(self.file, at.start_mark.line + 1)
        return self.value(node, keys)

    def _default(self, node: yaml.Node, keys: Keys) -> Any:  # noqa: ANN401 - YAML is untyped
        """Return what ``!ENV`` says for want of the variable: the last of several, or nothing."""
        names = node.value if isinstance(node, yaml.SequenceNode) else [node]
        value = self.value(names[-1], keys) if len(names) > 1 else None
        variable = names[0].value if names and isinstance(names[0], yaml.ScalarNode) else ""
        cause = f"depende de la variable de entorno «{variable}», que aquí no se lee"
        cause += ": vale lo que pone en su defecto." if len(names) > 1 else "."
        self.untold.append(Untold(keys, cause, "Escribe el valor en site.toml."))
        return value


def _inherited(document: Document, file: Path) -> Document:
    """Put a document over the one that it goes on from, table by table, as MkDocs does."""
    name = document.values.pop(INHERIT, None)
    if not isinstance(name, str) or not name:
        return document
    parent = Path(file.parent, name)
    cause = f"el archivo «{name}», del que siguen estos ajustes, "
    if parent.resolve() in (each.resolve() for each in document.files):
        cause += "lleva otra vez a este."
    elif len(document.files) > _DEEPEST_INHERITANCE:
        cause += "es el último de una cadena demasiado larga."
    elif not parent.is_file():
        cause += "no existe."
    else:
        return _over(document, read_document(parent, document.files))
    untold = Untold((INHERIT,), cause, "Corrige la ruta, que cuenta desde la carpeta de este archivo.")
    return Document(document.values, document.places, (*document.files, parent), (*document.untold, untold))


def _over(child: Document, parent: Document) -> Document:
    places = {keys: place for keys, place in parent.places.items() if not _is_replaced(keys, child.values)}
    untold = [each for each in parent.untold if not _is_replaced(each.keys, child.values)]
    return Document(
        _merged(parent.values, child.values),
        places | child.places,
        parent.files,
        (*untold, *child.untold),
    )


def _is_replaced(keys: Keys, values: object) -> bool:
    """Tell whether a value of a parent gives way to one of the child."""
    for key in keys:
        if not isinstance(values, dict):
            return True
        if key not in values:
            return False
        values = values[key]
    return not isinstance(values, dict)


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    both = {key for key in child if isinstance(child[key], dict) and isinstance(parent.get(key), dict)}
    return parent | {key: _merged(parent[key], child[key]) if key in both else child[key] for key in child}
