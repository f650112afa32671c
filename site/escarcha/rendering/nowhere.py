"""What is wrong with links that lead nowhere at all, whatever the site."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from escarcha.markup.lines import LINE
from escarcha.problems import Code, Remark
from escarcha.rendering.sanitiser import is_safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_LOCAL = re.compile(r"file:|[A-Za-z]:(?:[\\/]|%5C)", re.IGNORECASE)
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_SHOWN = 60

_TAG = re.compile(r"<([A-Za-z][\w-]*)\b[^<>]*>")
_ADDRESS = re.compile(
    r"""(?<=\s)(?:href|src|poster)\s*=\s*(["']?)\s*([A-Za-z][\w+.-]*:[^"'\s>]*)""", re.IGNORECASE
)
_LINE = re.compile(rf"""{LINE}[a-z]*="?(\d+)""")


def empty_link(node: LexborNode, target: str, line: int) -> Iterator[Remark]:
    """Say that a link or an image has no address, if it has none."""
    if target:
        return
    text = " ".join(node.text().split())[:_SHOWN]
    if node.tag == "a":
        what = (
            f"el enlace «{text}» no lleva a ninguna parte" if text else "hay un enlace sin texto ni dirección"
        )
    else:
        what = "falta la dirección de una imagen o de otro archivo"
    yield Remark(Code.EMPTY_LINK, line, f"{what}.", "Escribe la dirección entre los paréntesis, o quítalo.")


def lost_target(address: str, line: int) -> Remark:
    """Say that an address is not published, and why."""
    shown = address if len(address) <= _SHOWN else f"{address[: _SHOWN - 1]}…"
    if _LOCAL.match(address):
        cause = f"«{shown}» es un archivo de tu ordenador, que nadie más tiene; se publica sin la dirección."
        remedy = "Pon el archivo junto a las notas y escribe su ruta desde esta."
    elif _RUNS.match(address):
        cause = f"«{shown}» podría ejecutar algo; se publica sin la dirección."
        remedy = 'Quítala, o pon html = "trusted" en site.toml si todas las notas son tuyas.'
    else:
        cause = f"«{address.partition(':')[0]}:» no es de la web; «{shown}» se publica sin la dirección."
        remedy = 'Quítala, o pon html = "trusted" en site.toml si todas las notas son tuyas.'
    return Remark(Code.LOST_TARGET, line, cause, remedy)


def lost_in(html: str) -> Iterator[Remark]:
    """Yield what is not published of the addresses in a note, before it is made safe.

    Args:
        html: whose tags say their lines.
    """
    for tag in _TAG.finditer(html):
        for found in _ADDRESS.finditer(tag[0]) if ":" in tag[0] else ():
            if not is_safe_address(found[2], tag[1].lower()):
                line = _LINE.search(tag[0])
                yield lost_target(unescape(found[2]), int(line[1]) if line else 1)
