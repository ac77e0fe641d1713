"""Runs a plan of newsclean-plan on the workers of a dask cluster, a task for each shard.

    python3 -m libclean.dask PLAN OUT --workers 8
    python3 -m libclean.dask PLAN OUT --scheduler tcp://host:8786

A task runs PLAN/run, which runs newsclean: $NEWSCLEAN on the worker, or the one on its PATH. PLAN, OUT and the archive
must have the same names on all machines. What a shard gives is whole when its account (OUT/00001.manifest) is there,
so a shard is run again as often as need be: when a worker is lost, when newsclean is killed, when all of this is called
a second time.

A shard that ends in an error (a full disk, a file that cannot be read), or with which workers are lost again and again, is
poisoned: it is named at the end, and the others are done. Needs distributed (Debian: python3-distributed).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional, Union

__all__ = ["Outcome", "run"]

DONE = 0
NOT_TEXT = 3  # some input is not text; the rest was written
FAILED = 4
LOST = -1  # a worker

_TOLD = 2000  # of what a program said before it failed, the last bytes


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    status: int
    """0: all was done; 3: some input is not text; 4: there are poisoned shards."""
    manifest: Path
    """The account of all shards: OUT/manifest.json."""
    statuses: dict[str, int] = field(default_factory=dict)
    """Of the shards that are done: what newsclean ended with, 0 or 3."""
    poisoned: dict[str, str] = field(default_factory=dict)
    """Of the others: why they are not."""


def run(
    client: Any,
    plan: Union[str, "os.PathLike[str]"],
    out: Union[str, "os.PathLike[str]"],
    *,
    options: Sequence[str] = (),
    retries: int = 3,
    folder: Union[str, "os.PathLike[str]", None] = None,
    patience: float = 300,
    progress: Optional[Callable[[int, int], None]] = None,
) -> Outcome:
    """Runs all shards of a plan by a distributed.Client, and waits until they are done.

    `options` are given to newsclean. `retries`: so often a shard is tried again when newsclean was killed; how many
    workers may be lost with it is the scheduler's setting distributed.scheduler.allowed-failures. `folder`: where names
    that are not absolute begin; when not given, the folder this is called in. `patience`: after so many seconds
    without any worker it is given up. `progress` is called with how many shards and how many bytes are done.

    Raises OSError when there is no plan, or the account cannot be written.
    """
    distributed = importlib.import_module("distributed")
    where = os.fspath(folder) if folder is not None else os.getcwd()
    text = Path(where, plan, "plan.json").read_bytes()
    shards: dict[str, int] = {shard["name"]: shard["bytes"] for shard in json.loads(text)["shards"]}
    call = uuid.uuid4().hex
    statuses: dict[str, int] = {}
    poisoned: dict[str, str] = {}
    # When a worker is lost the scheduler blames all that it was to do. So no more are given out than run at a time; and
    # those that were blamed are run once more at the end, each alone.
    waiting, suspects, alone = deque(shards), deque[str](), set[str]()
    running: dict[Any, str] = {}
    ready = distributed.as_completed(loop=client.loop)
    lonely_since: Optional[float] = None
    size = 0
    try:
        while waiting or suspects or running:
            threads = _threads(client)
            queue, room = (waiting, threads) if waiting else (suspects, min(threads, 1))
            while queue and len(running) < room:
                shard = queue.popleft()
                if queue is suspects:
                    alone.add(shard)
                key = f"newsclean-{shard}-{call}" + ("-alone" if shard in alone else "")
                future = client.submit(
                    _run_shard, shard, os.fspath(plan), os.fspath(out), list(options), where,
                    key=key, retries=retries, pure=False,
                )  # fmt: skip
                running[future] = shard
                ready.add(future)
            if not ready.has_ready():
                time.sleep(0.02)
                lonely_since = None if threads else lonely_since or time.monotonic()
                if lonely_since and time.monotonic() - lonely_since > patience:
                    break
                continue
            for future in ready.next_batch(block=False):
                if future.status in ("pending", "lost"):  # its worker was lost with the result: it is run again
                    ready.add(future)
                    continue
                shard = running.pop(future)
                status, told = _result(future)
                if status in (DONE, NOT_TEXT):
                    statuses[shard] = status
                elif status == LOST and shard not in alone:
                    suspects.append(shard)
                    continue
                else:
                    poisoned[shard] = told
                size += shards[shard]
                if progress:
                    progress(len(statuses) + len(poisoned), size)
    finally:
        if running:
            client.cancel(list(running), force=True)
    for shard in shards:
        if shard not in statuses and shard not in poisoned:
            poisoned[shard] = "there was no worker to run it"
    status = FAILED if poisoned else max(statuses.values(), default=DONE)
    manifest = _write_manifest(Path(where, out), text, shards, statuses)
    return Outcome(status, manifest, statuses, dict(sorted(poisoned.items())))


def _run_shard(shard: str, plan: str, out: str, options: list[str], folder: str) -> tuple[int, str]:
    """On a worker. Gives newsclean's exit status and the end of what it told; raises when it was killed, and is then
    tried again."""
    command = ["sh", os.path.join(plan, "run"), shard, out, *options]
    # When the worker is killed newsclean is ended with it: the shard is run by another one then.
    keeper = shutil.which("setpriv")
    if keeper:
        command = [keeper, "--pdeathsig", "TERM", *command]
    ended = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    # A shell between this and newsclean tells of a signal as 128 and its number.
    number = -ended.returncode if ended.returncode < 0 else ended.returncode - 128
    if number > 0:
        name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
        raise RuntimeError(f"newsclean was ended by {name}")
    return ended.returncode, ended.stderr[-_TOLD:].decode("utf-8", "replace")


def _result(future: Any) -> tuple[int, str]:
    if future.status == "finished":
        status, told = future.result()
        last = told.strip().splitlines()[-1:] or [""]
        return status, f"status {status}: {last[0]}"
    if future.status == "error":
        error = future.exception()
        if type(error).__name__ == "KilledWorker":
            return LOST, "the worker was lost each time that it was run"
        return FAILED, str(error)
    return FAILED, "the scheduler was lost"


def _threads(client: Any) -> int:
    """That all workers have; 0: there is no worker."""
    return sum(worker["nthreads"] for worker in client.scheduler_info().get("workers", {}).values())


def _write_manifest(out: Path, plan: bytes, shards: dict[str, int], statuses: dict[str, int]) -> Path:
    """In the order of the shards, with nothing of time and machines: the same shards give the same bytes."""
    total: dict[str, Any] = {}
    lines = []
    for shard in shards:
        if shard not in statuses:
            lines.append({"shard": shard, "done": False})
            continue
        account = Path(out, shard + ".manifest").read_bytes()
        end = json.loads(account.splitlines()[-1])
        for output in end["outputs"]:
            output.pop("path", None)
        _add(total, {key: value for key, value in end.items() if key not in ("done", "outputs", "status")})
        digest = hashlib.sha256(account).hexdigest()
        lines.append({"shard": shard, "manifest": shard + ".manifest", "sha256": digest, **end})
    document = {
        "manifest": 1,
        "plan_sha256": hashlib.sha256(plan).hexdigest(),
        "done": len(statuses) == len(shards),
        "status": max(statuses.values(), default=DONE) if len(statuses) == len(shards) else FAILED,
        **total,
    }
    head = ",\n ".join(f"{json.dumps(key)}:{_json(value)}" for key, value in document.items())
    text = "{" + head + ',\n "shards":[\n  ' + ",\n  ".join(map(_json, lines)) + "]}\n"
    out.mkdir(parents=True, exist_ok=True)
    path = out / "manifest.json"
    beside = out / f"manifest.json.part{os.getpid()}"
    try:
        beside.write_text(text, "utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _add(total: dict[str, Any], counts: dict[str, Any]) -> None:
    for key, value in counts.items():
        if isinstance(value, dict):
            _add(total.setdefault(key, {}), value)
        else:
            total[key] = total.get(key, 0) + value


# ---- python3 -m libclean.dask


class _Line:
    """How far the run is, in one line of a terminal that is written over; elsewhere nothing."""

    def __init__(self, shards: int, size: int) -> None:
        self._shards, self._size = shards, size
        self._shown = sys.stderr.isatty()
        self(0, 0)

    def __call__(self, shards: int, size: int) -> None:
        if self._shown:
            text = f"{shards} of {self._shards} shards, {size / 1e6:.1f} of {self._size / 1e6:.1f} MB"
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _say(message: str) -> None:
    printable = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    print(f"libclean.dask: {printable}", file=sys.stderr)


def _arguments(arguments: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 -m libclean.dask",
        description="Run the shards of a plan (newsclean-plan) on the workers of a dask cluster.",
        epilog="Exit status: 0 done; 2 wrong option or no plan; 3 some input is not text, the rest was written; "
        "4 some shards are poisoned and were named, or there is no cluster.",
    )
    parser.add_argument("plan", metavar="PLAN", help="the folder that newsclean-plan wrote")
    parser.add_argument("out", metavar="OUT", help="the folder for what the shards give")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler", metavar="ADDRESS", help="of a cluster (tcp://host:8786), or its scheduler file")
    where.add_argument("--workers", metavar="N", type=int, help="start N workers here; not given: one a processor")
    parser.add_argument("--retries", metavar="K", type=int, default=3, help="when newsclean was killed; not given: 3")
    parser.add_argument(
        "--patience", metavar="SECONDS", type=float, default=300, help="without any worker; not given: 300"
    )
    parser.add_argument(
        "--option", metavar="OPTION", action="append", default=[], help="for newsclean, as --option=--threshold=0.9"
    )
    parsed = parser.parse_args(arguments)
    if parsed.workers is not None and parsed.workers < 1:
        parser.error("--workers: at least 1")
    if parsed.retries < 0:
        parser.error("--retries: not negative")
    return parsed


def _client(distributed: Any, asked: argparse.Namespace, stack: ExitStack) -> Any:
    if asked.scheduler and os.path.isfile(asked.scheduler):
        return stack.enter_context(distributed.Client(scheduler_file=asked.scheduler))
    if asked.scheduler:
        return stack.enter_context(distributed.Client(asked.scheduler))
    count = asked.workers or len(os.sched_getaffinity(0))
    cluster = distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None)
    return stack.enter_context(distributed.Client(stack.enter_context(cluster)))


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """The program; gives its exit status."""
    asked = _arguments(arguments)
    try:
        plan = json.loads(Path(asked.plan, "plan.json").read_bytes())
        line = _Line(len(plan["shards"]), plan["bytes"])
    except (OSError, ValueError, KeyError) as error:
        _say(f"{asked.plan} is no plan of newsclean-plan: {error}")
        return 2
    try:
        distributed = importlib.import_module("distributed")
    except ModuleNotFoundError:
        _say("needs the Python package distributed, which is not installed; on Debian: apt install python3-distributed")
        return FAILED
    with ExitStack() as stack:
        try:
            client = _client(distributed, asked, stack)
        except (OSError, TimeoutError, ValueError) as error:  # ValueError: no address
            line.clear()
            _say(f"no cluster: {error}")
            return FAILED
        try:
            outcome = run(
                client, asked.plan, asked.out, options=asked.option, retries=asked.retries,
                patience=asked.patience, progress=line,
            )  # fmt: skip
        except OSError as error:
            line.clear()
            _say(str(error))
            return FAILED
    line.clear()
    for shard, why in outcome.poisoned.items():
        _say(f"shard {shard} is poisoned: {why}")
    if outcome.poisoned:
        _say(f"{len(outcome.poisoned)} of {len(plan['shards'])} shards are not done; called again, only these are run")
    return outcome.status


if __name__ == "__main__":
    sys.exit(main())
