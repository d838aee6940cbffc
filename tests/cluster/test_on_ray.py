"""A cluster of two nodes: the records that one machine makes, also when a node is killed in the middle."""

from __future__ import annotations

import importlib
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from depesche.cluster.on_ray import Job, run_on_ray
from depesche.cluster.parts import PartFolder
from depesche.cluster.plan import Reading, groups
from depesche.engines import EncodedRecord, run_inline
from depesche.errors import DepescheError
from depesche.io import Limits, read_inputs
from depesche.io.finding import find_files
from depesche.io.preparing import Preparation

pytest.importorskip("ray.data")

ARTICLES = 120


@pytest.fixture(scope="module")
def spec() -> Iterator[Any]:
    """The fake's class; the nodes inherit the path it is found by."""
    here = str(Path(__file__).parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(here)
        patch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))
        yield importlib.import_module("slow_spec").SlowSpec


@pytest.fixture(scope="module")
def cluster(spec: Any) -> Iterator[Any]:
    """Two nodes with a core each, as processes of this machine."""
    cluster_utils = importlib.import_module("ray.cluster_utils")
    node = {"num_cpus": 1, "object_store_memory": 80_000_000}
    cluster = cluster_utils.Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(**node)
    ray = importlib.import_module("ray")
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def put_articles(folder: Path) -> str:
    lines = [json.dumps({"id": f"{number:03}", "text": f"Meldung {number}."}) for number in range(ARTICLES)]
    lines[17], lines[40], lines[63] = "{", '{"id": "die", "text": "DIE"}', '{"id": "fail", "text": "FAIL"}'
    path = folder / "in.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def job(source: str, out: Path, spec: Any) -> Job:
    reading = Reading(Limits(), Preparation(), part_items=5)
    return Job(list(groups(find_files([source]))), reading, spec, out)


def written(out: Path) -> list[tuple[str, str]]:
    table = parquet.read_table(out, columns=["id", "text"]).to_pylist()
    return [(row["id"], row["text"]) for row in table]


def test_a_node_killed_in_the_middle(cluster: Any, spec: Any, tmp_path: Path) -> None:
    source, out = put_articles(tmp_path), tmp_path / "out"
    folder = PartFolder(out)
    folder.begin("f", resume=False)
    lost = threading.Event()

    def kill() -> None:
        while len(list(out.glob("*.parquet"))) < 4:
            time.sleep(0.05)
        cluster.remove_node(cluster.worker_nodes.copy().pop(), allow_graceful=False)
        lost.set()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    names = list(run_on_ray(job(source, out, spec(seconds=0.05)), None))
    killer.join()
    assert lost.is_set()
    assert len(names) == ARTICLES // 5
    articles = [item for item in read_inputs([source]) if getattr(item, "text", "") not in {"", "DIE"}]
    alone = [item for item in run_inline(articles, spec()) if isinstance(item, EncodedRecord)]
    assert [record_id for record_id, _ in written(out)] == [record.article_id for record in alone]
    assert written(out) == [(json.loads(r.json)["id"], json.loads(r.json)["text"]) for r in alone]
    failures = [failure for note in folder.notes() for failure in note.failures]
    assert [(failure.article_id, failure.error_type) for failure in failures] == [
        (f"{source.rpartition('/')[2]}:18", "InputError"),
        ("die", "WorkerDied"),
        ("fail", "ValueError"),
    ]


def test_finished_parts_are_not_made_again(cluster: Any, spec: Any, tmp_path: Path) -> None:
    source, out = put_articles(tmp_path), tmp_path / "out"
    folder = PartFolder(out)
    folder.begin("f", resume=False)
    running = run_on_ray(job(source, out, spec(seconds=0.02)), None)
    next(running)
    running.close()  # type: ignore[attr-defined]  # a generator
    done = {path.name: path.stat().st_mtime_ns for path in out.glob("*.parquet")}
    folder.begin("f", resume=True)
    list(run_on_ray(job(source, out, spec()), None))
    assert done.items() <= {path.name: path.stat().st_mtime_ns for path in out.glob("*.parquet")}.items()
    assert len(written(out)) == ARTICLES - 3


def test_a_model_that_does_not_load_ends_the_call(cluster: Any, spec: Any, tmp_path: Path) -> None:
    PartFolder(tmp_path / "out").begin("f", resume=False)
    with pytest.raises(DepescheError, match="no model here; install one"):
        list(run_on_ray(job(put_articles(tmp_path), tmp_path / "out", spec(broken=True)), None))
