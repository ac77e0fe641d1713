"""One Cleaner serves any number of threads, and others run while it works."""

import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import libclean
from support import PAGES, SEEDS, many_pages

THREADS = 8


class Threads(unittest.TestCase):
    def test_eight_threads_share_a_cleaner(self):
        pages = [path.read_bytes() for path in SEEDS + PAGES[:: len(PAGES) // 30]] * 3
        for recipe in ("auto", "zh-daily"):
            alone = libclean.Cleaner(recipe)
            expected = [[a.to_json() for a in alone.clean(page)] for page in pages]
            shared = libclean.Cleaner(recipe)  # with auto its pipelines are made while others ask for them
            start = threading.Barrier(THREADS)

            def work(first: int) -> list[tuple[int, list[str]]]:
                start.wait()
                turns = [(first + i) % len(pages) for i in range(0, len(pages), THREADS // 2)]
                return [(i, [a.to_json() for a in shared.clean(pages[i])]) for i in turns]

            with ThreadPoolExecutor(THREADS) as pool:
                for done in pool.map(work, range(THREADS)):
                    for i, records in done:
                        self.assertEqual(records, expected[i])

    def test_the_function_clean_may_be_called_by_threads(self):
        pages = [path.read_text("utf-8") for path in PAGES[::10]]
        expected = [[a.text for a in libclean.clean(page)] for page in pages]
        with ThreadPoolExecutor(THREADS) as pool:
            for _ in range(3):
                self.assertEqual([[a.text for a in articles] for articles in pool.map(libclean.clean, pages)], expected)

    def test_articles_may_be_read_by_threads(self):
        articles = libclean.clean(many_pages(1 << 20))
        expected = [(a.to_json(), len(a.decisions), a.char_spans) for a in libclean.clean(many_pages(1 << 20))]
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(lambda a: (a.to_json(), len(a.decisions), a.char_spans), articles))
        self.assertEqual(found, expected)

    def test_other_threads_run_while_a_text_is_cleaned(self):
        # Markup is cleaned in one go: were the lock kept, nobody else would count meanwhile.
        lines = "".join(f'<TextLine><String CONTENT="Zeile {i}"/></TextLine>' for i in range(4000))
        page = f'<alto><Layout><Page><PrintSpace><TextBlock>{lines}</TextBlock></PrintSpace></Page></Layout></alto>'
        cleaner = libclean.Cleaner("de")
        cleaner.clean(page)
        begun, done = threading.Event(), threading.Event()

        def clean() -> None:
            begun.set()
            cleaner.clean(page)
            done.set()

        for _ in range(5):  # a busy machine may keep any thread waiting
            begun.clear(), done.clear()
            worker = threading.Thread(target=clean)
            worker.start()
            begun.wait()
            counted, longest, last = 0, 0.0, time.monotonic()
            while not done.is_set():
                time.sleep(0.001)
                now = time.monotonic()
                counted, longest, last = counted + 1, max(longest, now - last), now
            worker.join()
            if counted >= 20:
                break
        self.assertGreaterEqual(counted, 20, f"the longest wait was {longest:.3f} s")


if __name__ == "__main__":
    unittest.main()
