"""What the interface says, in the language of the site.

The texts are written in Spanish where they stand, in templates, scripts and contexts. A catalogue in
``locale/`` says them in another language: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import functools
import gettext
import io
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from escarcha import bundled

if TYPE_CHECKING:
    import datetime as dt

DEFAULT_LANGUAGE = "es"
"""The language in which the texts are written, and the one for languages without a catalogue."""


@functools.cache
def texts(language: str) -> gettext.NullTranslations:
    """Return the texts of the interface in a language.

    Args:
        language: BCP 47 code; only its first part counts, so ``en-GB`` reads the catalogue ``en.po``.
    """
    file = bundled.LOCALE / f"{_spoken(language)}.po"
    if not file.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - most sites are in Spanish
    from babel.messages.pofile import read_po  # noqa: PLC0415 - the same

    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=_spoken(language))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def spoken(language: str) -> str:
    """Return the language in which the texts of a site in some language really are: its own, or Spanish."""
    return language if _spoken(language) == DEFAULT_LANGUAGE or texts(language).info() else DEFAULT_LANGUAGE


def long_date(day: dt.date, language: str = DEFAULT_LANGUAGE) -> str:
    """Write a date out, as CLDR has it: ``22 de noviembre de 2026``."""
    from babel.dates import format_date  # noqa: PLC0415 - many pages bear no date

    return format_date(day, "long", locale=_locale(language))


def open_graph_locale(language: str) -> str:
    """Write a language as https://ogp.me has it, with the country where most speak it: ``es_ES``."""
    locale = _locale(language)
    likely = Locale.parse(get_global("likely_subtags").get(locale.language, locale.language))
    territory = locale.territory or likely.territory
    return f"{locale.language}_{territory}" if territory else locale.language


@functools.cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(DEFAULT_LANGUAGE)


def _spoken(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()
