"""A file of any size takes the memory of a few windows."""

import sys
import tempfile
import unittest
from pathlib import Path

from support import many_pages, python

SIZE = 30 << 20
MOST = 200  # MB, of the whole process
FEW = 20  # MB: what three times as much text may take beyond it

READER = """
import resource, sys, libclean
cleaner = libclean.Cleaner()
path = sys.argv[2]
if sys.argv[1] == "file":
    articles = cleaner.file(path)
elif sys.argv[1] == "stream":
    articles = cleaner.stream(open(path, encoding="utf-8"))
else:
    articles = cleaner.stream(open(path, "rb"), encoding="gb18030")
count = sum(1 for article in articles)
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


class Memory(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "reader.py").write_text(READER)

    def read(self, how: str, text: bytes) -> tuple[int, int]:
        path = self.folder / "text"
        path.write_bytes(text)
        ran = python(self.folder / "reader.py", how, path)
        self.assertEqual(ran.returncode, 0, ran.stderr.decode())
        articles, megabytes = map(int, ran.stdout.split())
        print(f"{how}, {len(text) >> 20} MiB: {articles} articles, {megabytes} MB", file=sys.stderr)
        return articles, megabytes

    def test_a_file_of_30_mb(self):
        text = many_pages(SIZE)
        some, less = self.read("file", text[: text.index(b"\f", SIZE // 3) + 1])
        articles, megabytes = self.read("file", text)
        self.assertGreater(articles, 2 * some)
        self.assertLess(megabytes, MOST)
        self.assertLess(megabytes, less + FEW)

    def test_streams(self):
        text = many_pages(SIZE // 3)
        for how, stream in [("stream", text), ("decoded", text.decode().encode("gb18030"))]:
            articles, megabytes = self.read(how, stream)
            self.assertGreater(articles, 1000)
            self.assertLess(megabytes, MOST)


if __name__ == "__main__":
    unittest.main()
