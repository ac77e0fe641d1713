"""bench/search [CORPORA_DIR]: what a search finds in pages as they came, and in what newsclean makes of them.

Two full-text indexes are made of the same pages with the same words (docs/search.md): one of the pages as they
came, a document each; one of the records of newsclean. Each word of a list is looked for in both; it is found
when the page that gold says has it is among the hits. The list is made of gold by rules, so nobody chose it:

    two characters      a line end that gold joins without a space, between two letters of Chinese, Japanese or
                        Korean: the character before it and the one behind it
    four characters     the same, with two characters of each side
    word over a seam    Korean: the eojeol that a line end cuts
    hyphen              the word that a hyphen at a line end cuts, as gold has it (with the hyphen or without)
    other forms         a letter that the page has in another form than gold (full width, half-width katakana,
                        ligatures, radicals): the word or the pair of characters that it stands in

The first three count again as "over a caption ..." where something was printed between the two lines.

Then the other way: which words that gold has on a page are found in the page as it came, and not in its records.

Where java and Lucene are installed (Debian packages default-jre-headless, liblucene8-java) Lucene looks for the
same words with its own analyzers.

Needs no more than Python's standard library.
"""

import argparse
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path

from quality import held_out

TOP = Path(__file__).resolve().parent.parent
NEWSCLEAN = TOP / "build/release/tools/newsclean/newsclean"
LUCENE = [f"/usr/share/java/lucene-{part}-8.7.0.jar" for part in ("core", "analyzers-common")]


class Failed(Exception):
    pass


def say(message):
    print(f"bench/search: {message}", file=sys.stderr)


# ---- Words, as tools/index/expanded.h has them. tests/tools/index_test.cpp asks whether they are the same.

