"""Plans on a dask cluster of this machine: what is lost, killed, poisoned or full, and that nothing else is."""

import contextlib
import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import libclean.dask
from support import BUILD, NEWSCLEAN, SEEDS, newsclean

PLAN = os.environ.get("NEWSCLEAN_PLAN", str(BUILD / "tools/plan/newsclean-plan"))
HAS_DISTRIBUTED = importlib.util.find_spec("distributed") is not None
SHARDS = 10

# newsclean as the workers find it. Files in the folder of the test say what goes wrong with which shard.
WRAPPER = """#!/bin/sh
name=${{2##*/}}; name=${{name%.files}}; cd '{folder}/control'
if [ -e slow ]; then sleep 0.3; fi
if [ -e "broken-$name" ]; then echo "newsclean: no such page" >&2; exit 4; fi
if [ -e "killed-$name" ]; then rm "killed-$name"; kill -9 $$; fi
if [ -e "deadly-$name" ]; then kill -9 $PPID; sleep 5; fi
if [ -e full ]; then ulimit -f 8; fi
cd '{folder}'
exec '{newsclean}' "$@"
"""


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path, nanny: bool):
        self.file = folder / "scheduler.json"
        self.folder = folder
        environment = {
            **os.environ,
            "NEWSCLEAN": str(folder / "newsclean"),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0" if nanny else "1",
        }
        common = ["--scheduler-file", str(self.file), "--no-dashboard"]
        self.scheduler = self._start("dask_scheduler", [*common, "--host", "127.0.0.1", "--port", "0"], environment)
        options = [*common, "--nthreads", "1", "--local-directory", str(folder / "spill")]
        options += ["--nanny" if nanny else "--no-nanny"]
        for _ in range(600):  # until it listens
            if self.file.exists():
                break
            time.sleep(0.05)
        self.workers = [self._start("dask_worker", options, environment) for _ in range(2)]

    def _start(self, program, arguments, environment):
        log = open(self.folder / f"{program}.log", "ab")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
                cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def close(self):
        for process in [*self.workers, self.scheduler]:
            process.terminate()
        for process in [*self.workers, self.scheduler]:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Plan(unittest.TestCase):
    """A folder with an archive of issues, its plan, and what one run on this machine gives."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "control").mkdir()
        wrapper = self.folder / "newsclean"
        wrapper.write_text(WRAPPER.format(folder=self.folder, newsclean=NEWSCLEAN))
        wrapper.chmod(0o755)
        for number in range(SHARDS):
            issue = self.folder / f"archive/1939-04-{number + 1:02}"
            issue.mkdir(parents=True)
            for page, seed in enumerate(SEEDS, 1):
                text = seed.read_bytes().decode()
                (issue / f"p{page}.txt").write_bytes(text[number * 20 :].encode())
        self.plan("plan")

    def plan(self, name):
        subprocess.run([PLAN, "--issue", "archive", "--shards", str(SHARDS), "-o", name], cwd=self.folder, check=True)

    def whole(self):
        return newsclean("--issue", "-j", "1", "-t", "jsonl", self.folder / "archive")

    def control(self, *names):
        for path in (self.folder / "control").iterdir():
            path.unlink()
        for name in names:
            (self.folder / "control" / name).touch()

    def start(self, *options, plan="plan"):
        return subprocess.Popen(
            [sys.executable, "-m", "libclean.dask", plan, "out", *options],
            cwd=self.folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, "NEWSCLEAN": str(self.folder / "newsclean")},
        )  # fmt: skip

    def end(self, process):
        try:
            told = process.communicate(timeout=100)[1].decode()
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        self.assertNotIn("Traceback", told)
        # What dask itself logs is no word of ours.
        return process.returncode, [line for line in told.splitlines() if line.startswith("libclean.dask: ")]

    def output(self):
        return b"".join(path.read_bytes() for path in sorted((self.folder / "out").glob("*.jsonl")))

    def manifest(self):
        return json.loads((self.folder / "out/manifest.json").read_text())


@unittest.skipUnless(HAS_DISTRIBUTED, "distributed is not installed (Debian: python3-distributed)")
class Dask(Plan):
    def cluster(self, nanny=False):
        cluster = Cluster(self.folder, nanny)
        self.addCleanup(cluster.close)
        return cluster

    def test_a_worker_that_is_killed_in_mid_run_costs_nothing(self):
        self.control("slow")
        cluster = self.cluster()
        process = self.start("--scheduler", str(cluster.file))
        out = self.folder / "out"
        for _ in range(600):
            if len(list(out.glob("*.manifest"))) >= 2:
                break
            time.sleep(0.05)
        cluster.workers[0].kill()
        self.assertLess(len(list(out.glob("*.manifest"))), SHARDS)
        self.assertEqual(self.end(process), (0, []))
        self.assertEqual(cluster.workers[0].wait(), -signal.SIGKILL)
        self.assertEqual(self.output(), self.whole())
        self.assertTrue(self.manifest()["done"])

    def test_poisoned_shards_are_named_and_all_others_are_done(self):
        self.control("broken-00003", "deadly-00005", "killed-00007")
        cluster = self.cluster(nanny=True)
        status, told = self.end(self.start("--scheduler", str(cluster.file)))
        self.assertEqual(status, 4, told)
        self.assertEqual(told[0], "libclean.dask: shard 00003 is poisoned: status 4: newsclean: no such page")
        self.assertRegex(told[1], "shard 00005 is poisoned: ")
        self.assertRegex(told[2], "2 of 10 shards are not done")
        self.assertEqual(len(told), 3)
        done = {path.stem for path in (self.folder / "out").glob("*.manifest")}
        wanted = {f"{number:05}" for number in range(1, SHARDS + 1)}
        self.assertEqual(wanted - done, {"00003", "00005"})
        self.assertFalse(self.manifest()["done"])
        # What was wrong is mended: only these are run, and all is as on one machine.
        self.control()
        before = {path: path.stat().st_mtime_ns for path in (self.folder / "out").glob("*.jsonl")}
        self.assertEqual(self.end(self.start("--scheduler", str(cluster.file))), (0, []))
        self.assertEqual(self.output(), self.whole())
        for path, time_written in before.items():
            self.assertEqual(path.stat().st_mtime_ns, time_written)
        self.assertEqual([shard["status"] for shard in self.manifest()["shards"]], [0] * SHARDS)

    def test_a_full_disk_is_told_and_a_second_run_goes_on(self):
        self.control("full")
        cluster = self.cluster()
        status, told = self.end(self.start("--scheduler", str(cluster.file)))
        self.assertEqual(status, 4, told)
        self.assertRegex(told[0], "shard 00001 is poisoned: status 4: newsclean: out/00001.*: File too large")
        self.assertFalse(list((self.folder / "out").glob("*.manifest")))
        self.assertEqual(self.output(), b"")
        self.control()
        self.assertEqual(self.end(self.start("--scheduler", str(cluster.file))), (0, []))
        self.assertEqual(self.output(), self.whole())
        # And without any worker it does not wait for ever.
        for worker in cluster.workers:
            worker.kill()
        status, told = self.end(self.start("--scheduler", str(cluster.file), "--patience", "1"))
        self.assertEqual(status, 4)
        self.assertEqual(told[0], "libclean.dask: shard 00001 is poisoned: there was no worker to run it")

    def test_workers_of_this_machine_will_do_and_the_account_is_always_the_same(self):
        (self.folder / "archive/1939-04-02/p3.txt").write_bytes(b"some bytes, \0 more")
        self.plan("again")
        self.assertEqual(self.end(self.start("--workers", "2", plan="again")), (3, []))
        account = (self.folder / "out/manifest.json").read_bytes()
        document = json.loads(account)
        self.assertEqual([shard["shard"] for shard in document["shards"]], sorted(s["shard"] for s in document["shards"]))
        self.assertEqual(document["status"], 3)
        self.assertEqual(document["failures"], 1)
        self.assertEqual(document["documents"], SHARDS)
        for path in (self.folder / "out").iterdir():
            path.unlink()
        self.assertEqual(self.end(self.start("--workers", "1", plan="again"))[0], 3)
        self.assertEqual((self.folder / "out/manifest.json").read_bytes(), account)


class Alone(Plan):
    """Without a cluster."""

    def said(self, *arguments):
        told = io.StringIO()
        with contextlib.redirect_stderr(told):
            status = libclean.dask.main(arguments)
        return status, told.getvalue()

    def test_without_distributed_it_is_told_what_to_install(self):
        with mock.patch.dict(sys.modules, {"distributed": None}):
            status, told = self.said(str(self.folder / "plan"), str(self.folder / "out"))
        self.assertEqual(status, 4)
        self.assertIn("apt install python3-distributed", told)

    def test_a_folder_that_is_no_plan_is_told(self):
        status, told = self.said(str(self.folder / "archive"), str(self.folder / "out"))
        self.assertEqual(status, 2)
        self.assertIn("is no plan of newsclean-plan", told)

    @unittest.skipUnless(HAS_DISTRIBUTED, "distributed is not installed (Debian: python3-distributed)")
    def test_an_address_that_is_none_is_told(self):
        status, told = self.said(str(self.folder / "plan"), str(self.folder / "out"), "--scheduler", "nowhere.json")
        self.assertEqual(status, 4)
        self.assertIn("no cluster: ", told)


if __name__ == "__main__":
    unittest.main()
