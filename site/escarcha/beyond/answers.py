"""What hosts have answered, kept for some days: nobody asks them again for the same on every check."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads the type at run time
import hashlib
from typing import TYPE_CHECKING

import msgspec

from escarcha.history import today
from escarcha.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escarcha.config import Project

DAYS = 7
"""How long an answer is good for. What has failed is asked for again each time."""

NO_SUCH_HOST = "no hay ningún servidor con ese nombre"
"""Why there is no answer where a name is nobody's, or where this machine is not connected."""


class Answer(msgspec.Struct, frozen=True):
    """What came of asking for an address.

    Args:
        status: the number of the answer; 0 if there was none.
        reason: why there was none, in Spanish.
        moved_to: the address that has taken its place for good; empty if none has.
        day: when that was.
    """

    status: int
    reason: str = ""
    moved_to: str = ""
    day: dt.date = msgspec.field(default_factory=today)

    @property
    def is_good(self) -> bool:
        """Tell whether the address leads somewhere."""
        return 200 <= self.status < 400  # noqa: PLR2004 - https://httpwg.org/specs/rfc9110.html#status.codes


class Answers:
    """The answers that a project has kept.

    Args:
        project: whose.
        on_disk: whether any are used and kept.
    """

    def __init__(self, project: Project, *, on_disk: bool) -> None:
        self._shelf = Shelf(project.cache / "externos" if on_disk else None)

    def recall(self, addresses: Iterable[str]) -> dict[str, Answer]:
        """Return the answers to some addresses that are still good."""
        keys = {_key(address): address for address in addresses}
        found: dict[str, Answer] = {}
        for key, packed in self._shelf.get_all(keys).items():
            answer = msgspec.msgpack.decode(packed, type=Answer)
            if _days_since(answer.day) < DAYS:
                found[keys[key]] = answer
        return found

    def keep(self, answers: Mapping[str, Answer]) -> None:
        """Keep the good ones of some answers."""
        self._shelf.put_all(
            {_key(address): msgspec.msgpack.encode(each) for address, each in answers.items() if each.is_good}
        )


def _days_since(day: dt.date) -> int:
    """Return how many days ago a day was; one to come is long ago."""
    days = (today() - day).days
    return days if days >= 0 else DAYS


def _key(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:40]
