"""Articles are those of newsclean, and say where they come from."""

import json
import unittest
import warnings

import libclean
from support import MARKUP, PAGES, SEEDS, many_pages, newsclean

FIELDS = ["id", "source", "kind", "lang", "pages", "kicker", "headline", "subheadline", "byline", "dateline", "text",
          "blocks", "lifted", "genre", "jump", "confidence"]  # fmt: skip


def plain(value):
    """As the record has it."""
    if isinstance(value, libclean.Part):
        return {"role": value.role, "text": value.text, "spans": plain(value.spans), "page": value.page}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


class Articles(unittest.TestCase):
    def test_records_of_files_are_those_of_newsclean(self):
        cleaner = libclean.Cleaner()
        for path in SEEDS + PAGES + MARKUP:
            with self.subTest(page=path.name):
                records = [article.to_json() for article in cleaner.file(path)]
                self.assertEqual(records, newsclean("-t", "jsonl", path).decode().splitlines())
                self.assertGreater(len(records), 0)

    def test_records_of_texts_are_those_of_standard_input(self):
        for path in SEEDS + MARKUP:
            with self.subTest(page=path.name):
                text = path.read_bytes()
                records = [article.to_json() for article in libclean.clean(text)]
                self.assertEqual(records, newsclean("-t", "jsonl", stdin=text).decode().splitlines())

    def test_a_long_text_has_the_windows_of_newsclean(self):
        text = many_pages(3 << 20)
        expected = newsclean("-t", "jsonl", stdin=text).decode().splitlines()
        self.assertEqual([article.to_json() for article in libclean.clean(text)], expected)

    def test_options_are_those_of_newsclean(self):
        path = SEEDS[0]
        text = path.read_text("utf-8")
        for recipe, filters, threshold in [
            ("general", None, None),
            ("zh-daily", ["width"], None),
            ("zh-daily", ["captions", "rejoin"], 0.9),
            ("zh-daily", [], None),
        ]:
            with self.subTest(recipe=recipe, filters=filters, threshold=threshold):
                options = ["-r", recipe]
                if filters is not None:
                    options += ["-F", ",".join(filters) or "none"]
                if threshold is not None:
                    options += ["--threshold", str(threshold)]
                articles = libclean.clean(text, recipe, filters=filters, threshold=threshold)
                expected = newsclean("-t", "jsonl", *options, stdin=text.encode()).decode().splitlines()
                self.assertEqual([article.to_json() for article in articles], expected)

    def test_attributes_are_the_fields_of_the_record(self):
        for path in SEEDS + MARKUP[:1]:
            for article in libclean.Cleaner().file(path):
                record = article.to_dict()
                self.assertEqual(list(record), FIELDS)
                for field in FIELDS:
                    self.assertEqual(plain(getattr(article, field)), record[field], field)
                self.assertIsNone(article.encoding)

    def test_a_record_may_be_called_otherwise(self):
        article = libclean.clean("市科协召开会议。")[0]
        self.assertEqual((article.id, article.source), ("stdin#1" if article.kind != "rest" else "stdin#rest1", "-"))
        record = json.loads(article.to_json(id="a\"b", source="c.txt"))
        self.assertEqual((record["id"], record["source"]), ("a\"b", "c.txt"))
        self.assertEqual(article.to_dict(id="x")["source"], "-")
        named = libclean.Cleaner().clean("市科协召开会议。", name="folder/page.txt")[0]
        self.assertEqual((named.id.split("#")[0], named.source), ("page", "page.txt"))

    def test_spans_cover_each_byte_that_is_not_white_space_exactly_once(self):
        for path in SEEDS + PAGES[:20]:
            with self.subTest(page=path.name):
                text = path.read_bytes()
                covered = bytearray(len(text))
                for article in libclean.clean(text):
                    self.assertEqual(article.spans, [s for part in article.blocks + article.lifted for s in part.spans])
                    for begin, end in article.spans:
                        for at in range(begin, end):
                            covered[at] += 1
                self.assertLessEqual(max(covered), 1)
                left_out = bytes(byte for byte, times in zip(text, covered) if times == 0)
                self.assertEqual(left_out.decode().strip(" \n\r\t\f\v\u3000\u00a0\ufeff"), "")

    def test_char_spans_are_indices_of_the_str(self):
        text = many_pages(3 << 20).decode()  # several windows
        source = text.encode()
        articles = libclean.clean(text)
        for article in articles[:50] + articles[-50:]:
            for (begin, end), (first, last) in zip(article.spans, article.char_spans, strict=True):
                self.assertEqual(text[first:last], source[begin:end].decode())
            for part in article.blocks:
                self.assertEqual(part.char_spans, libclean.char_spans(source, part.spans))

    def test_char_spans_count_damage_as_python_does(self):
        source = "一二".encode()[:-1] + b"\xff\xf0\x9f" + "三".encode() + b"\xed\xa0\x80\xc0\xaf" + "四é𝄞".encode()
        text = source.decode("utf-8", "surrogateescape")
        for given in (source, text):
            for at in range(len(text) + 1):
                before = len(text[:at].encode("utf-8", "surrogateescape"))
                self.assertEqual(libclean.char_spans(given, [(before, len(source))]), [(at, len(text))])

    def test_spans_stand_for_the_text(self):
        # Nothing is changed: each part is just what its spans say.
        for path in SEEDS:
            text = path.read_text("utf-8")
            for article in libclean.clean(text, filters=[]):
                for part in article.blocks:
                    self.assertEqual("".join(text[b:e] for b, e in part.char_spans), part.text)

    def test_parts_and_articles_keep_alive_what_they_view(self):
        part = libclean.clean("我市今日召开会议,部署工作。" * 20)[0].blocks[0]
        decision = libclean.clean("我市今日召开会议,部署工作。", "zh-daily")[0].decisions[0]
        libclean.clean(many_pages(1 << 20))  # what was let go of would be written over
        self.assertTrue(part.text.startswith("我市今日召开会议"))
        self.assertEqual((decision.before, decision.after), (",", "，"))

    def test_they_cannot_be_changed(self):
        article = libclean.clean("市科协召开会议。")[0]
        with self.assertRaises(AttributeError):
            article.headline = "x"
        article.blocks.clear()
        self.assertEqual(len(article.blocks), 1)