PAIRED = re.compile("[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e"
                    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufa6d\ufa70-\ufad9"
                    "\uff66-\uff9f\U00020000-\U0002a6df\U0002a700-\U0002ebe0\U0002f800-\U0002fa1d"
                    "\U00030000-\U0003134a]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
NARROW = {ord(full): chr(ord(full) - 0xFF01 + ord("!"))
          for first, last in ("０９", "ＡＺ", "ａｚ") for full in map(chr, range(ord(first), ord(last) + 1))}


def expanded(text):
    out, done = [], 0
    text = UNSEEN.sub("", text).translate(NARROW)
    for run in PAIRED.finditer(text):
        before = text[done:run.start()]
        out += [before, " " if before and before[-1] != " " or not before and done else ""]
        run, done = run.group(), run.end()
        out += [" ".join([run[i:i + 2] for i in range(len(run) - 1)] + [run[-1]])]
        if done < len(text) and text[done] != " ":
            out += [" "]
    return "".join(out) + text[done:]


def match_phrase(words):
    words = words.replace('"', " ")
    phrase, runs = expanded(words), [run for run in PAIRED.finditer(words) if run.end() == len(words)]
    if runs and len(runs[0].group()) > 1:
        phrase = phrase[:-2]
    return f'"{phrase}"' + (" *" if runs and len(runs[0].group()) == 1 else "")


# ---- Pages and gold

class Page:
    def __init__(self, path, gold, group):
        self.name, self.group, self.path = f"{group}/{path.stem}", group, path
        self.bytes = path.read_bytes()
        self.raw = self.bytes.decode("utf-8", "replace")
        self.gold = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
        self.language = self.gold[0]["lang"] if self.gold else "und"
        self.cleaned = []

    def blocks(self):
        for record in self.gold:
            for block in record.get("blocks", []) + record.get("lifted", []):
                if block.get("role") not in ("display", "other"):
                    yield block

    def spans(self, block):
        for span in block["spans"]:
            if len(span) == 2:
                yield span[0], span[1], self.bytes[span[0]:span[1]].decode("utf-8", "replace").strip()


def pages_of(corpora):
    folders = [("seeds", TOP / "seeds", TOP / "fixtures/pages"),
               ("fixtures", TOP / "fixtures/pages", TOP / "fixtures/pages")]
    if corpora:
        folders += [("written pages", corpora / "pages", corpora / "pages"),
                    ("Jing bao", corpora / "jingbao/pages", corpora / "jingbao/gold")]
    pages = []
    for group, folder, gold in folders:
        paths = sorted(path for path in folder.glob("*.txt") if (gold / f"{path.stem}.jsonl").exists())
        for i, path in enumerate(paths):
            own = group + (", held out" if held_out(i) else ", fitted on") if group == "Jing bao" else group
            pages.append(Page(path, gold / f"{path.stem}.jsonl", own))
    return pages


def texts_of(record):
    """All that is printed of a record, a block each."""
    return [block["text"] for block in record["blocks"] + record["lifted"]]


def clean(page):
    done = subprocess.run([NEWSCLEAN, "-t", "jsonl", page.path], capture_output=True)
    if done.returncode not in (0, 3):
        raise Failed(f"newsclean gave {done.returncode} for {page.name}: {done.stderr.decode().strip()}")
    page.cleaned = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


# ---- The list of words

HYPHENS = "-\u00ad\u2010\u00ac\u2e17="
LETTERS_BEHIND = re.compile(r"[^\W\d_]+$")
LETTERS_BEFORE = re.compile(r"^[^\W\d_]+")
BETWEEN = {"two": "two characters", "four": "four characters", "word": "word over a seam"}


def letter(text):
    return text and PAIRED.fullmatch(text)


def seam_words(page):
    """(cause, word) of each seam that gold joins."""
    for block in page.blocks():
        text, spans = block.get("text", ""), list(page.spans(block))
        for (_, end, before), (begin, _, behind) in zip(spans, spans[1:]):
            if not before or not behind:
                continue
            over = " over a caption or the like" if begin > end and page.bytes[end:begin].strip() else ""
            if before[-1] in HYPHENS:
                first, second = LETTERS_BEHIND.search(before[:-1]), LETTERS_BEFORE.search(behind)
                if not first or not second:
                    continue
                for glue in ("", "-"):
                    word = first.group() + glue + second.group()
                    if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                        yield "hyphen" + over, word
                        break
            elif letter(before[-1]) and letter(behind[0]):
                if page.language == "ko":
                    first, second = LETTERS_BEHIND.search(before), LETTERS_BEFORE.search(behind)
                    word = first.group() + second.group()
                    if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                        yield BETWEEN["word"] + over, word
                    continue
                for kind, size in (("two", 1), ("four", 2)):
                    word = before[-size:] + behind[:size]
                    if len(word) == 2 * size and letter(word) and word in text:
                        yield BETWEEN[kind] + over, word


def form_words(page):
    for block in page.blocks():
        text = block.get("text", "")
        for _, _, source in page.spans(block):
            for at, c in enumerate(source):
                usual = unicodedata.normalize("NFKC", c)
                # What is no letter or digit in its usual form is no part of a word; ² and ① are letters of their own.
                if usual == c or not usual.isalnum() or c in text or unicodedata.category(c) in ("No", "Nl"):
                    continue
                before = unicodedata.normalize("NFKC", source[max(0, at - 20):at])
                behind = unicodedata.normalize("NFKC", source[at + 1:at + 21])
                if letter(usual[0]):
                    word = usual + behind[:1] if letter(behind[:1]) else before[-1:] + usual
                else:
                    pattern = r"[A-Za-z\u00c0-\u024f0-9]+"
                    first, second = re.search(pattern + "$", before), re.match(pattern, behind)
                    word = (first.group() if first else "") + usual + (second.group() if second else "")
                if word in text:
                    yield "other forms", word


def words_of(page):
    return dict.fromkeys([*seam_words(page), *form_words(page)])  # each once, in order


# ---- Indexes

class Index:
    """Of a document for each text list, in memory, with the tokenizer of archives."""

    def __init__(self):
        self.db = sqlite3.connect(":memory:")
        self.db.execute("CREATE VIRTUAL TABLE t USING fts5(text, page UNINDEXED, "
                        "tokenize='unicode61 remove_diacritics 2')")
        self.db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")

    def add(self, page, text):
        self.db.execute("INSERT INTO t(text, page) VALUES(?, ?)", (expanded(text), page.name))

    def finds(self, page, word):
        return self.db.execute("SELECT count(*) FROM t WHERE t MATCH ? AND page = ?",
                               ("text: " + match_phrase(word), page.name)).fetchone()[0] > 0

    def words(self):
        """By page: all its words."""
        page_of = dict(self.db.execute("SELECT rowid, page FROM t"))
        words = defaultdict(set)
        for word, document in self.db.execute("SELECT DISTINCT term, doc FROM v WHERE col = 'text'"):
            words[page_of[document]].add(word)
            if letter(word[0]):
                words[page_of[document]].add(word[0])  # found by it, too, as the beginning of a pair
        return words


def documents(pages):
    """(side, page, text)"""
    for page in pages:
        yield "raw", page, page.raw
        for record in page.cleaned:
            yield "cleaned", page, "\n\n".join(texts_of(record))
        for record in page.gold:
            yield "gold", page, "\n\n".join(block.get("text", "") for block in
                                            record.get("blocks", []) + record.get("lifted", []))


def with_lucene(pages, words, work):
    if not shutil.which("java") or not all(Path(jar).exists() for jar in LUCENE):
        say("no java or no Lucene 8 (Debian packages default-jre-headless, liblucene8-java): without it")
        return None
    given, asked = Path(work) / "documents", Path(work) / "words"
    flat = lambda text: re.sub(r"[\t\r\f\v\x1c-\x1e\x85\u2028\u2029]", " ", text).replace("\n", "\\n")
    given.write_text("".join(f"{side}\t{page.name}\t{page.language}\t{flat(text)}\n"
                             for side, page, text in documents(pages) if side != "gold"), "utf-8")
    asked.write_text("".join(f"{page.name}\t{page.language}\t{word}\n" for page, _, word in words), "utf-8")
    done = subprocess.run(["java", "-Dfile.encoding=UTF-8", "-cp", ":".join(LUCENE), TOP / "bench/Finds.java", given,
                           asked], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"java gave {done.returncode}: {done.stderr.strip()}")
    found = [tuple(map(int, line.split())) for line in done.stdout.split("\n") if line]
    if len(found) != len(words):
        raise Failed(f"Lucene answered {len(found)} of {len(words)} words")
    return found


# ---- What is printed

def table(head, rows):
    widths = [max(len(str(row[i])) for row in [head, *rows]) for i in range(len(head))]
    line = lambda cells: "| " + " | ".join(str(cell).ljust(width) for cell, width in zip(cells, widths)) + " |"
    ruler = "|" + "|".join("-" * (width + 1) + (":" if i > 1 else "-") for i, width in enumerate(widths)) + "|"
    return "\n".join([line(head), ruler, *map(line, rows)])


def share(some, all_of):
    return f"{some} ({100 * some / all_of:.1f}%)" if all_of else "-"


def counts(head, keyed, found, lucene):
    """A row for each key: how many words, and how many of them are found where."""
    groups = defaultdict(list)
    for i, keys in enumerate(keyed):
        for key in keys:
            groups[key].append(i)
    rows = []
    for key in sorted(groups, key=lambda k: tuple((part == "all", part) for part in k)):
        some = groups[key]
        row = [*key, len(some)]
        for result in filter(None, (found, lucene)):
            row += [share(sum(result[i][side] for i in some), len(some)) for side in (0, 1)]
        rows.append(row)
    return table([*head, "words", "raw", "cleaned", *(["Lucene raw", "Lucene cleaned"] if lucene else [])], rows)


def report(pages, words, found, lucene, losses, errors):
    languages = {group: {page.language for page in pages if page.group == group}
                 for group in {page.group for page in pages}}
    print(counts(["pages", "language"],
                 [[(page.group, page.language), ("all", "all")] +
                  ([(page.group, "all")] if len(languages[page.group]) > 1 else []) for page, _, _ in words],
                 found, lucene))
    print()
    print(counts(["language", "why it could be missed"],
                 [[(page.language, cause)] for page, cause, _ in words], found, lucene))
    print(f"\nPages: {len(pages)}. A word counts once on each page that has it.\n")
    total = sum(count for count, _ in losses.values())
    print(f"Words of gold that are found on their page as it came: {total}. Of these not found in its records: "
          f"{sum(len(lost) for _, lost in losses.values())}.")
    for page, (_, lost) in losses.items():
        if lost:
            print(f"- {page}: {' '.join(sorted(lost))}")
    if errors:
        print("\nNot found in the records:")
        for (page, cause, word), (_, cleaned) in zip(words, found):
            if not cleaned:
                print(f"- {page.name}: {cause}: {word}")


def measure(corpora, errors):
    if not NEWSCLEAN.exists():
        raise Failed(f"no {NEWSCLEAN.relative_to(TOP)}: cmake --workflow --preset release builds it")
    pages = pages_of(corpora)
    for page in pages:
        clean(page)
    sides = {side: Index() for side in ("raw", "cleaned", "gold")}
    for side, page, text in documents(pages):
        sides[side].add(page, text)
    words = [(page, cause, word) for page in pages for cause, word in words_of(page)]
    found = [(sides["raw"].finds(page, word), sides["cleaned"].finds(page, word)) for page, _, word in words]
    raw, cleaned, gold = (sides[side].words() for side in ("raw", "cleaned", "gold"))
    losses = {page.name: (len(gold[page.name] & raw[page.name]),
                          (gold[page.name] & raw[page.name]) - cleaned[page.name]) for page in pages}
    with tempfile.TemporaryDirectory() as work:
        lucene = with_lucene(pages, words, work)
    report(pages, words, found, lucene, losses, errors)


def self_test():
    assert expanded("新型工业化") == "新型 型工 工业 业化 化"
    assert expanded("5G基站，用Wi-Fi") == "5G 基站 站 ， 用 Wi-Fi"
    assert match_phrase("新型工业化") == '"新型 型工 工业 业化"'
    assert match_phrase("字") == '"字" *'
    assert match_phrase("工业5G") == '"工业 业 5G"'
    with tempfile.TemporaryDirectory() as work:
        page, gold = Path(work) / "p.txt", Path(work) / "p.jsonl"

        def words(text, block, language):
            page.write_text(text, "utf-8")
            spans, at = [], 0
            for line in text.splitlines(keepends=True):
                size = len(line.encode())
                if line.strip() and not line.startswith("#"):
                    spans.append([at, at + len(line.rstrip().encode())])
                at += size
            gold.write_text(json.dumps({"lang": language, "blocks": [{"role": "paragraph", "text": block,
                                                                      "spans": spans}]}), "utf-8")
            return list(words_of(Page(page, gold, "t")))

        assert words("推进新型工\n业化发展\n", "推进新型工业化发展", "zh-Hans") == [
            ("two characters", "工业"), ("four characters", "型工业化")]
        assert words("推进新型工\n#图\n业化\n", "推进新型工业化", "zh-Hans")[0] == (
            "two characters over a caption or the like", "工业")
        assert words("会议结束。\n明天\n", "会议结束。明天", "zh-Hans") == []
        assert words("die Eisen-\nbahn\n", "die Eisenbahn", "de") == [("hyphen", "Eisenbahn")]
        assert words("die Haus-\nund Hof\n", "die Haus- und Hof", "de") == []
        assert words("오늘 신\n문은\n", "오늘 신문은", "ko") == [("word over a seam", "신문은")]
        assert words("oﬃce ﬁre\n", "office fire", "en") == [("other forms", "office"), ("other forms", "fire")]
        index = Index()
        index.add(Page(page, gold, "t"), "推进新型工业化")
        assert index.finds(Page(page, gold, "t"), "工业") and not index.finds(Page(page, gold, "t"), "业工")
    print("bench/search: the self-test is passed")


def main():
    parser = argparse.ArgumentParser(prog="bench/search", description=__doc__.split("\n\n")[0])
    parser.add_argument("corpora", nargs="?", metavar="CORPORA_DIR", type=Path,
                        help="the development material; without it the seeds and fixtures alone")
    parser.add_argument("--errors", action="store_true", help="list the words that are not found in the records")
    parser.add_argument("--self-test", action="store_true", help="check the rules on made texts")
    parser.add_argument("--expanded", action="store_true", help="expand standard input as an archive does")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    if arguments.expanded:
        sys.stdout.buffer.write(expanded(sys.stdin.buffer.read().decode("utf-8")).encode("utf-8"))
        return None
    if arguments.corpora and not (arguments.corpora / "pages").is_dir():
        raise Failed(f"no folder {arguments.corpora / 'pages'}")
    return measure(arguments.corpora, arguments.errors)


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        say(failure)
        sys.exit(4)
