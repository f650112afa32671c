"""Writes a large site of made-up Spanish notes, the same for the same seed.

Words are drawn as in any language, the one of rank r in proportion to 1/(r + 2.7) (Zipf and Mandelbrot,
https://en.wikipedia.org/wiki/Zipf–Mandelbrot_law): first those of our own notes, in the order of how common
they are, then others made of their syllables. Each note has a subject: a few words that it says more often,
and that its title, its headings and the names in its code are made of.

    python bench/large_site.py FOLDER [--pages 10000] [--words 60000] [--seed 7]
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections import Counter
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[1] / "content"
IN_A_FOLDER = 40
SHIFT = 2.7

_WORD = re.compile(r"[a-záéíóúüñ]+")
_CODE = re.compile(r"```.*?^```|`[^`]*`|\(.*?\)|<[^>]*>", re.DOTALL | re.MULTILINE)
_SYLLABLE = re.compile(r"[^aeiouáéíóúü]*[aeiouáéíóúü]+(?:[nrsl](?![aeiouáéíóúü]))?")


class Language:
    """Words and how likely each is.

    Args:
        words: how many there are.
        chance: where everything that is left to chance comes from.
    """

    def __init__(self, words: int, chance: random.Random) -> None:
        self._chance = chance
        counted = Counter(
            word
            for file in sorted(CONTENT.rglob("*.md"))
            for word in _WORD.findall(_CODE.sub(" ", file.read_text("utf-8")).lower())
        )
        known = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
        syllables = [each for word in known for each in _SYLLABLE.findall(word)]
        made = dict.fromkeys(known[:words])
        while len(made) < words:
            made["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 3, 4))))] = None
        self.words = list(made)
        self._sums = list(itertools.accumulate(1 / (rank + SHIFT) for rank in range(1, words + 1)))

    def draw(self, many: int) -> list[str]:
        """Return words, common ones more often."""
        return self._chance.choices(self.words, cum_weights=self._sums, k=many)

    def subject(self) -> list[str]:
        """Return the words that a note is about: none of the commonest, some of them rare."""
        return self._chance.sample(self.words[150:4000], 9) + self._chance.sample(self.words[4000:], 3)


def write_note(number: int, language: Language, chance: random.Random) -> str:
    """Return the text of a note, with three to eleven sections of forty to two hundred words."""
    subject = language.subject()
    lines = [f"# {' '.join(subject[:2]).capitalize()} y {subject[2]} {number}", ""]
    for section in range(chance.randint(3, 11)):
        if section:
            one, other = chance.sample(subject, 2)
            heading = (f"Cómo {one} {other}", f"¿Qué es {one}?", f"{one} de {other}".capitalize(), one)
            lines += [f"## {chance.choice(heading)}", ""]
        for _ in range(chance.randint(1, 3)):
            words = language.draw(chance.randint(40, 65))
            for at in chance.sample(range(len(words)), len(words) // 5):
                words[at] = chance.choice(subject)
            lines += [" ".join(words).capitalize() + ".", ""]
        if not chance.randrange(4):
            name, other = "_".join(subject[3:5]), chance.choice(subject)
            lines += ["```python", f"def {name}({other}):", f"    return {other}.{subject[5]}", "```", ""]
    return "\n".join(lines)


def write_site(folder: Path, pages: int, words: int = 60_000, seed: int = 7) -> Language:
    """Write the notes of a site into a folder, forty to a subfolder, and return their language."""
    chance = random.Random(seed)  # noqa: S311 - the same notes each time is the point
    language = Language(words, chance)
    for number in range(pages):
        place = folder / f"seccion-{number // IN_A_FOLDER}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"nota-{number}.md").write_text(write_note(number, language, chance), "utf-8")
    return language


def main() -> None:
    """Write a site where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    write_site(asked.folder, asked.pages, asked.words, asked.seed)


if __name__ == "__main__":
    main()
