"""bench/run [CORPORA_DIR]: how fast newsclean is, beside the tools people use today.

Whole processes, from a file to nowhere, on the same bytes and one core, one after the other and in turn: round by
round every command has its go, so that what disturbs the machine disturbs all. The medians of the rounds are told,
and the time per byte beside that of sed on a user's ordinary day: sed 's/,/，/g' in C.UTF-8. That ratio is what to
compare; seconds belong to one machine and one day. It is told of the clock's seconds and of the CPU's: on a machine
that others use, too, only the second can be trusted.

Tools that need minutes where sed needs a moment get the first part of the same file, as large as their row says;
their time per byte is what is compared.

What people wrote in the document is in docs/performance.in.md; this program fills its {{marks}}:

    {{date}} {{machine}} {{versions}} {{size}} {{rounds}}   when, on what, of what, how much, how often
    {{inputs}}           the inputs: how many bytes, and what they are
    {{table INPUT}}      every command on an input: seeds, wrapped, clean, jingbao
    {{start}}            what a process takes for an empty input
    {{decisions}}        what a decision costs
    {{linear}}           the time per byte from 1 to 1000 MB
    {{# ...}}            a line for the next writer, left out

Needs no more than Python's standard library and /usr/bin/time.
"""

import argparse
import datetime
import hashlib
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quality import Failed, commit_of, left_table, row, table

TOP = Path(__file__).resolve().parent.parent
DATA = TOP / "build/bench/data"
NPM = TOP / "build/bench/npm"
PACKAGES = {"autocorrect-node": "2.14.0", "pangu": "7.2.1", "zhlint": "0.8.2"}
COMMAS = "s/,/，/g"
SED = "sed " + COMMAS
MEGABYTE = 1_000_000
MOST_ROUNDS_TO_SETTLE = 8


def say(message):
    print(f"bench/run: {message}", file=sys.stderr)


def counted(number, what):
    return f"{number} {what}{'' if number == 1 else 's'}"


# ---- The commands

class Command:
    """A row of the tables. `most`: the megabytes that it can be asked to take; None: all there are."""

    def __init__(self, name, argv, most=None, locale="C.UTF-8", cores=1):
        self.name, self.argv, self.most, self.locale, self.cores = name, argv, most, locale, cores
        self.missing = not argv or not shutil.which(str(argv[0]))

    def environment(self):
        # A tool's own settings are no part of the measure.
        return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LC_ALL": self.locale}


def of_newsclean(program, recipe, work):
    """What newsclean is asked for; {recipe} is what fits the input."""
    clean = [program, "-r", recipe]
    return [
        Command("newsclean", [*clean, "-j", "1"]),
        Command("newsclean -t jsonl", [*clean, "-j", "1", "-t", "jsonl"]),
        Command("newsclean --edits FILE", [*clean, "-j", "1", "--edits", work / "edits"]),
        Command("newsclean -F none", [*clean, "-j", "1", "-F", "none"]),
        Command("newsclean, recipe of itself", [program, "-j", "1"]),
        Command("newsclean -r general", [program, "-j", "1", "-r", "general"]),
        Command("newsclean -j 2, two cores", [*clean, "-j", "2"], cores=2),
    ]


def of_others(recipe, other):
    """A newsclean of before a change, say."""
    return [
        Command("the other", [other, "-r", recipe, "-j", "1"]),
        Command("the other -t jsonl", [other, "-r", recipe, "-j", "1", "-t", "jsonl"]),
    ] if other else []


def of_today(work):
    in_node = [shutil.which("node") or "node", TOP / "bench/beside.mjs", NPM]
    installed = {name: version_of(name) for name in PACKAGES}

    def from_npm(package, tool, most):
        command = Command(f"{package}, by lines", [*in_node, tool], most)
        command.missing = command.missing or not installed[package]
        return command

    return [
        Command("perl, two replacements", ["perl", "-CSD", "-Mutf8", "-pe", COMMAS + "; s/:/：/g"]),
        Command("uconv -x any-nfc", ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "any-nfc"], 10),
        Command("opencc -c s2t", ["opencc", "-c", "s2t"], 4),
        from_npm("autocorrect-node", "autocorrect", 2),
        from_npm("pangu", "pangu", 2),
        from_npm("zhlint", "zhlint", 0.1),
    ]


