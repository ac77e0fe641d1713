"""bench/quality [CORPORA_DIR]: writes docs/quality.md, the quality of newsclean on pages that have gold.

newsclean cleans each page as it does without options; newsclean-eval compares the records with gold
(tools/eval/score.h says what it counts). Beside it stand the simplest rules, whose records are made here from
the page's bytes and scored by the same newsclean-eval. What people wrote in the document is in
docs/quality.in.md; this program fills its {{marks}}:

    {{date}} {{version}} {{commit}}   when, and of what
    {{overview}} {{missed}}           a row for each group; the targets that are missed
    {{table GROUP}}                   the measures of a group, with targets and baselines
    {{errors GROUP}}                  what is wrong, by kind, with an example each
    {{recipes GROUP}}                 the recipes that its pages got
    {{n GROUP KIND}}                  how many errors of that kind
    {{figure GROUP MEASURE}}          one figure of ours
    {{fits}}                          what bench/fit prints: figures on pages not fitted on, calibration
    {{languages}}                     the pages of other languages, a column for each language
    {{issues}}                        articles followed over the pages of issues
    {{causes GROUP                    lines "KIND :: PATTERN :: why"; a row for each, with the number of errors
    ...}}                             of that kind which the pattern finds and that no row above has, and an
                                      example; rows without errors are left out
    {{# ...}}                         a line for the next writer, left out

Needs no more than Python's standard library.
"""

import argparse
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PROGRAMS = ("newsclean/newsclean", "eval/newsclean-eval")


NOT_UNDONE, NOT_SETTLED = "page not undone", "page not settled"


class Failed(Exception):
    pass


# ---- Lines of a page, in bytes

LINE_END = re.compile(rb"\r\n|[\n\r\x0b\x0c]|\xc2\x85|\xe2\x80[\xa8\xa9]")
BLANK = " \t\u3000\u00a0\ufeff"


class Line:
    """A line that is not blank: bytes [begin, end) of the page without the white space around them."""

    def __init__(self, begin, text, page):
        self.begin, self.text, self.page = begin, text, page
        self.end = begin + len(to_bytes(text))
        # In ideographs; a letter counts half.
        self.width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text) / 2


def to_bytes(text):
    return text.encode("utf-8", "surrogateescape")


def lines_of(page):
    lines, begin, number = [], 0, 1
    ends = [(m.start(), m.end(), m.group()) for m in LINE_END.finditer(page)]
    for end, after, what in ends + [(len(page), len(page), b"")]:
        text = page[begin:end].decode("utf-8", "surrogateescape")
        rest = text.lstrip(BLANK)
        if rest.strip(BLANK):
            lead = len(to_bytes(text)) - len(to_bytes(rest))
            lines.append(Line(begin + lead, rest.rstrip(BLANK), number))
        begin = after
        number += what == b"\x0c"
    return lines


# ---- The simplest rules

SENTENCE_END = re.compile(r"[。！？!?….；;：:][”’」』）》】\")\]]*$")
LEAD = re.compile(
    r"[【〔［（(]?(?P<mark>本[报報][^，。]{0,6}?[讯訊]|新[华華]社[^，。（(]{0,12}?[电電]|新[华華]社)"
    r"|[（(〔【](?P<wire>[^）)〕】]{1,20}[电電讯訊])[）)〕】]"
)
BYLINE = re.compile(r"[（(]([^）)]*(?:记者|記者)[^）)]*)[）)]")


