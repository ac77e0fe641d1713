"""Whatever way a text comes: str, bytes, files, streams, encodings, damage."""

import io
import os
import tempfile
import unittest
import warnings
from pathlib import Path

import libclean
from support import MARKUP, ROOT, SEEDS, many_pages, newsclean

CHINESE = "本报讯（记者 崔敬）我市今日召开会议,部署全年工作。会议要求,各部门要认真落实。\n\n" * 40


def texts(articles):
    return [article.text for article in articles]


class Texts(unittest.TestCase):
    def test_str_and_all_kinds_of_bytes_give_the_same(self):
        text = SEEDS[0].read_text("utf-8")
        expected = [article.to_json() for article in libclean.clean(text)]
        source = text.encode()
        for given in (source, bytearray(source), memoryview(source)):
            self.assertEqual([article.to_json() for article in libclean.clean(given)], expected)

    def test_nothing_gives_nothing(self):
        for nothing in ("", b"", " \n\n", b"\n"):
            self.assertEqual(libclean.clean(nothing), [])

    def test_what_is_no_text_is_a_type_error(self):
        for wrong in (None, 5, ["text"]):
            with self.assertRaises(TypeError):
                libclean.clean(wrong)

    def test_a_str_is_text_whatever_is_in_it(self):
        (article,) = libclean.clean("a\0b")
        self.assertEqual(article.spans, [(0, 3)])

    def test_half_characters_become_replacement_characters(self):
        for text in ("前半\ud83d后半。", "\ud83d"):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", libclean.DamageWarning)
                (article,) = libclean.clean(text)
            self.assertIn("\ufffd", article.text)
            self.assertEqual(article.char_spans, [(0, len(text))])

    def test_surrogates_that_stand_for_bytes_become_these_bytes(self):
        source = "我市今日召开会议".encode() + b"\xff" + "部署工作。\n".encode()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", libclean.DamageWarning)
            articles = libclean.clean(source.decode("utf-8", "surrogateescape"))
        output = "\n".join(article.to_json() for article in articles)
        self.assertEqual(libclean.undo(output, libclean.edits(articles)), source)

    def test_damage_is_a_warning(self):
        with self.assertWarnsRegex(libclean.DamageWarning, "1 place is no UTF-8"):
            libclean.clean("我市今日召开会议".encode() + b"\xff" + "部署工作。\n".encode())
        with self.assertWarnsRegex(libclean.DamageWarning, "broken"):
            libclean.clean(MARKUP[0].read_bytes()[:4000])

    def test_a_warning_names_the_line_of_the_program(self):
        cleaner = libclean.Cleaner()
        damaged = [b"\xff" + "部署工作。\n".encode() * 9]
        for asked in (lambda: libclean.clean(damaged[0]), lambda: cleaner.clean(damaged[0]),
                      lambda: list(cleaner.stream(damaged))):  # fmt: skip
            with self.assertWarns(libclean.DamageWarning) as caught:
                asked()
            self.assertEqual(caught.filename, __file__)

    def test_a_sound_text_warns_of_nothing(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for path in SEEDS + MARKUP:
                libclean.clean(path.read_bytes())


class Encodings(unittest.TestCase):
    def test_bytes_show_what_they_are_in(self):
        for encoding, called in [("gb18030", "GB18030"), ("utf-16", "UTF-16LE"), ("big5hkscs", "Big5-HKSCS")]:
            text = CHINESE if encoding != "big5hkscs" else "市府今日召開會議,部署全年工作。記者從會上獲悉,\n\n" * 60
            with self.subTest(encoding=encoding):
                articles = libclean.clean(text.encode(encoding))
                self.assertEqual({article.encoding for article in articles}, {called})
                self.assertEqual(texts(articles), texts(libclean.clean(text)))
                self.assertEqual(articles[0].to_dict()["encoding"], called)

    def test_places_are_those_of_the_decoded_text(self):
        for article in libclean.clean(CHINESE.encode("gb18030"), filters=[]):
            for part in article.blocks:
                self.assertEqual("".join(CHINESE[b:e] for b, e in part.char_spans), part.text)

    def test_it_can_be_named(self):
        text = "Grüße aus Köln"
        (article,) = libclean.clean(text.encode("latin-1"), encoding="latin1")
        self.assertEqual((article.text, article.encoding), (text, "windows-1252"))

    def test_a_name_nobody_knows(self):
        with self.assertRaisesRegex(LookupError, 'no encoding "gbkk"; did you mean "gbk"'):
            libclean.clean(b"text", encoding="gbkk")

    def test_a_str_has_none(self):
        with self.assertRaisesRegex(TypeError, "str"):
            libclean.clean("text", encoding="gbk")

    def test_doubt_is_an_error(self):
        with self.assertRaisesRegex(libclean.NotTextError, "encoding=") as caught:
            libclean.clean(b"\xe4\xf6")
        self.assertIsInstance(caught.exception, ValueError)

    def test_what_is_not_text_is_an_error(self):
        with self.assertRaisesRegex(libclean.NotTextError, "NUL byte at byte 4"):
            libclean.clean(b"\x7fELF\0\1\2")
        with self.assertRaises(libclean.NotTextError):
            libclean.clean(os.urandom(4096).replace(b"\0", b"\x80"))

    def test_files_with_markup_say_it_themselves(self):
        text = MARKUP[0].read_text("utf-8")
        expected = texts(libclean.clean(text))
        declared = text.replace('encoding="UTF-8"', 'encoding="UTF-16"')
        self.assertNotEqual(declared, text)
        self.assertEqual(texts(libclean.clean(declared.encode("utf-16"))), expected)
        self.assertEqual(texts(libclean.clean(declared)), expected)  # a str is a str


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_records_are_named_after_the_file(self):
        path = self.folder / "xxrb.2024.txt"
        path.write_text(CHINESE, "utf-8")
        for given in (path, str(path)):
            article = next(libclean.Cleaner().file(given))
            self.assertEqual((article.source, article.id.split("#")[0]), ("xxrb.2024.txt", "xxrb.2024"))

    def test_a_file_that_is_not_there(self):
        with self.assertRaises(FileNotFoundError) as caught:
            libclean.Cleaner().file(self.folder / "none.txt")  # at once
        self.assertEqual(caught.exception.filename, str(self.folder / "none.txt"))
        with self.assertRaises(IsADirectoryError):
            libclean.Cleaner().file(self.folder)

    def test_errors_name_the_file(self):
        path = self.folder / "program"
        path.write_bytes(b"\x7fELF\0\1\2")
        with self.assertRaisesRegex(libclean.NotTextError, "program: not text"):
            list(libclean.Cleaner().file(path))
        mets = ROOT / "tests/formats/pages/lindenau-mets.xml"
        with self.assertRaisesRegex(libclean.NotTextError, "lindenau-mets.xml: is METS"):
            list(libclean.Cleaner().file(mets))

    def test_an_encoding_may_be_named(self):
        path = self.folder / "page.txt"
        path.write_bytes("Grüße aus Köln".encode("latin-1"))
        (article,) = libclean.Cleaner().file(path, encoding="latin1")
        self.assertEqual(article.text, "Grüße aus Köln")

    def test_a_decoded_file_is_as_newsclean_decodes_it(self):
        path = self.folder / "page.txt"
        path.write_bytes((many_pages(2 << 20)).decode().encode("gb18030"))
        expected = newsclean("-t", "jsonl", path).decode().splitlines()
        articles = list(libclean.Cleaner().file(path))
        self.assertEqual([article.to_json() for article in articles], expected)
        self.assertEqual(libclean.edits(articles).encode(), newsclean("-t", "edits", path))

    def test_names_that_are_no_text(self):
        path = os.fsencode(self.folder) + b"/\xff.txt"
        with open(path, "w", encoding="utf-8") as file:
            file.write(CHINESE)
        article = next(libclean.Cleaner().file(os.fsdecode(path)))
        self.assertEqual(article.source, "\ufffd.txt")


class Streams(unittest.TestCase):
    def setUp(self):
        self.text = many_pages(5 << 18).decode()  # two windows
        self.expected = [article.to_json() for article in libclean.clean(self.text)]

    def check(self, source, **options):
        articles = libclean.Cleaner().stream(source, **options)
        self.assertEqual([article.to_json() for article in articles], self.expected)

    def test_files_of_text_and_of_bytes(self):
        self.check(io.StringIO(self.text, newline=""))
        self.check(io.BytesIO(self.text.encode()))

    def test_lines(self):
        self.check(self.text.splitlines(keepends=True))
        self.check(iter(self.text.encode().splitlines(keepends=True)))

    def test_stretches_that_end_in_the_middle_of_characters(self):
        source = self.text.encode()
        for size in (1009, 65536, 65537, len(source)):
            self.check(source[at : at + size] for at in range(0, len(source), size))

    def test_articles_come_before_the_end(self):
        def pages():
            for _ in range(40):
                yield many_pages(1 << 18)
            self.fail("the first article waited for the end")

        self.assertTrue(next(libclean.Cleaner().stream(pages())).text)

    def test_names(self):
        article = next(libclean.Cleaner().stream(["市科协召开会议。"], name="a/page.txt"))
        self.assertEqual(article.source, "page.txt")

    def test_a_text_is_not_a_stream(self):
        for text in ("text", b"text"):
            with self.assertRaisesRegex(TypeError, "clean"):
                libclean.Cleaner().stream(text)

    def test_str_and_bytes_do_not_mix(self):
        with self.assertRaises(TypeError):
            list(libclean.Cleaner().stream(["text", b"text"]))

    def test_what_fails_behind_it_is_passed_on(self):
        def broken():
            yield "text"
            raise OSError("the line is dead")

        with self.assertRaisesRegex(OSError, "dead"):
            list(libclean.Cleaner().stream(broken()))


if __name__ == "__main__":
    unittest.main()