def of_sed():
    return [Command(SED, ["sed", COMMAS]), Command(SED + ", LC_ALL=C", ["sed", COMMAS], locale="C")]


def version_of(package):
    """Of a package that is installed in the version asked for; else nothing."""
    try:
        version = json.loads((NPM / "node_modules" / package / "package.json").read_text())["version"]
    except (OSError, ValueError, KeyError):
        return None
    return version if version == PACKAGES[package] else None


def install_packages():
    """Into a folder of the build, never into the repository."""
    if all(version_of(name) for name in PACKAGES) or not shutil.which("npm"):
        return
    NPM.mkdir(parents=True, exist_ok=True)
    say(f"installing {', '.join(PACKAGES)} into {NPM.relative_to(TOP)}")
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    done = subprocess.run(["npm", "install", "--no-save", "--no-fund", "--no-audit", "--ignore-scripts",
                           "--prefix", NPM, *wanted], cwd=NPM, capture_output=True, text=True)
    if done.returncode != 0:
        say(f"npm cannot install them: {(done.stderr.strip().splitlines() or ['no reason given'])[0]}")


# ---- Measuring

class Taken:
    def __init__(self, seconds, cpu, peak):
        self.seconds, self.cpu, self.peak = seconds, cpu, peak


class Cores:
    """Processes inherit the cores of this one, which sleeps while they run."""

    def __init__(self, first):
        self.all = sorted(os.sched_getaffinity(0))
        if first is not None and first not in self.all:
            raise Failed(f"--core {first}: there are {', '.join(map(str, self.all))}")
        first = self.all[-1] if first is None else first
        self.order = [first] + [core for core in self.all if core != first]

    def take(self, count):
        os.sched_setaffinity(0, self.order[:count])


def run_once(command, source, cores, into=subprocess.DEVNULL, peak=True):
    """Seconds and peak memory of one process. /usr/bin/time is between, because the peak that the system keeps of
    a process begins with that of the one it was forked from; without the peak nothing is between."""
    cores.take(command.cores)
    with open(source, "rb") as given, tempfile.NamedTemporaryFile("r") as told:
        between = ["/usr/bin/time", "-f", "%M", "-o", told.name] if peak else []
        begin = time.perf_counter()
        process = subprocess.Popen([*between, *map(str, command.argv)], stdin=given, stdout=into,
                                   stderr=subprocess.PIPE, env=command.environment())
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Failed(f"{command.name} gave {process.returncode}: {complaint.decode('utf-8', 'replace').strip()}")
        most = int(told.read().split()[-1]) / 1024 if peak else None
        return Taken(seconds, usage.ru_utime + usage.ru_stime, most)


