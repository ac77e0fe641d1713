"""bench/scale [CORPORA_DIR]: what a page costs when an archive is cut into shards and run.

Makes an archive of some thousand issues of eight pages out of the pages of CORPORA_DIR (its pages/*.txt and
jingbao/pages/*.txt; without it, the seeds and the pages of fixtures/), plans it, and runs its shards one behind the
other with -j 1. CPU seconds are those of user and system, so that they mean something on a machine that others use,
too; the clock's are not told. What an archive of 10 million such pages needs is then arithmetic, which is printed.

Needs no more than Python's standard library, and the programs of build/release (or --build).
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGES_OF_AN_ISSUE = 8
ARCHIVE = 10_000_000  # pages
CORES = (1, 16, 256)


def pages_of(corpora):
    if corpora:
        files = [*corpora.glob("pages/*.txt"), *corpora.glob("jingbao/pages/*.txt")]
    else:
        files = [*TOP.glob("seeds/*.txt"), *TOP.glob("fixtures/pages/*.txt")]
    if not files:
        raise SystemExit(f"bench/scale: no pages in {corpora}")
    return sorted(files)


def make_archive(folder, pages, issues):
    """Issue by issue the next eight pages, again and again; a folder for each hundred issues."""
    texts = [page.read_bytes() for page in pages]
    size = number = 0
    for issue in range(issues):
        place = folder / f"{issue // 100:04}" / f"{issue % 100:02}"
        place.mkdir(parents=True)
        for page in range(1, PAGES_OF_AN_ISSUE + 1):
            text = texts[number % len(texts)]
            (place / f"p{page}.txt").write_bytes(text)
            number += 1
            size += len(text)
    return number, size


def cpu_of(*command, **environment):
    """The CPU seconds of a program and of all it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def size_of(folder, ending):
    return sum(path.stat().st_size for path in folder.glob("*" + ending))


def hours(seconds):
    return f"{seconds / 3600:.1f} h" if seconds >= 3600 else f"{seconds / 60:.1f} min"


def main():
    parser = argparse.ArgumentParser(prog="bench/scale", description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="?", type=Path, help="a folder with pages/ and jingbao/")
    parser.add_argument("--issues", type=int, default=1000, help="of eight pages; not given: 1000")
    parser.add_argument("--size", default="16M", help="of a shard; not given: 16M")
    parser.add_argument("--build", type=Path, default=TOP / "build/release", help="where the programs are")
    asked = parser.parse_args()
    newsclean, planner = (str(asked.build / "tools" / name) for name in ("newsclean/newsclean", "plan/newsclean-plan"))
    for program in (newsclean, planner):
        if not shutil.which(program):
            raise SystemExit(f"bench/scale: {program} is not built")
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = Path(name)
        archive = folder / "archive"
        pages, size = make_archive(archive, pages_of(asked.corpora), asked.issues)
        plan = str(folder / "plan")
        options = ["--issue", str(archive), "--size", asked.size]
        planning = cpu_of(planner, *options, "-o", plan)
        shards = [shard["name"] for shard in json.loads((folder / "plan/plan.json").read_bytes())["shards"]]
        run = {}
        for kind in ("first", "again"):  # again: nothing is to do but to see that nothing is
            run[kind] = sum(
                cpu_of("sh", plan + "/run", shard, str(folder / "out"), NEWSCLEAN=newsclean) for shard in shards
            )
        whole = cpu_of(newsclean, "--issue", "-j", "1", "-t", "jsonl", str(archive), "-o", str(folder / "whole.jsonl"))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        records = size_of(folder / "out", ".jsonl")
        accounts, lists = size_of(folder / "out", ".manifest"), size_of(folder / "plan", ".files")
        joined = b"".join(path.read_bytes() for path in sorted((folder / "out").glob("*.jsonl")))
        if joined != (folder / "whole.jsonl").read_bytes():
            raise SystemExit("bench/scale: the shards' outputs are not those of one run")
        # The archive has the same pages over and over, which compress too well: here each is once.
        once = ["-j", "1", "-t", "jsonl", *map(str, pages_of(asked.corpora))]
        for ending in (".jsonl", ".jsonl.zst"):
            cpu_of(newsclean, *once, "-o", str(folder / ("once" + ending)))
        packed = (folder / "once.jsonl.zst").stat().st_size / (folder / "once.jsonl").stat().st_size

    print(f"{asked.issues} issues, {pages} pages, {size / 1e6:.1f} MB, {len(shards)} shards\n")
    print("| | for a page |\n|---|--:|")
    for what, seconds in (
        ("to plan", planning),
        ("to run, shard by shard", run["first"]),
        ("the same in one run without a plan or an account", whole),
        ("to see that all is done", run["again"]),
    ):
        print(f"| {what} | {seconds / pages * 1e3:.3f} ms of CPU |")
    for what, size_there in (
        ("text in", size), ("records out", records), ("records, compressed with zstd", records * packed),
        ("accounts", accounts), ("lists of the plan", lists),
    ):  # fmt: skip
        print(f"| {what} | {size_there / pages:.0f} bytes |")
    print(f"\nLargest process: {memory / 1024:.0f} MiB.\n")
    each = run["first"] / pages
    print(f"{ARCHIVE:,} pages: {ARCHIVE:,} x {each * 1e3:.3f} ms = {hours(ARCHIVE * each)} of CPU:")
    for cores in CORES:
        print(f"- {cores} core{'s' if cores > 1 else ''}: {hours(ARCHIVE * each / cores)}")
    print(f"- planned by one process in {hours(ARCHIVE * planning / pages)}")
    print(f"- {ARCHIVE * records * packed / pages / 1e9:.0f} GB of records compressed with zstd, {ARCHIVE * accounts / pages / 1e9:.1f} GB of accounts")


if __name__ == "__main__":
    sys.exit(main())
