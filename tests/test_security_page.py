"""The page of the manual on security: one page, and each sentence about what happens is held by a test."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "content" / "manual" / "seguridad.md"

HELD = {
    "`freeze.py` y las plantillas": "freezing/test_untrusted.py::test_what_is_no_note_is_code",
    "Los ejemplos de las notas se ejecutan": "freezing/test_examples.py::test_examples_can_be_turned_off",
    "`site.toml` está entre las notas": "freezing/test_untrusted.py::test_it_runs_what_its_settings_name",
    'Con `html = "trusted"`': "freezing/test_untrusted.py::test_it_runs_what_its_settings_name",
    "Con `--untrusted` no se ejecuta": "freezing/test_untrusted.py::test_nothing_of_it_runs",
    "Vale para `freeze`": "freezing/test_untrusted.py::test_a_preview_can_be_asked_so",
    "Una nota no incluye": "notes/test_inclusions.py::test_nothing_is_read_that_should_not_be",
    "Tampoco lo que empieza por punto": "freezing/test_hostile_secrets.py::test_no_note_includes_a_secret",
    "Un archivo que git ignora": "freezing/test_hostile_secrets.py::test_no_secret_is_a_medium",
    "Los comentarios y los borradores": "freezing/test_hidden.py::test_what_is_hidden_is_published_nowhere",
    "El HTML de las notas pierde": "rendering/test_sanitiser.py::test_nothing_hostile_passes",
    "Una nota tampoco puede usar": "notes/test_media.py::test_a_note_cannot_pass_for_the_page",
    "El texto de una nota": "web/test_pages.py::test_note_text_is_never_a_template",
    "La respuesta HTML": "rendering/test_exhibits.py::test_a_preview_runs_nothing_and_loads_nothing",
    "Los archivos que están junto": "notes/test_media.py::test_an_svg_that_runs_is_told",
    "Un HTML, un programa": "notes/test_media.py::test_nothing_of_the_hostile_project_runs",
    "Un SVG sin programas": "notes/test_media.py::test_a_picture_is_a_picture",
    "Tampoco valen con": "freezing/test_host_files.py::test_nothing_of_somebody_else_is_for_hosts",
    "Una imagen de otro servidor": "freezing/test_host_files.py::test_what_is_shown_of_another_host",
    "Solo la permite, o la copia": "freezing/test_host_files.py::test_nothing_of_somebody_else_is_for_hosts",
    "El sitio funciona con la": "browser/test_browser.py::test_style_is_applied",
    "Cada ejemplo corre": "examples/test_processes.py::test_nothing_is_open_in_an_example",
    "La guarda de Python se niega": "freezing/test_holes.py::test_every_hole_is_told_and_closed",
    "En Linux, además": "freezing/test_holes.py::test_the_fence_holds_against_any_code",
    "`python freeze.py --version`": "cli/test_commands.py::test_version",
    "Donde no la hay": "freezing/test_holes.py::test_the_hook_alone_does_not_hold",
    "Ningún proceso sobrevive": "freezing/test_orphans.py::test_nothing_survives",
    "`build/` es siempre": "freezing/test_interrupted.py::test_kill_at_any_moment",
    "Escarcha no sustituye": "freezing/test_output_place.py::test_foreign_folder_is_refused",
    "Lo que se guarda en": "freezing/test_determinism.py::test_damaged_cache",
    "La huella no protege": "freezing/test_determinism.py::test_what_is_kept_is_not_looked_at_again",
    "De git se leen": "freezing/test_untrusted.py::test_the_settings_of_a_repository_run_nothing",
    "Los programas que nombre": "freezing/test_untrusted.py::test_the_settings_of_a_repository_run_nothing",
    "`preview` escucha solo": "preview/test_live.py::test_the_app_itself_answers_to_no_foreign_name",
    "Con `flask run` es igual": "preview/test_live.py::test_the_app_itself_answers_to_no_foreign_name",
}
"""How a sentence begins, and the test that holds it."""

ADVICE = (
    "Congelar es hacer",
    "Si todo lo que hay",
    "Si algo lo ha escrito",
    "Para notas de desconocidos",
    "Una propuesta de cambio",
    "Quien construye propuestas",
    "Donde no se pueden poner cabeceras",
    "Ni siquiera la cerca",
    "Por eso, si un servicio",
)
"""How sentences begin that say what to do, or what lies outside of what we do."""


def sentences() -> list[str]:
    """Return the sentences of the page, without its header and titles."""
    text = PAGE.read_text("utf-8").split("---\n", 2)[2]
    lines = [line.removeprefix("- ") for line in text.split("\n") if line and not line.startswith("#")]
    return [found for line in lines for found in re.split(r"(?<=[.:]) (?=[A-ZÁÉÍÓÚ`])", line)]


def test_every_sentence_is_held() -> None:
    """By a test that there is; what is but advice is named as such."""
    known = (*HELD, *ADVICE)
    assert [found for found in sentences() if not found.startswith(known)] == []
    assert [start for start in known if not any(found.startswith(start) for found in sentences())] == []
    missing = []
    for node in HELD.values():
        file, _, name = node.partition("::")
        if f"def {name}(" not in (TESTS / file).read_text("utf-8"):
            missing.append(node)
    assert missing == []


def test_it_is_one_page() -> None:
    """Whoever is in a hurry reads it to its end."""
    assert len(PAGE.read_text("utf-8").split()) <= 1000
