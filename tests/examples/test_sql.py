"""Steps of SQL: statements, tables, mistakes, and the file that they run against."""

from __future__ import annotations

from escarcha.examples.example import Example, Kind, Outcome, Step, Table
from run_warm import run


def steps(*given: tuple[Kind, str]) -> Outcome:
    """Run blocks that begin on lines 100, 200 and so on."""
    return run(Example(tuple(Step(kind, text, n * 100) for n, (kind, text) in enumerate(given, 1))))


def test_statements_give_tables() -> None:
    """In a database of the example's own, which lasts from block to block."""
    outcome = steps(
        (Kind.SQL, "create table notas (id integer primary key, texto text);\n"),
        (
            Kind.SQL,
            "insert into notas (texto) values ('a; b'), (null);\nselect * from notas; select 1.5 as x\n",
        ),
    )
    assert outcome.failures == ()
    assert outcome.steps[0].tables == ()
    assert outcome.steps[1].tables == (
        Table(("id", "texto"), (("1", "a; b"), ("2", "NULL")), 2),
        Table(("x",), (("1.5",),), 1),
    )


def test_a_long_table_is_cut() -> None:
    """Its rows are counted, and the first of them kept."""
    numbers = "with recursive n(x) as (select 1 union all select x + 1 from n limit 5000) select x from n"
    (table,) = steps((Kind.SQL, numbers)).steps[0].tables
    assert (len(table.rows), table.total) == (200, 5000)


def test_a_mistake_in_sql_has_its_line() -> None:
    """The line on which the statement begins."""
    (failure,) = steps((Kind.SQL, "select 1;\n\nselect\n  nada;\n")).failures
    assert (failure.line, "nada" in failure.cause) == (103, True)


def test_sql_stays_in_its_folder() -> None:
    """Nor does a query that never ends go on for ever."""
    (failure,) = steps((Kind.SQL, "attach '/tmp/x.db' as x;\n")).failures
    assert "not authorized" in failure.cause
    (failure,) = steps((Kind.PYTHON, "import sqlite3\nsqlite3.connect('/tmp/escarcha.db')\n")).failures
    assert (failure.line, "no salen de su carpeta" in failure.cause) == (102, True)
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n"
    (failure,) = run(Example((Step(Kind.SQL, endless, 1),), timeout=0.3)).failures
    assert "no ha acabado" in failure.cause


def test_python_and_sql_share_a_file() -> None:
    """A database in the folder is the same for both."""
    code = "import sqlite3\nwith sqlite3.connect('a.db') as d: d.executescript('create table t (x)')\n"
    outcome = run(
        Example((Step(Kind.PYTHON, code, 1), Step(Kind.SQL, "select count(*) from t", 9, database="a.db")))
    )
    assert outcome.failures == ()
    assert outcome.steps[1].tables == (Table(("count(*)",), (("0",),), 1),)
