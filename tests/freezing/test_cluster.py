"""A cluster renders what this machine renders, whatever happens to its workers; or it says why not."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from escarcha.notes.inclusions import Manuscript
from escarcha.pages import FragmentStore
from escarcha.workers import cluster_at
from needed import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

    import distributed

    from conftest import SiteTest

slow = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    """Yield a cluster of two workers on this machine."""
    with needed("distributed").LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local


@slow
def test_the_same_bytes(site: SiteTest, cluster: distributed.LocalCluster) -> None:
    """Two workers of a cluster give what one process gives, with the project's own figures and files."""
    figures = site.project.templates / "figures"
    figures.mkdir(parents=True)
    (figures / "image.html").write_text("<b>{{ image }}</b>")
    site.write("dato.txt", "un dato").write("index.md", "# Inicio")
    for number in range(60):
        site.write(f"n{number}.md", f'# Nota {number}\n\n![a](a.png)\n\n```text include="dato.txt"\n```\n')
    alone = site.freeze(Options(cache=False)).tree()
    assert site.freeze(Options(cache=False, scheduler=cluster.scheduler_address)).tree() == alone


@slow
def test_a_worker_that_dies_loses_nothing(cluster: distributed.LocalCluster) -> None:
    """One of the two is killed as soon as the first note has come; all others come as well."""
    notes = [Manuscript(f"# Nota {number}\n\n```python\nx = {number}\n```\n") for number in range(100)]
    one, two = FragmentStore(), FragmentStore()
    assert len(list(one.fill(notes, jobs=1))) == len(notes)
    address = cluster.scheduler_address
    with needed("distributed").Client(address, set_as_default=False) as client:
        worker = next(iter(client.run(os.getpid).values()))
    with cluster_at(address) as executor:
        filling = two.fill(notes, 1, executor)
        next(filling)
        os.kill(worker, signal.SIGKILL)
        assert len(list(filling)) == len(notes) - 1
    assert [two.get(note) for note in notes] == [one.get(note) for note in notes]


@slow
def test_other_versions_are_refused(
    site: SiteTest, cluster: distributed.LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker whose Escarcha would render other bytes renders none."""
    monkeypatch.setattr("escarcha.pages.store.fingerprint", lambda _: "another")
    site.write("index.md", "# Inicio").freeze(Options(cache=False, scheduler=cluster.scheduler_address))
    assert site.codes == ["sin-cluster"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "ftp://127.0.0.1:1"])
def test_nobody_there(site: SiteTest, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """An address at which no scheduler answers, or which is none, is a problem with a remedy."""
    needed("distributed")
    monkeypatch.setattr("escarcha.workers.PATIENCE", 0.5)
    site.write("index.md", "# Inicio").freeze(Options(scheduler=address))
    assert site.codes == ["sin-cluster"]
    assert not site.project.output.exists()


def test_without_dask(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told how."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    site.write("index.md", "# Inicio").freeze(Options(scheduler="tcp://127.0.0.1:1"))
    assert site.codes == ["sin-cluster"]
    assert "escarcha[dask]" in site.problems[0]
