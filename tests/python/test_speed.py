"""libclean.clean takes no more time than newsclean for the same text: the processor's, on one thread."""

import resource
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import libclean
from support import NEWSCLEAN, OPTIMISED, many_pages

MOST = 1.15
ROUNDS, MOST_ROUNDS = 5, 40  # the least of them counts; a busy machine has more turns


def seconds(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


class Speed(unittest.TestCase):
    @unittest.skipUnless(OPTIMISED, "the build is not optimised")
    def test_a_page_of_1_mb_is_as_fast_as_newsclean(self):
        text = many_pages(1_000_000)[:1_000_000].decode("utf-8", "ignore")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.txt")
            path.write_text(text, "utf-8", newline="")

            def newsclean() -> float:
                before = seconds(resource.RUSAGE_CHILDREN)
                subprocess.run([NEWSCLEAN, "-j", "1", path], stdout=subprocess.DEVNULL, check=True)
                return seconds(resource.RUSAGE_CHILDREN) - before

            def python() -> float:
                before = seconds(resource.RUSAGE_SELF)
                articles = libclean.clean(text)
                used = seconds(resource.RUSAGE_SELF) - before
                self.assertGreater(len(articles), 50)
                return used

            ours, theirs = python(), newsclean()
            for round in range(MOST_ROUNDS):
                ours, theirs = min(ours, python()), min(theirs, newsclean())
                if round + 1 >= ROUNDS and ours <= MOST * theirs:
                    break
        print(f"clean(): {ours:.3f} s, newsclean: {theirs:.3f} s, ratio {ours / theirs:.3f}", file=sys.stderr)
        self.assertLessEqual(ours, MOST * theirs)


if __name__ == "__main__":
    unittest.main()