def in_turn(commands, source_of, rounds, cores, peak=True):
    """Name of a command: its runs."""
    taken = {command.name: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            if not command.missing:
                taken[command.name].append(run_once(command, source_of(command), cores, peak=peak))
    return taken


def median(runs, of):
    return statistics.median(getattr(run, of) for run in runs)


def hash_of(command, source, cores):
    """Of what a command writes."""
    cores.take(command.cores)
    digest = hashlib.sha256()
    with open(source, "rb") as given:
        process = subprocess.Popen([str(a) for a in command.argv], stdin=given, stdout=subprocess.PIPE,
                                   env=command.environment())
        while part := process.stdout.read(1 << 20):
            digest.update(part)
        if process.wait() != 0:
            raise Failed(f"{command.name} gave {process.returncode}")
    return digest.hexdigest()


# ---- The inputs

def wrapped(page, width=40):
    """The paragraphs of a page as printed lines of at most so many bytes, cut between characters."""
    out = bytearray()
    for line in page.split(b"\n"):
        line = line.rstrip(b"\r")
        begin = 0
        while len(line) - begin > width:
            end = begin + width
            while line[end] & 0xC0 == 0x80:
                end -= 1
            out += line[begin:end] + b"\n"
            begin = end
        out += line[begin:] + b"\n"
    return bytes(out)


def write_repeated(path, pages, size):
    """The pages one after the other, as often as it takes; the last time whole."""
    once = b"".join(page if page.endswith(b"\n") else page + b"\n" for page in pages)
    with open(path, "wb") as out:
        while out.tell() < size:
            out.write(once)


def first_lines(path, size):
    """A file with the first lines of another."""
    part = path.with_name(f"{path.stem}-{size / MEGABYTE:g}{path.suffix}")
    with open(path, "rb") as source:
        text = source.read(size)
    part.write_bytes(text[:text.rfind(b"\n") + 1] or text)
    return part


class Input:
    def __init__(self, name, words, path, recipe):
        self.name, self.words, self.path, self.recipe = name, words, path, recipe
        self.size = path.stat().st_size
        self.parts = {}
        self.remarks = []
        self.taken, self.commands = {}, []

    def source_of(self, command):
        """The file for a command: all of it, or what a slow tool can take."""
        if command.most is None or command.most * MEGABYTE >= self.size:
            return self.path
        if command.most not in self.parts:
            self.parts[command.most] = first_lines(self.path, int(command.most * MEGABYTE))
        return self.parts[command.most]


def settled(program, recipe, path, cores):
    """A file cleaned until nothing changes any more; gives whether that came to an end."""
    command = Command("newsclean", [program, "-j", str(len(cores.all)), "-r", recipe], cores=len(cores.all))
    for number in range(MOST_ROUNDS_TO_SETTLE):
        after = path.with_suffix(".next")
        with open(after, "wb") as out:
            run_once(command, path, cores, out)
        same = subprocess.run(["cmp", "-s", path, after]).returncode == 0
        after.replace(path)
        if same:
            return number, True
    return MOST_ROUNDS_TO_SETTLE, False


def inputs_of(program, corpora, size, cores, only):
    DATA.mkdir(parents=True, exist_ok=True)
    seeds = [page.read_bytes() for page in sorted((TOP / "seeds").glob("*.txt"))]
    found = []

    def made(name, words, pages, recipe):
        path = DATA / f"{name}.txt"
        write_repeated(path, pages, size)
        found.append(Input(name, words, path, recipe))
        return found[-1]

    if "seeds" in only:
        made("seeds", "the two seeds as they came, one after the other", seeds, "zh-daily")
    if "wrapped" in only:
        made("wrapped", "the seeds cut into lines of at most 40 bytes: a seam every 13 characters",
             [wrapped(page) for page in seeds], "zh-daily")
    if "clean" in only:
        say("making clean text")
        clean = made("clean", "the seeds' clean text, in which nothing is to be changed", seeds, "zh-daily")
        passes, done = settled(program, clean.recipe, clean.path, cores)
        clean.size = clean.path.stat().st_size
        cleaned = f"after {counted(passes, 'round')} of cleaning"
        clean.remarks.append(f"A fixed point {cleaned}: the output is the input, byte for byte." if done
                             else f"No fixed point {cleaned}: some of it is still changed.")
    if "jingbao" in only:
        sheets = [page.read_bytes() for page in sorted(corpora.glob("jingbao/pages/*.txt"))] if corpora else []
        if sheets:
            made("jingbao", "the sheets of Jing bao of 1920 and 1939, printed lines in old print", sheets,
                 "zh-1900-1949")
        else:
            say("no jingbao/pages: left out")
    return found


# ---- What is measured

def measure(inputs, program, other, rounds, cores, work):
    """Every command on every input. Gives what is to be said of the machine."""
    for text in inputs:
        commands = of_sed() + of_newsclean(program, text.recipe, work) + of_others(text.recipe, other) + of_today(work)
        text.commands = commands
        by_name = {command.name: command for command in commands}
        say(f"{text.name}, {text.size / MEGABYTE:.1f} MB: the same bytes with one job and two?")
        one, two = (hash_of(by_name[name], text.path, cores) for name in ("newsclean", "newsclean -j 2, two cores"))
        text.remarks.append("`-j 2` writes the same bytes as `-j 1`." if one == two
                            else "**`-j 2` does not write the bytes of `-j 1`.**")
        say(f"{text.name}: {counted(rounds, 'round')}")
        text.taken = in_turn(commands, text.source_of, rounds, cores)
        if other:
            same = one == hash_of(by_name["the other"], text.path, cores)
            text.remarks.append("The other writes the same bytes." if same else "The other writes other bytes.")
    busy = [median(runs, "cpu") / median(runs, "seconds") for text in inputs
            for name, runs in text.taken.items() if runs and "two cores" not in name and median(runs, "seconds") > 0.5]
    share = statistics.median(busy) if busy else 1
    if share >= 0.95:
        return ""
    remark = f"the machine was busy: processes had {share:.0%} of a core"
    say(remark)
    return f"; {remark}"


def rows_of(text):
    per_byte = {}
    for command in text.commands:
        if runs := text.taken[command.name]:
            size = text.source_of(command).stat().st_size
            per_byte[command.name] = {of: median(runs, of) / size for of in ("seconds", "cpu")}
    for command in text.commands:
        runs = text.taken[command.name]
        name = command.name.replace(SED, f"`{SED}`")
        if not runs:
            yield [name, "not installed", "", "", "", "", "", ""]
            continue
        size = text.source_of(command).stat().st_size
        seconds = median(runs, "seconds")
        yield [name, f"{size / MEGABYTE:.3g}", f"{seconds:.2f}", f"{median(runs, 'cpu'):.2f}",
               f"{size / MEGABYTE / seconds:.{1 if size > seconds * MEGABYTE else 3}f}",
               *(f"{per_byte[command.name][of] / per_byte[SED][of]:.1f}" for of in ("seconds", "cpu")),
               f"{max(run.peak for run in runs):.1f}"]


def table_of(text):
    remarks = " ".join([f"Recipe `{text.recipe}`."] + text.remarks)
    return remarks + "\n\n" + table(
        ["", "MB", "seconds", "CPU seconds", "MB/s", "time per byte, sed = 1", "CPU per byte, sed = 1", "peak MB"],
        rows_of(text))


def start_table(program, rounds, cores, work):
    """What is spent before the first byte."""
    say("starting up")
    commands = [command for command in of_sed()[:1] + of_newsclean(program, "zh-daily", work)[:1] + of_today(work)
                if not command.missing]
    commands[1:2] = [Command(f"newsclean -r {recipe}", [program, "-j", "1", "-r", recipe])
                     for recipe in ("zh-daily", "zh-1900-1949", "general")] + [
                     Command("newsclean --version", [program, "--version"])]
    empty = work / "empty"
    empty.write_bytes(b"")
    taken = in_turn(commands, lambda _: empty, rounds, cores, peak=False)
    rows = []
    for command in commands:
        times = [run.seconds * 1000 for run in taken[command.name]]
        rows.append([command.name.split(",")[0] if not command.name.startswith("sed") else "sed",
                     f"{statistics.median(times):.1f}", f"{min(times):.1f}",
                     f"{run_once(command, empty, cores).peak:.1f}"])
    return table(["", "median, ms", "least, ms", "peak MB"], rows)


def decisions_of(program, text, cores):
    """Proposed and applied, as the log has them; the line of the layout is none."""
    cores.take(2)
    proposed = applied = 0
    with open(text.path, "rb") as given:
        process = subprocess.Popen([program, "-r", text.recipe, "-t", "edits"], stdin=given, stdout=subprocess.PIPE)
        for line in process.stdout:
            if b'"filter":"layout"' in line[:200]:
                continue
            proposed += 1
            applied += b'"applied":true' in line
        if process.wait() != 0:
            raise Failed(f"newsclean -t edits gave {process.returncode}")
    return proposed, applied


def decision_table(program, inputs, cores):
    """The filters' time, shared out among what they decide: an upper bound, for most of it is looking."""
    rows = []
    for text in inputs:
        say(f"{text.name}: decisions")
        proposed, applied = decisions_of(program, text, cores)
        with_filters, none = (median(text.taken[name], "cpu") for name in ("newsclean", "newsclean -F none"))
        spent = with_filters - none
        rows.append([text.name, str(proposed), str(applied), f"{applied / text.size * 1000:.2f}", f"{spent:.2f}",
                     f"{spent / text.size * 1e9:.1f}", f"{spent / applied * 1e6:.1f}" if applied else "–"])
    return table(["", "proposed", "applied", "applied per kB", "CPU seconds of filters", "ns per byte",
                  "µs per applied decision"], rows)


def linear_table(program, sizes, rounds, cores, work):
    seeds = [page.read_bytes() for page in sorted((TOP / "seeds").glob("*.txt"))]
    command = of_newsclean(program, "zh-daily", work)[0]
    empty = work / "empty"
    empty.write_bytes(b"")
    start = median([run_once(command, empty, cores) for _ in range(5)], "cpu")
    rows, file = [], DATA / "linear.txt"
    for size in sizes:
        say(f"linear: {size:g} MB")
        write_repeated(file, seeds, int(size * MEGABYTE))
        runs = [run_once(command, file, cores) for _ in range(rounds if size <= 100 else 1)]
        cpu, bytes_read = median(runs, "cpu"), file.stat().st_size
        rows.append([f"{bytes_read / MEGABYTE:.2f}", f"{median(runs, 'seconds'):.2f}", f"{cpu:.2f}",
                     f"{cpu / bytes_read * 1e9:.1f}", f"{(cpu - start) / bytes_read * 1e9:.1f}",
                     f"{max(run.peak for run in runs):.1f}"])
    file.unlink()
    return (f"Starting up takes {start * 1000:.1f} ms of CPU.\n\n"
            + table(["MB", "seconds", "CPU seconds", "ns per byte", "without starting up", "peak MB"], rows))


# ---- The document

def said_by(argv):
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=20)
    except OSError:
        return ""
    return done.stdout + done.stderr


