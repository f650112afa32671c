"""Un archivo que la nota ejecuta entero y del que enseña una parte."""

from statistics import mean

NOTAS = [7, 9]


# region media
def media(notas: list[int]) -> float:
    """Devuelve la media de unas notas."""
    return mean(notas)


# endregion
print(media(NOTAS))  # noqa: T201 - es lo que se ve al ejecutarlo