class Decisions(unittest.TestCase):
    def test_a_comma_and_its_reason(self):
        text = "我市今日召开会议,部署工作。"
        (decision,) = [d for d in libclean.clean(text, "zh-daily")[0].decisions if d.filter == "width"]
        self.assertEqual((decision.action, decision.before, decision.after), ("replace", ",", "，"))
        self.assertEqual((decision.verdict, decision.applied), ("applied", True))
        self.assertEqual((decision.role, decision.behind), (None, None))
        self.assertEqual(decision.spans, [(24, 25)])
        self.assertEqual(decision.char_spans, [(8, 9)])
        self.assertGreater(decision.confidence, 0.5)
        self.assertTrue(decision.reason)

    def test_a_caption_and_its_evidence(self):
        articles = libclean.clean(SEEDS[0].read_bytes(), "zh-daily")
        article = next(a for a in articles if any(p.role == "caption" for p in a.lifted))
        caption = next(p for p in article.lifted if p.role == "caption")
        (lifting,) = [d for d in article.decisions if d.role == "caption" and d.spans == caption.spans and d.applied]
        self.assertEqual((lifting.filter, lifting.before), ("captions", caption.text))
        self.assertTrue(any(name == "a dictionary word stands across the seam" and weight > 0
                            for name, weight in lifting.evidence), lifting.evidence)  # fmt: skip

    def test_all_of_the_log_is_about_some_article(self):
        # But for what is the reader's and the writer's: words of a line, the layout.
        for path in SEEDS + PAGES[::4] + MARKUP:
            with self.subTest(page=path.name):
                articles = list(libclean.Cleaner().file(path))
                log = [json.loads(line) for line in newsclean("-t", "edits", path).splitlines()]
                self.assertEqual(
                    {
                        (d.filter, d.reason, d.verdict, d.applied, d.confidence, tuple(d.spans), d.after, d.role)
                        + (d.before if d.action in ("replace", "role", "join") else None,)
                        for article in articles
                        for d in article.decisions
                    },
                    {
                        (d["filter"], d["reason"], d["verdict"], d["applied"], d["confidence"])
                        + (tuple(map(tuple, d["src"])), d.get("after", d.get("join")), d.get("role"), d.get("before"))
                        for d in log
                        if d["filter"] != "layout" and "glue" not in d
                    },
                )

    def test_a_decision_is_about_the_article_whose_bytes_it_has(self):
        for article in libclean.clean(SEEDS[0].read_bytes(), "zh-daily"):
            bytes_of = {at for begin, end in article.spans for at in range(begin, end)}
            replaced = [d for d in article.decisions if d.action == "replace" and d.before.strip()]
            for decision in replaced:
                about = {at for begin, end in decision.spans for at in range(begin, end)}
                self.assertTrue(about & bytes_of, decision)

    def test_an_article_knows_its_own_start(self):
        articles = [a for a in libclean.clean(SEEDS[0].read_bytes(), "zh-daily") if a.kind == "article"]
        starts = [[d for d in a.decisions if d.action == "start" and d.applied] for a in articles[1:]]
        self.assertTrue(all(starts), [a.headline for a, s in zip(articles[1:], starts) if not s])


class Undo(unittest.TestCase):
    def test_records_and_log_give_the_source_back(self):
        for text in [SEEDS[0].read_bytes(), MARKUP[0].read_bytes(), many_pages(2 << 20), "坏的字节在这里".encode() + b"\xff,\n"]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", libclean.DamageWarning)
                articles = libclean.clean(text)
            output = "".join(article.to_json() + "\n" for article in articles)
            self.assertEqual(libclean.undo(output, libclean.edits(articles)), text)

    def test_the_log_is_that_of_newsclean(self):
        for path in SEEDS + MARKUP:
            log = libclean.edits(libclean.Cleaner().file(path))
            self.assertEqual(log.encode(), newsclean("-t", "edits", path))

    def test_outputs_of_newsclean_are_undone_too(self):
        text = SEEDS[0].read_bytes()
        log = newsclean("-t", "edits", stdin=text)
        self.assertEqual(libclean.undo(newsclean(stdin=text), log), text)

    def test_what_does_not_fit_names_the_line(self):
        with self.assertRaisesRegex(libclean.UndoError, "line 1"):
            libclean.undo("x", "no log\n")


if __name__ == "__main__":
    unittest.main()