def first_line(argv):
    lines = said_by(argv).strip().splitlines()
    return lines[0].strip() if lines else None


def versions(program, other):
    told = [f"{first_line([program, '--version'])}, commit {commit_of(program.parent)}"]
    if other:
        told.append(f"the other: {first_line([other, '--version'])}, commit {commit_of(other.parent)}")
    told.append(first_line(["sed", "--version"]) or "no sed")
    perl = first_line(["perl", "-e", "print $^V"])
    told.append(f"perl {perl[1:]}" if perl else "no perl")
    told.append(first_line(["uconv", "-V"]) or "no uconv")
    opencc = re.search(r"Version: (\S+)", said_by(["opencc", "--version"]))
    told.append(f"opencc {opencc[1]}" if opencc else "no opencc")
    node = first_line(["node", "--version"])
    told.append(f"node {node[1:]}" if node else "no node")
    told += [f"{name} {version_of(name)}" for name in PACKAGES if version_of(name)]
    return "; ".join(told)


def machine():
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name[^:]*: (.*)$", info, re.M)
    release = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{model[1] if model else platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GiB, {release}, "
            f"Linux {platform.release().split('-')[0]}")


def filled(template, inputs, marks):
    by_name = {text.name: text for text in inputs}

    def mark(match):
        word, _, rest = match[1].strip().partition(" ")
        if word in marks and not rest:
            return marks[word]
        if word == "table" and rest in ("seeds", "wrapped", "clean", "jingbao"):
            return table_of(by_name[rest]) if rest in by_name else "Not measured."
        raise Failed(f"docs/performance.in.md: no such mark: {match[0]}")

    template = re.sub(r"\{\{#.*?\}\}\n", "", template, flags=re.S)
    return re.sub(r"\{\{(.*?)\}\}", mark, template, flags=re.S)