def printed(lines):
    """Whether the lines of the page are printed lines; else they are whole blocks."""
    widths = sorted(line.width for line in lines)
    return bool(widths) and widths[len(widths) * 9 // 10] <= 36


def join_all(lines):
    return [True] * (len(lines) - 1)


def join_by_width(lines):
    """A line goes on when it is as wide as its neighbours; a block, when no sentence ends there."""
    if not printed(lines):
        return [not SENTENCE_END.search(line.text) for line in lines[:-1]]
    widths = [line.width for line in lines]
    return [widths[i] >= max(widths[max(0, i - 4):i + 5]) - 2 for i in range(len(lines) - 1)]


def headline_like(line):
    return len(line.text) <= 40 and not re.search(r"[。；;]", line.text) and not SENTENCE_END.search(line.text)


def starts_by_lead(lines):
    """{first line of an article: its fields}; a line with 本报讯 makes one of the line above it, or of itself."""
    starts = {}
    for i, line in enumerate(lines):
        lead = LEAD.match(line.text)
        if not lead:
            continue
        byline = BYLINE.search(line.text[:60])
        fields = {"dateline": lead["mark"] or lead["wire"], "byline": byline[1] if byline else ""}
        if i > 0 and headline_like(lines[i - 1]):
            starts[i - 1] = {"headline": lines[i - 1].text, **fields}
        else:
            starts[i] = fields
    return starts


def records(name, lines, joins, starts):
    """The records of a page: an article at each of starts, and one of what stands before them."""
    result = []
    for i, line in enumerate(lines):
        fields = starts.get(i)
        if i == 0 or fields is not None:
            fields = fields or {}
            result.append({
                "id": f"{name}#{len(result) + 1}", "source": name, "kind": "article", "lang": "", "pages": [],
                "kicker": [], "headline": "", "subheadline": [], "byline": "", "dateline": "", "text": "",
                "blocks": [], "lifted": [], "genre": "", "jump": {"to": 0, "from": 0}, "confidence": 1, **fields})
            headline = "headline" in fields
            new = True
        else:
            new = not joins[i - 1] or result[-1]["blocks"][-1]["role"] == "headline"
        blocks = result[-1]["blocks"]
        text = to_bytes(line.text).decode("utf-8", "replace")
        if new:
            role = "headline" if headline and not blocks else "paragraph"
            blocks.append({"role": role, "text": text, "spans": [[line.begin, line.end]], "page": line.page})
        else:
            latin = line.text[0].isascii() and blocks[-1]["text"][-1].isascii()
            blocks[-1]["text"] += (" " if latin else "") + text
            blocks[-1]["spans"].append([line.begin, line.end])
    for record in result:
        record["pages"] = sorted({block["page"] for block in record["blocks"]})
        record["text"] = "\n\n".join(b["text"] for b in record["blocks"] if b["role"] == "paragraph")
    return result


BASELINES = {  # the head of the column: joins and starts of the lines of a page
    "join all": lambda lines: (join_all(lines), {}),
    "by width": lambda lines: (join_by_width(lines), {}),
    "by 本报讯": lambda lines: (join_by_width(lines), starts_by_lead(lines)),
}


# ---- Groups of pages

MODERN = {
    "seams F1": 0.99, "starts F1": 0.98,
    "captions P": 0.98, "captions R": 0.95, "jump lines P": 0.98, "jump lines R": 0.95,
    "running heads P": 0.98, "running heads R": 0.95,
    "headline": 0.95, "byline": 0.95, "dateline": 0.95, "edits P": 0.998, "edits R": 0.98,
}
JINGBAO = {"seams F1": 0.985, "starts F1": 0.80, "running heads P": 0.9, "running heads R": 0.9,
           "edits not in gold": 0}
JINGBAO_AIMS = {"starts F1": 0.88}  # beyond the target
EVERYWHERE = {"bytes not covered": 0, "bytes covered twice": 0, "pages undone": 1, "pages settled": 1}
LANGUAGES = {"ja": "Japanese", "ko": "Korean", "en": "English", "de": "German", "fr": "French"}


class Group:
    def __init__(self, name, words, pages, targets=None, aims=None):
        self.name, self.words, self.aims = name, words, aims or {}
        self.pages = pages  # [(gold, text)]
        self.targets = {**(targets or {}), **EVERYWHERE}
        self.recipes = {}   # name: pages
        self.columns = {}   # head of the column: {measure: (figure, how it is written)}
        self.findings = []  # of ours: (kind, place, what)


def pairs(gold, pages):
    result = []
    for file in sorted(gold):
        for folder in pages:
            page = folder / (file.stem + ".txt")
            if page.is_file():
                result.append((file, page))
                break
    return result


def languages_of(pages):
    result = set()
    for gold, _ in pages:
        for line in gold.read_text("utf-8").splitlines():
            if line.strip():
                result.add(json.loads(line).get("lang"))
    return result


def held_out(sheet):
    """Of each four sheets of Jing bao the second and the third: no weight is fitted on them (fitting/gold.cpp)."""
    return sheet % 4 in (1, 2)


def groups_of(corpora):
    own = pairs((TOP / "fixtures/pages").glob("*.jsonl"), [TOP / "fixtures/pages", TOP / "seeds"])
    in_seeds = [pair for pair in own if pair[1].parent.name == "seeds"]
    beside = [pair for pair in own if pair not in in_seeds]
    result = [
        Group("seeds", "Seeds", in_seeds, MODERN),
        Group("fixtures", "Fixture pages", beside, MODERN if languages_of(beside) <= {"zh-Hans"} else {}),
    ]
    if corpora is None:
        return result

    def pages(*starts):
        return pairs([f for s in starts for f in (corpora / "pages").glob(s + "*.jsonl")], [corpora / "pages"])

    jingbao = pairs((corpora / "jingbao/gold").glob("*.jsonl"), [corpora / "jingbao/pages"])
    result += [
        Group("modern", "Modern Chinese", pages("zs", "mx"), MODERN),
        Group("taiwan", "Taiwan, Hong Kong", pages("zt")),
        Group("jingbao", "Jing bao 1920, 1939", jingbao, JINGBAO, JINGBAO_AIMS),
        Group("held-out", "Jing bao, held out", [pair for i, pair in enumerate(jingbao) if held_out(i)], JINGBAO,
              JINGBAO_AIMS),
        Group("others", "Other languages", pages(*LANGUAGES)),
    ]
    result += [Group(code, words, pages(code)) for code, words in LANGUAGES.items()]
    return result


# ---- Running the programs

class Tools:
    """Copies of the two programs, so that a build in the meantime changes nothing."""

    def __init__(self, folder, work):
        self.folder = folder
        for program in PROGRAMS:
            self.take(folder / program, work / Path(program).name)
        self.newsclean, self.eval = (work / Path(program).name for program in PROGRAMS)
        self.version = self.run(self.newsclean, "--version").decode().strip()
        self.commit = commit_of(folder)

    @staticmethod
    def take(program, copy):
        """Waits for a program that is just being linked anew."""
        for attempt in range(60):
            try:
                shutil.copy(program, copy)
                if subprocess.run([copy, "--version"], capture_output=True).returncode == 0:
                    return
            except OSError:
                pass
            if not program.parent.is_dir():
                break
            if attempt == 0:
                say(f"no working {program}; waiting two minutes for it")
            time.sleep(2)
        raise Failed(f"no {program}; build it first: script/run --version, "
                     "cmake --build build/release --target newsclean-eval")

    @staticmethod
    def run(*command, text=None):
        done = subprocess.run([str(c) for c in command], input=text, capture_output=True)
        if done.returncode != 0:
            raise Failed(f"{' '.join(map(str, command))}: status {done.returncode}: "
                         f"{done.stderr.decode('utf-8', 'replace').strip()}")
        return done.stdout

    def recipe(self, page):
        first = self.run(self.newsclean, "--explain", page).partition(b"\n")[0].decode("utf-8", "replace")
        name = re.search(r": recipe (\S+)", first)
        if not name:
            raise Failed(f"newsclean --explain {page.name}: no recipe in its first line: {first}")
        return name[1]

    def score(self, gold, out, *options):
        return json.loads(self.run(self.eval, *options, gold, out))


def git(folder, *arguments):
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def commit_of(folder):
    """The commit of the tree the programs stand in: they are built there."""
    top = git(folder, "rev-parse", "--show-toplevel")
    commit = git(folder, "rev-parse", "--short", "HEAD")
    if not top or not commit:
        return "unknown"
    changed = git(top, "status", "--porcelain", "--", "libclean", "recipes", "tools", "CMakeLists.txt")
    return commit + (" and changes not committed" if changed else "")


def say(message):
    print(f"bench/quality: {message}", file=sys.stderr)


def difference(before, after):
    """Nothing, or where two texts begin to differ, as a finding says it."""
    if before == after:
        return None
    before, after = (text.decode("utf-8", "replace") for text in (before, after))
    at = len(os.path.commonprefix([before, after]))
    begin = max(0, at - 4)
    return "text " + ", OUT ".join(f'"{text[begin:begin + 40]}"'.replace("\n", "⏎") for text in (before, after))


def broken_laws(tools, page, work):
    """[(kind, place, what)] when undo does not give the page back, or cleaning the clean text changes something."""
    out, edits, again = work / "out.txt", work / "edits", work / "again.txt"
    tools.run(tools.newsclean, "--edits", edits, "-o", out, page)
    undo = difference(page.read_bytes(), tools.run(tools.newsclean, "--undo", edits, out))
    tools.run(tools.newsclean, "-o", again, out)
    settle = difference(out.read_bytes(), again.read_bytes())
    return [(kind, page.name, what) for kind, what in ((NOT_UNDONE, undo), (NOT_SETTLED, settle)) if what]


def measure(group, tools, work, keep):
    folder = work / group.name
    gold = folder / "gold"
    gold.mkdir(parents=True)
    for file, page in group.pages:
        (gold / file.name).symlink_to(file.resolve())
        (gold / page.name).symlink_to(page.resolve())

    ours = keep / group.name
    shutil.rmtree(ours, ignore_errors=True)
    ours.mkdir(parents=True)
    for file, page in group.pages:
        tools.run(tools.newsclean, "-t", "jsonl", "-o", ours / file.name, page)
        recipe = tools.recipe(page)
        group.recipes[recipe] = group.recipes.get(recipe, 0) + 1
        group.findings += broken_laws(tools, page, work)
    scores = tools.score(gold, ours, "--json", "--errors")
    group.units, group.articles = scores["units"], scores["articles"]["gold"]
    group.columns["newsclean"] = figures(scores)
    broken = [kind for kind, _, _ in group.findings]
    for name, kind in (("pages undone", NOT_UNDONE), ("pages settled", NOT_SETTLED)):
        group.columns["newsclean"][name] = share(len(group.pages) - broken.count(kind), len(group.pages))
    errors = [f"{place}: {kind}: {what}\n" for kind, place, what in group.findings]
    group.findings += [(kind_of(e["measure"], e["what"]), e["place"], e["what"]) for e in scores["errors"]]
    errors += [f"{e['place']}: {e['measure']}: {e['what']}\n" for e in scores["errors"]]
    (keep / f"{group.name}.errors.txt").write_text("".join(errors), "utf-8")

    for number, (name, rule) in enumerate(BASELINES.items()):
        out = folder / str(number)
        out.mkdir()
        for file, page in group.pages:
            lines = lines_of(page.read_bytes())
            rows = records(page.name, lines, *rule(lines))
            (out / file.name).write_text(
                "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        group.columns[name] = figures(tools.score(gold, out, "--json"))


# ---- Figures

def cut(count, of, digits=4):
    """Cut, not rounded: 1.0000 is said only when nothing is wrong."""
    if of == 0:
        return None, "–"
    unit = 10 ** digits
    return count / of, f"{count * unit // of / unit:.{digits}f}"


def share(count, of):
    return (None, "–") if of == 0 else (count / of, f"{count} of {of}")


def number(count):
    return count, str(count)


def prf(name, count, parts="P R F1"):
    count = count or {"right": 0, "wrong": 0, "missed": 0}
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    every = {"P": cut(right, right + wrong), "R": cut(right, right + missed),
             "F1": cut(2 * right, 2 * right + wrong + missed)}
    return {f"{name} {part}": every[part] for part in parts.split()}


def figures(scores):
    roles, fields = scores["roles"], scores["fields"]
    result = {**prf("seams", scores["seams"]), **prf("starts", scores["starts"])}
    differ = scores["pk"]
    result["Pk"] = cut(differ["differ"], differ["of"])
    for role, name in (("caption", "captions"), ("jump", "jump lines"), ("running_head", "running heads")):
        result |= prf(name, roles.get(role), "P R")
    result |= prf("all lifted", scores["lifted_kinds"], "P R")
    for field in ("headline", "byline", "dateline"):
        filled = fields.get(field, {}).get("filled", {"right": 0, "of": 0})
        result[field] = cut(filled["right"], filled["of"])
    edits = scores["edits"]
    result |= prf("edits", edits, "P R")
    result["edits not in gold"] = number(edits["wrong"])
    kept = scores["conservation"]
    result["bytes not covered"] = number(kept["uncovered"])
    result["bytes covered twice"] = number(kept["doubled"])
    return result


def held(target, figure):
    """Whether a figure meets its target; nothing when there is nothing to measure."""
    if figure is None:
        return None
    return figure <= target if target == 0 else figure >= target


def target_words(target):
    if target == 0:
        return "0"
    return "all" if target == 1 else "≥ " + f"{target:.3f}".lstrip("0").rstrip("0").ljust(3, "0")


def missed_targets(group):
    ours = group.columns["newsclean"]
    return [(name, ours[name][1], target_words(target)) for name, target in group.targets.items()
            if held(target, ours[name][0]) is False]


# ---- Kinds of errors

def kind_of(measure, what):
    head = what.split(":", 1)[0]
    if measure == "seam":
        return {"not joined": "missed seam", "wrongly joined": "wrong seam",
                "lifted text left in the flow": "lifted text in the flow",
                "not joined, lifted": "missed seam in lifted text",
                "wrongly joined, lifted": "wrong seam in lifted text"}.get(head, head)
    if measure == "start":
        return "missed start" if head.startswith("an ") else "wrong start"
    if measure == "role":
        gold, _, ours = head.partition(", OUT ")
        return f"{gold} as {ours}"
    if measure == "field":
        name, rest = what.split(" ", 1)
        gold, _, ours = rest.partition(", OUT ")
        if ours.startswith(("nothing", "has no such")):
            return f"{name} missing"
        return f"{name} where none is" if gold == "nothing" else f"{name} not the same"
    if measure == "edit":
        return f"{head} edit"
    if measure == "jump":
        return f"{head} jump link"
    if measure == "bytes":
        return "bytes " + head.partition(" bytes ")[2]
    return {"glue": "glue", "end": "open end"}.get(measure, measure)


def shortened(what, size=30):
    """What the example shows: never more than size characters of text."""
    if seam := re.search(r'"([^"]*(?:"[^"|]+)*)" \| "(.*)"$', what):
        half = (size - 3) // 2
        return seam[1].lstrip("…")[-half:] + " / " + seam[2].rstrip("…")[:half]
    if edit := re.match(r'\w+: (?:".*?" to|put in) (".*?"|nothing): "(.*)"$', what):
        before, _, after = edit[2].partition("[")
        return (before[-12:] + "[" + after)[:size]
    if jump := re.match(r"\w+: to (\d+), from (\d+), article (.*)$", what):
        page = f"to {jump[1]}" if jump[1] != "0" else f"from {jump[2]}"
        return f"{page}: {jump[3].strip(chr(34))}"[:size]
    if field := re.match(r"\w+ (.*), OUT (nothing|has no such article)$", what):
        return field[1].strip('"')[:size]
    if field := re.match(r"\w+ (.*), OUT (.*)$", what):
        half = (size - 4) // 2
        return " → ".join(side.strip('"').replace('" + "', "+")[:half] for side in field.groups())
    text = what.split(": ", 1)[-1].strip('"')
    return text if len(text) <= size else text[:size - 1] + "…"


def code(text):
    text = text.replace("`", "'").replace("|", "\\|").strip()
    return f"`{text}`" if text else ""


def example(finding):
    _, place, what = finding
    return code(place) + " " + code(shortened(what))


# ---- The document

def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(head, rows):
    return "\n".join([row(head), row(["---"] + ["---:"] * (len(head) - 1)), *map(row, rows)])


def left_table(head, rows):
    return "\n".join([row(head), row(["---", "---:"] + ["---"] * (len(head) - 2)), *map(row, rows)])


def measures(group):
    if not group.pages:
        return "There are none yet."
    rows = []
    for name, (ours, words) in group.columns["newsclean"].items():
        target = group.targets.get(name)
        others = [group.columns[b].get(name, (None, "")) for b in BASELINES]
        if ours is None and all(words in ("–", "") for _, words in others):
            continue  # nothing of the kind in gold
        if name == "edits not in gold" and target is None:
            continue
        goal = "" if target is None else target_words(target)
        if name in group.aims:
            goal += f", aim {target_words(group.aims[name])[2:]}"
        if target is not None and held(target, ours) is False:
            words = f"**{words}**"
        rows.append([name, goal, words] + [words for _, words in others])
    return table(["", "target", "newsclean", *BASELINES], rows)


UNCOUNTED = ("open end",)  # what gold has as well: lists, headings in the text, old papers that end in a comma


def counted(group):
    kinds = {}
    for finding in group.findings:
        if finding[0] not in UNCOUNTED:
            kinds.setdefault(finding[0], []).append(finding)
    return kinds


def errors(group):
    if not group.pages:
        return ""
    kinds = sorted(counted(group).items(), key=lambda item: (-len(item[1]), item[0]))
    if not kinds:
        return "No errors."
    return left_table(["error", "count", "for example"],
                      [[kind, str(len(found)), example(found[0])] for kind, found in kinds])


def causes(group, lines):
    kinds = counted(group)
    left = {kind: list(found) for kind, found in kinds.items()}
    rows = {}  # by kind
    for line in lines:
        parts = [part.strip() for part in line.split(" :: ")]
        if len(parts) != 3:
            raise Failed(f"docs/quality.in.md: not KIND :: PATTERN :: why: {line}")
        kind, pattern, why = parts
        rows.setdefault(kind, [])
        found = [f for f in left.get(kind, []) if re.search(pattern, f"{f[1]}: {f[2]}")]
        if found:
            rows[kind].append([why, str(len(found)), kind, example(found[0])])
            left[kind] = [f for f in left[kind] if f not in found]
    for kind, told in rows.items():
        if left.get(kind):
            told.append(["other", str(len(left[kind])), kind, example(left[kind][0])])
    rows = sum(rows.values(), [])
    return left_table(["cause", "count", "error", "for example"], rows) if rows else "No errors of these kinds."


def overview(groups):
    rows = []
    for group in groups:
        if not group.pages:
            continue
        ours = group.columns["newsclean"]
        goals = [held(t, ours[n][0]) for n, t in group.targets.items()]
        goals = [goal for goal in goals if goal is not None]
        rows.append([group.words, str(len(group.pages)), str(group.articles)]
                    + [ours[n][1] for n in ("seams F1", "starts F1", "all lifted P", "all lifted R", "edits P",
                                            "edits R", "pages undone", "pages settled")]
                    + [f"{sum(goals)} of {len(goals)}"])
    return table(["", "pages", "articles", "seams F1", "starts F1", "lifted P", "lifted R", "edits P", "edits R",
                  "undone", "settled", "targets met"], rows)


def missed(groups):
    rows = [[group.words, name, target, figure]
            for group in groups if group.pages for name, figure, target in missed_targets(group)]
    return left_table(["", "measure", "target", "newsclean"], rows) if rows else "None."


def languages(groups):
    groups = [group for group in groups if group.pages]
    rows = []
    for name in ("seams P", "seams R", "seams F1", "starts P", "starts R", "starts F1", "all lifted P",
                 "all lifted R", "headline", "edits not in gold"):
        rows.append([name] + [group.columns["newsclean"][name][1] for group in groups])
    rows.insert(0, ["pages"] + [str(len(group.pages)) for group in groups])
    best = ["seams F1, best simple rule"]
    for group in groups:
        best.append(max((group.columns[b]["seams F1"] for b in BASELINES), key=lambda f: f[0] or 0)[1])
    rows.insert(4, best)
    return table([""] + [group.words for group in groups], rows)


def issues(folders, tools, work):
    """Rows: the issues of a folder (ISSUE_*.json), links between parts of articles and their paragraphs."""
    rows = []
    for number, (words, folder) in enumerate(folders):
        golds = sorted(folder.glob("ISSUE_*.json")) if folder else []
        if not golds:
            continue
        gold, out = work / f"issues{number}" / "gold", work / f"issues{number}" / "out"
        gold.mkdir(parents=True)
        out.mkdir()
        for file in golds:
            pages = json.loads(file.read_text("utf-8"))["pages"]
            for name in [file.name] + [page + ".jsonl" for page in pages]:
                if not (gold / name).exists():
                    (gold / name).symlink_to((folder / name).resolve())
            tools.run(tools.newsclean, "--issue", "-t", "jsonl", "-o", out / (file.stem + ".jsonl"),
                      *[folder / (page + ".txt") for page in pages])
        scores = json.loads(tools.run(tools.eval, "--issue", "--json", gold, out))
        links = {"right": 0, "wrong": 0, "missed": 0, **scores["links"]}
        every = prf("links", links)
        rows.append([words, str(scores["issues"]), every["links P"][1], every["links R"][1], str(links["wrong"]),
                     str(scores["run_together"]), str(links["missed"]),
                     share(scores["paragraphs"]["right"], scores["paragraphs"]["of"])[1]])
    return table(["", "issues", "P", "R", "wrong", "of these a missed start", "missed", "paragraphs as in gold"], rows)


def fits(corpora):
    """What the fits say of pages they did not see; they are built by bench/fit."""
    said = []
    for what, title in (("seams", "Joins"), ("heads", "Article starts")):
        program = TOP / "build/release/bench" / f"fit_{what}"
        if not program.exists():
            return "Not measured: `bench/fit` has not been built here.\n"
        out = subprocess.run([program, TOP, corpora], capture_output=True, text=True, check=True).stdout
        figures, _, rest = out.partition("\n\n")
        table_lines = [line for line in rest.splitlines() if line.startswith("|")]
        said.append(f"{title}:\n\n```\n{figures.strip()}\n```\n\n" + "\n".join(table_lines) + "\n")
    return "\n".join(said)


def filled(template, groups, marks):
    by_name = {group.name: group for group in groups}

    def group_of(name):
        if name not in by_name:
            raise Failed(f"docs/quality.in.md: no group {name}; there are {', '.join(by_name)}")
        return by_name[name]

    def mark(match):
        word, _, rest = match[1].strip().partition(" ")
        name, _, what = rest.partition(" ")
        if word in marks and not rest:
            return marks[word]
        if word == "table":
            return measures(group_of(name))
        if word == "errors":
            return errors(group_of(name))
        if word == "recipes":
            found = sorted(group_of(name).recipes.items(), key=lambda item: (-item[1], item[0]))
            return ", ".join(f"`{recipe}` ({count} {'page' if count == 1 else 'pages'})" for recipe, count in found)
        if word == "n":
            return str(len(counted(group_of(name)).get(what, [])))
        if word == "figure":
            group = group_of(name)
            if what in group.columns.get("newsclean", {}):
                return group.columns["newsclean"][what][1]
        raise Failed(f"docs/quality.in.md: no such mark: {match[0]}")

    template = re.sub(r"\{\{#.*?\}\}\n", "", template, flags=re.S)
    template = re.sub(
        r"\{\{causes (\S+)\n(.*?)\n\}\}",
        lambda m: causes(group_of(m[1]), [line for line in m[2].splitlines() if line.strip()]), template, flags=re.S)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\{\{(.*?)\}\}", mark, template, flags=re.S))


# ---- The command

def self_test():
    def check(what, got, want):
        if got != want:
            raise Failed(f"self-test: {what}: {got!r}, not {want!r}")

    page = "\ufeff标题\r\n\r\n　　本报讯（记者 甲乙）水清\r\n了。\x0c第二版 \n".encode() + b"\xff\n"
    lines = lines_of(page)
    check("spans", [page[line.begin:line.end] for line in lines],
          ["标题".encode(), "本报讯（记者 甲乙）水清".encode(), "了。".encode(), "第二版".encode(), b"\xff"])
    check("pages", [line.page for line in lines], [1, 1, 1, 2, 2])
    check("width", [line.width for line in lines_of("甲a乙\nab".encode())], [2.5, 1])

    rows = records("p.txt", lines, join_all(lines), {})
    check("one article", [len(row["blocks"]) for row in rows], [1])
    check("its spans", [page[b:e] for b, e in rows[0]["blocks"][0]["spans"]],
          [page[line.begin:line.end] for line in lines])
    check("bytes that are no text", rows[0]["blocks"][0]["text"][-1], "\ufffd")
    json.loads(json.dumps(rows, ensure_ascii=False).encode())

    check("a start", starts_by_lead(lines), {0: {"headline": "标题", "dateline": "本报讯", "byline": "记者 甲乙"}})
    rows = records("p.txt", lines, join_all(lines), starts_by_lead(lines))
    check("a headline is not joined", [b["role"] for b in rows[0]["blocks"]], ["headline", "paragraph"])
    column = "一二三四五六七八\n一二三四五六七八\n一二三。\n一二三四五六七\n一二".encode()
    check("by width", join_by_width(lines_of(column)), [True, True, False, True])
    wide = ("字" * 50 + "\n" + "字" * 50 + "。\n" + "字" * 60 + "。\n").encode()
    check("blocks", join_by_width(lines_of(wide)), [True, False])

    check("cut", cut(9999, 10000, 3), (0.9999, "0.999"))
    check("nothing to divide by", cut(0, 0), (None, "–"))
    check("target", [target_words(t) for t in (0, 1, 0.8, 0.985)], ["0", "all", "≥ .80", "≥ .985"])
    check("kind", kind_of("role", 'caption, OUT paragraph: "…"'), "caption as paragraph")
    check("kind", kind_of("field", 'byline nothing, OUT "甲"'), "byline where none is")
    check("kind", kind_of("start", 'an article starts here: "甲"'), "missed start")
    check("seam", shortened('not joined: "…甲乙" | "丙丁…"'), "甲乙 / 丙丁")
    long = "字" * 16
    for what in (f'not joined: "…{long}" | "{long}…"', f'caption, OUT paragraph: "{long}{long}"',
                 f'headline "{long}", OUT "{long}"', f'missed: "," to "，": "{long}[,]{long}"'):
        if len(shortened(what)) > 30:
            raise Failed(f"self-test: too long: {shortened(what)}")

    group = Group("g", "G", [])
    group.findings = [("missed seam", "p.txt:1", 'not joined: "甲、" | "乙"'),
                      ("missed seam", "p.txt:2", 'not joined: "甲" | "乙"')]
    text = filled("{{# left\nout}}\n{{n g missed seam}} {{date}}\n{{causes g\nmissed seam :: 、\" :: a comma\n}}",
                  [group], {"date": "today"})
    check("template", text.splitlines()[0], "2 today")
    check("causes", [line.split(" | ")[1] for line in text.splitlines()[3:]], ["1", "1"])


def arguments():
    parser = argparse.ArgumentParser(
        prog="bench/quality", description="Measure newsclean on pages that have gold and write docs/quality.md anew.")
    parser.add_argument("corpora", nargs="?", metavar="CORPORA_DIR", type=Path,
                        help="the development pages (default: ../shared/corpora beside the repository)")
    parser.add_argument("--bin", metavar="DIR", type=Path, default=TOP / "build/release/tools",
                        help="where newsclean/newsclean and eval/newsclean-eval are (default: build/release/tools)")
    parser.add_argument("--only", metavar="GROUP", action="append",
                        help="print the tables of this group; docs/quality.md stays as it is")
    parser.add_argument("--self-test", action="store_true", help="check this program itself, without any page")
    return parser.parse_args()


def corpora_of(given):
    corpora = given or TOP.parent / "shared/corpora"
    absent = [name for name in ("pages", "jingbao/gold", "jingbao/pages") if not (corpora / name).is_dir()]
    if not absent:
        return corpora
    if given or corpora.is_dir():
        raise Failed(f"{corpora} has no {', '.join(absent)}")
    raise Failed(f"no development pages at {corpora}: say where they are, bench/quality CORPORA_DIR "
                 "(without them: bench/quality --only seeds --only fixtures)")


def main():
    given = arguments()
    if given.self_test:
        self_test()
        return
    in_repository = given.only and set(given.only) <= {"seeds", "fixtures"}
    groups = groups_of(None if in_repository else corpora_of(given.corpora))
    if given.only:
        if unknown := set(given.only) - {group.name for group in groups}:
            raise Failed(f"no group {', '.join(unknown)}; there are {', '.join(group.name for group in groups)}")
        groups = [group for group in groups if group.name in given.only]

    keep = TOP / "build/quality"
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        tools = Tools(given.bin.resolve(), work)
        for group in groups:
            if group.pages:
                measure(group, tools, work, keep)
        beside = None if in_repository else corpora_of(given.corpora) / "pages"
        table_of_issues = issues([("written for the tests", TOP / "fixtures/pages"), ("development pages", beside)],
                                 tools, work)
    shown = [group for group in groups if group.name not in LANGUAGES]
    marks = {
        "fits": fits(given.corpora or TOP.parent / "shared/corpora") if not given.only else "",
        "date": datetime.date.today().isoformat(), "version": tools.version, "commit": tools.commit,
        "overview": overview(shown), "missed": missed(shown),
        "languages": languages([group for group in groups if group.name in LANGUAGES]),
        "issues": table_of_issues,
    }
    if given.only:
        for group in groups:
            print(f"{group.words}\n\n{measures(group)}\n\n{errors(group)}\n")
    else:
        text = filled((TOP / "docs/quality.in.md").read_text("utf-8"), groups, marks)
        document = TOP / "docs/quality.md"
        document.write_text(text, "utf-8")
        print(f"{marks['date']}, {tools.version}, commit {tools.commit}\n\n{marks['overview']}\n\n"
              f"Missed targets:\n\n{marks['missed']}\n")
        print("Written: docs/quality.md; all errors: build/quality/*.errors.txt")


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        say(failure)
        sys.exit(4)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
