"""``_headers`` and ``_redirects``: the rules of a host as Netlify and Cloudflare Pages read them.

https://docs.netlify.com/routing/headers/ and https://docs.netlify.com/routing/redirects/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from escarcha.hosts.rules import HeaderRule, Redirect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEADERS, REDIRECTS = "_headers", "_redirects"

UNSERVED = (HEADERS, REDIRECTS, ".nojekyll")
"""Files that are for hosts alone."""

_ADDRESS = re.compile(r"/|https?://")
_STATUS = re.compile(r"(?P<number>[1-5]\d\d)(?P<forced>!?)")
_NAME = re.compile(r"[!#$%&'*+.^`|~\w-]+", re.ASCII)
"""https://httpwg.org/specs/rfc9110.html#fields.names"""


class Mistake(NamedTuple):
    """What is wrong with a line: a Spanish cause and a remedy."""

    line: int
    cause: str
    remedy: str


def parse_headers(text: str) -> tuple[list[HeaderRule], list[Mistake]]:
    """Read ``_headers``: a path at the beginning of a line, and below it the headers, indented.

    On Cloudflare a whole address is a path, too, of one of the names that the site has:
    https://developers.cloudflare.com/pages/configuration/headers/

    Returns:
        The rules, and what is wrong with the lines that give none.
    """
    rules: list[HeaderRule] = []
    values: dict[str, str] | None = None
    mistakes: list[Mistake] = []
    for number, line in _lines(text):
        if _ADDRESS.match(line):
            values = {}
            rules.append(HeaderRule(line, values))
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not (colon and value and _NAME.fullmatch(name)):
            cause = f"«{line}» no es una ruta ni una cabecera."
            mistakes.append(
                Mistake(number, cause, "Escribe «/ruta/*», o «Nombre: valor» debajo de una ruta.")
            )
        elif not (value.isascii() and value.isprintable()):  # rfc9110.html#section-5.5
            cause = f"la cabecera «{name}» lleva letras que no son de cabeceras, como las que tienen acento."
            mistakes.append(Mistake(number, cause, "Escribe el valor sin ellas."))
        elif values is None:
            cause = f"la cabecera «{name}» no está debajo de ninguna ruta."
            mistakes.append(Mistake(number, cause, "Pon antes una línea con la ruta, como «/*»."))
        else:  # a header that is given twice has both values
            values[name] = f"{values[name]}, {value}" if name in values else value
    return rules, mistakes


def dump_headers(rules: Iterable[HeaderRule]) -> str:
    """Write rules as ``_headers`` has them."""
    return "".join(
        "".join([f"{rule.path}\n", *(f"  {name}: {value}\n" for name, value in rule.values.items())])
        for rule in rules
    )


def parse_redirects(text: str) -> tuple[list[Redirect], list[Mistake]]:
    """Read ``_redirects``: on each line a path, where it leads, and perhaps the status.

    Returns:
        The redirects, and what is wrong with the lines that give none.
    """
    redirects: list[Redirect] = []
    mistakes: list[Mistake] = []
    for number, line in _lines(text):
        old, *fields = re.sub(r"\s#.*", "", line).split()
        at = next((at for at, word in enumerate(fields) if _ADDRESS.match(word)), None)
        if at is None or not _ADDRESS.match(old) or not all("=" in word for word in fields[:at]):
            cause = f"«{line}» no dice de qué dirección a cuál se va."
            mistakes.append(Mistake(number, cause, "Escribe «/vieja/ /nueva/ 301»."))
            continue
        status = _STATUS.fullmatch(fields[at + 1]) if len(fields) > at + 1 else None
        conditions = fields[at + (2 if status else 1) :]
        if wrong := next((word for word in conditions if "=" not in word), None):
            cause = f"«{wrong}» no es un código de respuesta ni una condición."
            mistakes.append(Mistake(number, cause, "Escribe un número de tres cifras, como 301."))
            continue
        number_of_status, forced = (int(status["number"]), bool(status["forced"])) if status else (301, False)
        redirects.append(
            Redirect(old, fields[at], number_of_status, forced, tuple(fields[:at]), tuple(conditions))
        )
    return redirects, mistakes


def dump_redirects(redirects: Iterable[Redirect]) -> str:
    """Write redirects as ``_redirects`` has them."""
    return "".join(
        " ".join(
            [each.old, *each.parameters, each.new, f"{each.status}{'!' * each.is_forced}", *each.conditions]
        )
        + "\n"
        for each in redirects
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers; those that begin with ``#`` are for people."""
    for number, line in enumerate(re.split(r"\r\n?|\n", text.removeprefix("\ufeff")), 1):
        if (said := line.strip()) and not said.startswith("#"):
            yield number, said
