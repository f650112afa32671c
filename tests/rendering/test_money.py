"""Dollar signs: which of them are money."""

from __future__ import annotations

import time

from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()

MONEY = [
    *("Pasa de $100 a 90$", "$10 (unos 9 US$)", "R$ 5 y R$ 6", "R$5", "de $5 y luego 6$.", "$20 (US$)"),
    *("entre $5 y 10$ cada uno", "$5/mes o 50$/año", "$1.000 o hasta 2.000$", "$5, $10 y 20$", "de 5$ a 6$"),
    *("cuesta $20 y el otro «30$»", "$5 (5 €/$)", "«$» y el «US$»", "($) y (US$)", "el $5 o el 6$?"),
    *("$10 por persona, o 15 R$", "$1 equivale a 20$", "$100, ahora 90$", "$10 = 9 US$", "-$5 y 6$"),
    *("de $1,5 millones a 2$", "(de $20 a 30$)", "**de $20** a 30$", "US$10 a 20$", "$3 mil o 4$"),
]
FORMULAS = [
    *("$x$", "$5$", "$100$", "$2 + 2$", "$2 x$", "$3a$", r"$2 \text{ si } 3$", "$5 km$", "$2 sen 30$"),
    *("$7 mod 3$", "$2x + 3y = 5$", r"$10 \cdot 2$", "$1, 2, 3$", "$3 AB$", "$2 A$", "$5 cm + 3 cm = 8$"),
    *("$0 < x < 1$", "$1 - p$", "$2^n$", "$10!$", r"$5\%$", "$3,14$", "$[0,1)$", "$)a,b($", "$2 log 10$"),
    *("$x$ y $5$", "$5$ o $6$", "$-1$", "$n$-ésimo", r"$1 \leq i \leq n$ y $2$", "$100 - 10 = 90$"),
]


def has_formula(text: str) -> bool:
    """Tell whether a formula is drawn in a text."""
    return "<math" in "".join(RENDERER.render(f"Así: {text} y más.").parts)


def test_amounts_with_words_between_them_are_money() -> None:
    """Prices in Spanish stand on either side of the sign, and in the currencies of many countries."""
    assert [text for text in MONEY if has_formula(text)] == []


def test_what_github_draws_as_a_formula_stays_one() -> None:
    """A number between two signs is a formula, and so is what has operators or names of functions."""
    assert [text for text in FORMULAS if not has_formula(text)] == []


def test_a_formula_behind_money_is_drawn() -> None:
    """The sign that opens it does not close the price before it."""
    html = "".join(RENDERER.render(r"Vale $5 y «$\alpha$», de $100 a 90$ o $x$.").parts)
    assert html.count("<math") == 2
    assert "Vale $5 y «" in html
    assert "de $100 a 90$ o" in html


def test_many_prices_take_no_longer_than_their_length() -> None:
    """Each sign looks no farther than the next."""
    start = time.process_time()
    for text in ("$5 " + "a " * 100_000, "$5 a " * 20_000, "$5 a 6$ " * 20_000, f"$5 {'abcde' * 20_000} 3$"):
        RENDERER.render(text)
    assert time.process_time() - start < 10
