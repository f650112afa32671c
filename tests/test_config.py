"""``site.toml``: what it may say, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escarcha.config import NavLine, Project, Settings, read_settings
from escarcha.problems import EscarchaError

if TYPE_CHECKING:
    from conftest import SiteTest


def refusals(site: SiteTest) -> list[str]:
    """Return the problems of settings that cannot be read."""
    with pytest.raises(EscarchaError) as caught:
        read_settings(site.project)
    return [str(problem) for problem in caught.value.problems]


def test_without_the_file_every_setting_has_its_default(site: SiteTest) -> None:
    """A folder of notes needs no settings."""
    assert read_settings(site.project) == Settings()


def test_every_setting_can_be_set(site: SiteTest) -> None:
    """Each key is read as it stands."""
    site.settings(
        """
        title = "Apuntes"
        description = "d"
        language = "ca"
        base_url = "https://x.es/a/"
        authors = ["Ana"]
        license = "CC BY"
        repository = "https://g.es/r"
        edit_path = "e"
        nav = ["b", "a"]
        exclude = ["*.bak"]
        extensions = ["abbr"]
        dialect = "material"
        max_note_size = 5
        """
    )
    assert read_settings(site.project) == Settings(
        title="Apuntes", description="d", language="ca", base_url="https://x.es/a/", authors=("Ana",),
        license="CC BY", repository="https://g.es/r", edit_path="e", exclude=("*.bak",),
        nav=(NavLine(target="b"), NavLine(target="a")),
        extensions={"abbr": {}}, dialect="material", max_note_size=5,
    )  # fmt: skip


def test_a_mark_at_the_start_is_no_mistake(site: SiteTest) -> None:
    """Windows editors begin a file with a byte order mark."""
    site.write("site.toml", b'\xef\xbb\xbftitle = "x"\r\n')
    assert read_settings(site.project).title == "x"


NO_TEXTS = "debe ser una lista de textos"
NO_EXTENSIONS = "debe ser una lista de textos, o una tabla con las opciones de cada extensión"
NO_LINES = "debe ser una lista de rutas, direcciones y grupos: { «Título» = […] }"
NO_BYTES = "debe ser un número entero de bytes"
NO_ADDRESS = "debe empezar por https:// y no llevar «?» ni «#»: https://ejemplo.es/apuntes"
NO_FOLDER = "lleva una carpeta con acentos u otras letras que no todo servidor entiende"


@pytest.mark.parametrize(
    ("toml", "line", "cause"),
    [
        ("[nav]\na = 1", 1, f"«nav» {NO_LINES}."),
        ("# title = 2\ntitle = 1", 2, "«title» debe ser un texto."),
        ('\n\nnav = ["a", 1]', 3, f"«nav» {NO_LINES}."),
        ('nav = "a.md"', 1, f"«nav» {NO_LINES}."),
        ('nav = ["a", ""]', 1, "«nav» tiene una línea vacía."),
        ('nav = [{ " " = "a.md" }]', 1, "«nav» tiene un título vacío."),
        ('nav = [{ "A" = "!a.md" }]', 1, "«nav» da el título «A» a nada."),
        (
            f"nav = {'[{ g = ' * 12}[]{'}]' * 12}",
            1,
            "«nav» tiene grupos dentro de grupos a más de 10 niveles.",
        ),
        ('extensions = "abbr"', 1, f"«extensions» {NO_EXTENSIONS}."),
        ('extensions = ["abbr", 1]', 1, f"«extensions» {NO_EXTENSIONS}."),
        ("[extensions]\nabbr = 1", 1, f"«extensions» {NO_EXTENSIONS}."),
        ('authors = "Ana"', 1, f"«authors» {NO_TEXTS}."),
        ("max_note_size = 0", 1, f"«max_note_size» {NO_BYTES}."),
        ("max_note_size = true", 1, f"«max_note_size» {NO_BYTES}."),
        ("max_note_size = 1.5", 1, f"«max_note_size» {NO_BYTES}."),
        ('dialect = "obsidian"', 1, "«dialect» debe ser «github» o «material»."),
        ('base_url = "ejemplo.es"', 1, f"«base_url» {NO_ADDRESS}."),
        ('base_url = "https://x.es/?a"', 1, f"«base_url» {NO_ADDRESS}."),
        ('base_url = "https://e.es/año"', 1, f"«base_url» {NO_FOLDER}."),
        ('base_url = "https://e.es/a%C3%B1o"', 1, f"«base_url» {NO_FOLDER}."),
        ('base_url = "https://e.es/a%7eb"', 1, f"«base_url» {NO_FOLDER}."),
        ('base_url = "https://ñ-.es"', 1, "«base_url» no es una dirección válida."),
        ('base_url = "https://x.es/..%2fa"', 1, f"«base_url» {NO_ADDRESS}."),
        ('base_url = "https:///a"', 1, f"«base_url» {NO_ADDRESS}."),
        ('base_url = "https://x.es:99999/"', 1, "«base_url» no es una dirección válida."),
        ('base_url = "https://[x"', 1, "«base_url» no es una dirección válida."),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_its_line(
    site: SiteTest, toml: str, line: int, cause: str
) -> None:
    """A mistake in a setting is an error that says what was wanted."""
    remedy = "Corrige el valor: los que admite están en «escarcha manual ajustes»."
    assert refusals(site.settings(toml)) == [f"content/site.toml:{line}: {cause} {remedy} [ajuste-invalido]"]


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant(site: SiteTest) -> None:
    """Unlike a header, the settings know every key there is: an unknown one is an error."""
    (found,) = refusals(site.settings('title = "x"\n\nautor = ["Ana"]'))
    assert found == (
        "content/site.toml:3: el ajuste «autor» no existe. ¿Querías «authors»? [ajuste-desconocido]"
    )


def test_all_mistakes_are_told_at_once(site: SiteTest) -> None:
    """Nobody has to run the command again to learn of the second mistake."""
    found = refusals(site.settings("title = 1\nfoo = 2\nnav = 3\n[bar]\n"))
    assert [line.split(":")[1] for line in found] == ["2", "4", "1", "3"]


def test_an_unknown_setting_far_from_all_lists_what_there_is(site: SiteTest) -> None:
    """Where nothing is near, the remedy is the list of settings."""
    (found,) = refusals(site.settings("xyz = 1"))
    assert all(name in found for name in Settings.__struct_encode_fields__)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"title = Mis apuntes", 1),
        (b'title = "x"\n\nnav = [a]\n', 3),
        (b'title = "x"\ntitle = "y"\n', 2),
        (b'nav = ["a",\n\n', 1),
        (b'title = "x"\n# \xff', 2),
    ],
)
def test_what_is_no_toml_has_its_line(site: SiteTest, raw: bytes, line: int) -> None:
    """A file that cannot be parsed is an error at the line where it breaks."""
    (found,) = refusals(site.write("site.toml", raw))
    assert found.startswith(f"content/site.toml:{line}: ")
    assert found.endswith("[ajustes-rotos]")


def test_settings_that_are_a_folder_are_an_error(site: SiteTest) -> None:
    """A ``site.toml`` that cannot be read is never taken for one that is not there."""
    (site.content / "site.toml").mkdir()
    assert refusals(site) == [
        "content/site.toml: no se puede leer: es una carpeta. Revisa sus permisos. [ilegible]"
    ]


def test_a_pipe_is_not_waited_for(site: SiteTest) -> None:
    """What is no file has no end: it is an error instead of a hang."""
    os.mkfifo(site.content / "site.toml")
    assert refusals(site) == [
        "content/site.toml: no es un archivo normal. Quítalo o pon uno que lo sea. [ilegible]"
    ]


def test_the_command_line_comes_before_the_file(site: SiteTest) -> None:
    """``--base-url`` replaces the setting, and may empty it."""
    site.settings('base_url = "https://x.es"')
    assert read_settings(Project.at(site.root, base_url="https://y.es/b")).base_path == "/b"
    assert read_settings(Project.at(site.root, base_url="")).origin == ""


def test_a_host_is_written_as_hosts_are(site: SiteTest) -> None:
    """Letters that only Spanish has are no letters of hosts; the path stays as it is."""
    site.settings('base_url = "https://Ñandú.es:8000/Ano/"')
    settings = read_settings(site.project)
    assert (settings.origin, settings.base_path) == ("https://xn--and-6ma2c.es:8000", "/Ano")


def test_a_bad_base_url_on_the_command_line_is_wrong_usage(site: SiteTest) -> None:
    """The command ends with 2, and names the option."""
    with pytest.raises(EscarchaError, match="«--base-url» debe empezar por https://") as caught:
        read_settings(Project.at(site.root, base_url="ftp://x.es"))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("base_url", "origin", "base_path"),
    [
        ("", "", ""),
        ("https://x.es", "https://x.es", ""),
        ("https://x.es/", "https://x.es", ""),
        ("http://localhost:8000/apuntes/", "http://localhost:8000", "/apuntes"),
        ("https://x.es/a/b", "https://x.es", "/a/b"),
    ],
)
def test_the_base_url_is_origin_and_path(base_url: str, origin: str, base_path: str) -> None:
    """The two halves of the address, neither with a final slash."""
    settings = Settings(base_url=base_url)
    assert (settings.origin, settings.base_path) == (origin, base_path)


def test_a_project_has_its_folders(tmp_path: Path) -> None:
    """Folders not given are those of the layout; paths are shown from the root where they lie inside."""
    project = Project.at(tmp_path)
    assert (project.content, project.output) == (tmp_path / "content", tmp_path / "build")
    assert project.templates == tmp_path / "templates"
    assert project.cache == tmp_path / ".cache" / "escarcha"
    assert project.display(tmp_path / "content" / "a.md") == "content/a.md"
    assert project.display(Path("/otra/a.md")) == "/otra/a.md"


def test_given_folders_count_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--content notas`` is the folder a shell would complete."""
    monkeypatch.chdir(tmp_path)
    project = Project.at(tmp_path / "p", content=Path("notas"), output=Path("../fuera"))
    assert project.content == tmp_path / "notas"
    assert project.output.resolve() == tmp_path.parent / "fuera"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('repository = "github.com/a/b"', "«repository» debe ser una dirección"),
        ('repository = "javascript:alert(1)"', "«repository» debe ser una dirección"),
        ('language = ""', "«language» debe ser un código de idioma"),
        ('language = "es\\" onload=x"', "«language» debe ser un código de idioma"),
        ('base_url = "https://e.es//x"', "«base_url» debe empezar por https://"),
        ('base_url = "https://e.es/../x"', "«base_url» debe empezar por https://"),
        ('base_url = "https://e.es/a b"', "«base_url» debe empezar por https://"),
        ('titulo = "x"', "¿Querías «title»?"),
        ('html = "todo"', "«html» debe ser «safe» o «trusted»"),
    ],
)
def test_values_that_would_spoil_every_page_are_refused(site: SiteTest, line: str, says: str) -> None:
    """What goes into each page's head or footer is checked before any is made."""
    (found,) = refusals(site.settings(f"\n{line}"))
    assert "site.toml:2:" in found
    assert says in found


def test_wrong_settings_do_not_hide_wrong_notes(site: SiteTest) -> None:
    """Everything is shown at once."""
    site.settings("titel = 1").write("a.md", b"\xff").freeze()
    assert sorted(site.codes) == ["ajuste-desconocido", "no-es-utf8"]
