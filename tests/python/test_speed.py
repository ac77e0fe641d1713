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
            page, nothing = Path(folder, "page.txt"), Path(folder, "nothing.txt")
            page.write_text(text, "utf-8", newline="")
            nothing.touch()

            def newsclean(path: Path) -> float:
                before = seconds(resource.RUSAGE_CHILDREN)
                subprocess.run([NEWSCLEAN, "-j", "1", path], stdout=subprocess.DEVNULL, check=True)
                return seconds(resource.RUSAGE_CHILDREN) - before

            def python() -> float:
                before = seconds(resource.RUSAGE_SELF)
                articles = libclean.clean(text)
                used = seconds(resource.RUSAGE_SELF) - before
                self.assertGreater(len(articles), 50)
                return used

            ours = theirs = start = float("inf")
            for round in range(MOST_ROUNDS):
                ours, theirs = min(ours, python()), min(theirs, newsclean(page))
                start = min(start, newsclean(nothing))
                # The text alone: a program that runs has started.
                ratio = ours / (theirs - start)
                if round + 1 >= ROUNDS and ratio <= MOST:
                    break
        seen = f"clean(): {ours:.3f} s, newsclean: {theirs:.3f} s with {start:.3f} s to start; {ratio:.2f}"
        print(seen, file=sys.stderr)
        self.assertLessEqual(ratio, MOST)


if __name__ == "__main__":
    unittest.main()