# ---- The command

def self_test():
    def check(what, got, want):
        if got != want:
            raise Failed(f"self-test: {what}: {got!r}, not {want!r}")

    line = "字".encode() * 30
    cut = wrapped(line + b"\n\nend").split(b"\n")
    check("wrapped", [len(part) for part in cut], [39, 39, 12, 0, 3, 0])
    check("nothing lost", b"".join(cut), line + b"end")
    check("no wrap", wrapped(b"a" * 40 + b"\r\n"), b"a" * 40 + b"\n\n")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.txt"
        write_repeated(whole, [b"ab", b"c\n"], 6)
        check("repeated", whole.read_bytes(), b"ab\nc\n" * 2)
        whole.write_bytes("一二\n三四\n五".encode())
        check("first lines", first_lines(whole, 12).read_bytes(), "一二\n".encode())
        text = Input("seeds", "", whole, "zh-daily")
        text.commands = [Command(SED, ["sed", COMMAS]), Command("absent", ["/no/such/program"])]
        text.taken = {SED: [Taken(2, 1, 3), Taken(4, 2, 5), Taken(3, 1, 4)], "absent": []}
        rows = list(rows_of(text))
        check("row", rows[0][2:], ["3.00", "1.00", "0.000", "1.0", "1.0", "5.0"])
        check("absent", rows[1][1], "not installed")
        check("template", filled("{{# left\nout}}\n{{date}} {{table clean}}", [text], {"date": "today"}),
              "today Not measured.")
    check("row of a table", row(["a", "b"]), "| a | b |")
    known = ("date", "machine", "versions", "size", "rounds", "inputs", "start", "decisions", "linear")
    filled((TOP / "docs/performance.in.md").read_text("utf-8"), [], dict.fromkeys(known, ""))


