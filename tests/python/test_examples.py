"""The examples do what they say, on the pages of the tests."""

import json
import re
import unittest
import xml.etree.ElementTree as xml

import libclean
from support import MARKUP, ROOT, SEEDS, python

EXAMPLES = ROOT / "docs/examples/python"
ALTO = [path for path in MARKUP if path.name.endswith(".alto.xml")]


class Dataset(unittest.TestCase):
    SCRIPT = EXAMPLES / "jsonl_dataset.py"

    def run_on(self, rows, *options):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        return python(self.SCRIPT, *options, stdin=lines.encode())

    def test_a_line_for_each_article_with_the_other_columns(self):
        pages = [{"paper": path.name, "year": 2024, "page": path.read_text("utf-8")} for path in SEEDS]
        ran = self.run_on(pages, "--column", "page", "--recipe", "zh-daily")
        self.assertEqual((ran.returncode, ran.stderr), (0, b""))
        rows = [json.loads(line) for line in ran.stdout.splitlines()]
        expected = [(page["paper"], 2024, article.headline, article.text) for page in pages
                    for article in libclean.clean(page["page"], "zh-daily") if article.kind != "rest"]  # fmt: skip
        self.assertEqual([(row["paper"], row["year"], row["headline"], row["page"]) for row in rows], expected)
        self.assertTrue(any(row["captions"] for row in rows))

    def test_a_file_with_a_wrong_line_is_told_by_line(self):
        ran = self.run_on([{"text": "市科协召开会议。"}, {"txt": "…"}])
        self.assertEqual(ran.stderr.decode().strip(), "-:2: no column 'text'; there are txt")
        self.assertEqual(len(ran.stdout.splitlines()), 1)

    def test_a_wrong_recipe_is_told(self):
        ran = self.run_on([], "--recipe", "zh-dialy")
        self.assertEqual(ran.returncode, 1)
        self.assertIn("zh-daily", ran.stderr.decode())


class WordsOnImage(unittest.TestCase):
    def test_each_word_of_the_page_has_its_box_in_one_article(self):
        for path in ALTO:
            with self.subTest(page=path.name):
                ran = python(EXAMPLES / "words_on_image.py", path)
                self.assertEqual((ran.returncode, ran.stderr), (0, b""))
                rows = [line.split("\t") for line in ran.stdout.decode().splitlines()]
                found = sorted(tuple(row[2:]) for row in rows)
                strings = [e for e in xml.parse(path).iter() if e.tag.endswith("}String")]
                expected = sorted((e.get("HPOS"), e.get("VPOS"), e.get("WIDTH"), e.get("HEIGHT"), e.get("CONTENT"))
                                  for e in strings)  # fmt: skip
                self.assertEqual(found, expected)

    def test_the_words_of_a_headline_are_those_of_the_headline(self):
        (path, *_) = ALTO
        ran = python(EXAMPLES / "words_on_image.py", path)
        rows = [line.split("\t") for line in ran.stdout.decode().splitlines()]
        for article in libclean.Cleaner().file(path):
            words = [row[6] for row in rows if row[0] == article.id and row[1] == "headline"]
            self.assertEqual(re.sub(r"\W", "", "".join(words)), re.sub(r"\W", "", article.headline))

    def test_a_file_that_is_not_there_is_told(self):
        ran = python(EXAMPLES / "words_on_image.py", "none.xml")
        self.assertEqual(ran.returncode, 1)
        self.assertIn("none.xml", ran.stderr.decode())
        self.assertNotIn("Traceback", ran.stderr.decode())


if __name__ == "__main__":
    unittest.main()
