"""Words of programming that notes say in two languages, or in two forms that a stemmer leaves apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.search.document import pairs
from escarcha.search.words import fold, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

SYNONYMS = tuple(
    (spanish.strip(), english.strip())
    for line in """
    ajustes = settings | archivo = file | autenticación = authentication | base de datos = database
    biblioteca = library | bucle = loop | búsqueda = search | cabecera = header | cadena = string
    caché = cache | carpeta = folder | carpeta = directory | clase = class | clave = key | código = code
    cola = queue | configuración = config | configuración = settings | consulta = query
    contexto = context | contraseña = password | correo = mail | correo = email | decorador = decorator
    dependencia = dependency | depuración = debug | desarrollo = development | despliegue = deploy
    despliegue = deployment | devolver = return | directorio = directory | enlace = link
    entorno = environment | entorno virtual = venv | equipo = team | error = bug | esquema = schema
    etiqueta = tag | excepción = exception | fichero = file | flujo = stream | formulario = form
    fábrica = factory | función = function | galleta = cookie | gancho = hook | guardar = save
    herencia = inheritance | hilo = thread | imagen = image | instalar = install | inyección = injection
    lista = list | marco = framework | método = method | migración = migration | módulo = module
    navegador = browser | objeto = object | página = page | panel = dashboard | paquete = package
    parámetro = parameter | perezoso = lazy | permiso = permission | petición = request
    plantilla = template | procesador = processor | propiedad = property | proyecto = project
    prueba = test | puerto = port | red = network | redirección = redirect | registro = log
    registro = logging | repositorio = repository | respuesta = response | rama = branch | ruta = path
    ruta = route | seguridad = security | señal = signal | servidor = server | sesión = session
    seña = hint | subir = upload | tabla = table | tarea = task | tipo = type | usuario = user
    validación = validation | valor = value | variable de entorno = env | versión = version
    vista = view | préstamo = borrow | propiedad = ownership | rasgo = trait | cierre = closure
    proxy inverso = reverse proxy | pila = stack | tiempo de ejecución = runtime | hoja de estilo = css
    estilo = style
    estático = static | formulario = forms | manejo = handling | solicitud = request | petición = solicitud
    cambio = cambiar | conexión = conectar | copia = copiar | creación = crear | edición = editar
    ejecución = ejecutar | envío = enviar | escritura = escribir | lectura = leer | migración = migrar
    prueba = probar | redirección = redirigir | traducción = traducir | uso = usar
    """.replace("\n", "|").split("|")
    if "=" in line
    for spanish, english in [line.split("=")]
)
"""Pairs: a Spanish word, and the English one or its verb."""


def equivalents(synonyms: Iterable[tuple[str, str]], known: Container[str]) -> dict[str, list[str]]:
    """Return, for each term or pair of terms, those that mean the same and occur in the site.

    Args:
        synonyms: pairs of words or phrases.
        known: the terms of the site.
    """
    found: dict[str, list[str]] = {}
    for one, other in synonyms:
        for source, target in ((_term(one), _term(other)), (_term(other), _term(one))):
            parts = target.split(" ")
            if source and target and source != target and all(part in known for part in parts):
                others = found.setdefault(source, [])
                if target not in others:
                    others.append(target)
    return {source: sorted(others) for source, others in sorted(found.items())}


def _term(phrase: str) -> str:
    """Return the term of a word, or the pair of a phrase of two telling words; of a longer one, nothing."""
    words = tokens(phrase)
    if len(words) == 1:
        return stem(fold(words[0]))
    found = list(pairs(words))
    return found[0] if len(found) == 1 else ""