def arguments():
    parser = argparse.ArgumentParser(
        prog="bench/run", description="Measure newsclean beside other tools and print docs/performance.md anew.")
    parser.add_argument("corpora", nargs="?", metavar="CORPORA_DIR", type=Path, default=TOP.parent / "shared/corpora",
                        help="the development pages (default: ../shared/corpora beside the repository)")
    parser.add_argument("--size", metavar="MB", type=float, default=100, help="of each input (default: 100)")
    parser.add_argument("--rounds", metavar="N", type=int, default=3, help="medians of so many runs (default: 3)")
    parser.add_argument("--linear", action="store_true", help="also the time per byte from 1 to 1000 MB")
    parser.add_argument("--quick", action="store_true", help="5 MB of each, and small sizes for --linear: to try it")
    parser.add_argument("--only", metavar="INPUT", action="append", choices=("seeds", "wrapped", "clean", "jingbao"),
                        help="of the inputs just this one: seeds, wrapped, clean, jingbao; may be repeated")
    parser.add_argument("--other", metavar="PATH", type=Path, help="another newsclean, whose rows stand beside ours")
    parser.add_argument("--bin", metavar="PATH", type=Path, default=TOP / "build/release/tools/newsclean/newsclean",
                        help="newsclean (default: build/release/tools/newsclean/newsclean)")
    parser.add_argument("--core", metavar="N", type=int, help="the core to run on (default: the last)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md instead of printing it")
    parser.add_argument("--self-test", action="store_true", help="check this program itself, without any run")
    return parser.parse_args()


def main():
    given = arguments()
    if given.self_test:
        self_test()
        return
    for program in filter(None, (given.bin, given.other)):
        if not shutil.which(program):
            raise Failed(f"no {program}; run script/run first")
    if not Path("/usr/bin/time").exists():
        raise Failed("needs /usr/bin/time (Debian package time)")
    if given.write and (given.quick or given.only):
        raise Failed("--quick and --only are for trying; docs/performance.md gets no figures of them")
    cores = Cores(given.core)
    size = 5 if given.quick else given.size
    install_packages()
    with tempfile.TemporaryDirectory(dir=TOP / "build") as folder:
        work = Path(folder)
        # A copy: what is built meanwhile would else be measured half and half.
        program = Path(shutil.copy(given.bin, work / "newsclean"))
        other = Path(shutil.copy(given.other, work / "other")) if given.other else None
        only = given.only or ("seeds", "wrapped", "clean", "jingbao")
        inputs = inputs_of(program, given.corpora, int(size * MEGABYTE), cores, only)
        busy = measure(inputs, program, other, given.rounds, cores, work)
        marks = {
            "date": datetime.date.today().isoformat(), "machine": machine() + busy,
            "versions": versions(given.bin.resolve(), given.other and given.other.resolve()),
            "size": f"{size:g}", "rounds": counted(given.rounds, "round"),
            "inputs": left_table(["", "bytes", "recipe", ""],
                                 [[text.name, str(text.size), f"`{text.recipe}`", text.words] for text in inputs]),
            "start": start_table(program, 5 if given.quick else 20, cores, work),
            "decisions": decision_table(program, inputs, cores),
            "linear": linear_table(program, (1, 2, 5) if given.quick else (1, 10, 100, 1000), given.rounds, cores, work)
            if given.linear else "Not measured: `bench/run --linear`.",
        }
    text = filled((TOP / "docs/performance.in.md").read_text("utf-8"), inputs, marks)
    if given.write:
        (TOP / "docs/performance.md").write_text(text, "utf-8")
        say("written: docs/performance.md")
    else:
        print(text, end="")


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        say(failure)
        sys.exit(4)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
