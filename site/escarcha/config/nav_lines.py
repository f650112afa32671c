"""What ``nav`` says, line by line: pages, groups and addresses, written as in MkDocs.

https://www.mkdocs.org/user-guide/configuration/#nav has the form; TOML has tables where YAML has mappings.
"""

from __future__ import annotations

import msgspec

DEEPEST = 10
"""Groups within groups at most: each is a list within a list on every page."""

LEFT_OUT = "!"
"""What a path begins with that is to have no line."""

_SHAPE = "debe ser una lista de rutas, direcciones y grupos: { «Título» = […] }"


class NavLine(msgspec.Struct, frozen=True):
    """One line of ``nav`` as its author wrote it.

    Args:
        title: empty where the page's own serves.
        target: the path of a note, folder or file, or an address; empty for a group.
        lines: of a group.
        is_left_out: whether the target is to have no line.
    """

    title: str = ""
    target: str = ""
    lines: tuple[NavLine, ...] = ()
    is_left_out: bool = False

    @property
    def written(self) -> str:
        """The target as the settings have it between quotation marks."""
        return f"{LEFT_OUT}{self.target}" if self.is_left_out else self.target


def read_nav(value: object, depth: int = 0) -> tuple[NavLine, ...]:
    """Read the value of ``nav``, or of a group in it.

    Args:
        value: as TOML gives it: a list, or a table whose keys are titles.
        depth: how many groups it lies in.

    Raises:
        ValueError: with what is wrong, in Spanish, if it is no such thing.
    """
    if depth > DEEPEST:
        raise ValueError(f"tiene grupos dentro de grupos a más de {DEEPEST} niveles")
    if isinstance(value, dict):
        return tuple(_titled(title, each, depth) for title, each in value.items())
    if not isinstance(value, list):
        raise ValueError(_SHAPE)  # noqa: TRY004 - the author's mistake, not the program's
    lines: list[NavLine] = []
    for each in value:
        if isinstance(each, str):
            target = each.removeprefix(LEFT_OUT)
            lines.append(NavLine(target=target, is_left_out=each != target))
        elif isinstance(each, dict):
            lines += read_nav(each, depth)
        else:
            raise ValueError(_SHAPE)  # noqa: TRY004 - see above
    if any(not line.target and not line.title for line in lines):
        raise ValueError("tiene una línea vacía")
    return tuple(lines)


def _titled(title: str, value: object, depth: int) -> NavLine:
    if not title.strip():
        raise ValueError("tiene un título vacío")
    if isinstance(value, str):
        if not value or value.startswith(LEFT_OUT):
            raise ValueError(f"da el título «{title}» a nada")
        return NavLine(title, value)
    return NavLine(title, lines=read_nav(value, depth + 1))
