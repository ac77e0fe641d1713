#!/usr/bin/env python3
"""Where the words of each article stand on the page's image: an ALTO file in, a table out.

    words_on_image.py page.alto.xml

A line for each word: the article, what the word is part of, HPOS, VPOS, WIDTH, HEIGHT, and the word as the file has
it. So a reader that shows an article can mark it on the scan, however its lines were joined and its captions lifted.

The spans of an article are bytes of the file, which is in UTF-8. A word of ALTO is an element String, and the parser
tells at which byte that begins; so the word a span is of is the last that begins before it.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

import libclean


class Word(NamedTuple):
    content: str
    box: tuple[str, str, str, str]  # HPOS, VPOS, WIDTH, HEIGHT, as the file has them


class Words:
    """The words of an ALTO file by the byte at which they begin."""

    def __init__(self, alto: bytes) -> None:
        self.begins: list[int] = []
        self.words: list[Word] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.Parse(alto, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "String":
            return
        left, top, width, height = (attributes.get(key, "") for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        self.begins.append(self._parser.CurrentByteIndex)
        self.words.append(Word(attributes.get("CONTENT", ""), (left, top, width, height)))

    def of(self, spans: list[tuple[int, int]]) -> Iterator[Word]:
        """The words that the spans have bytes of, in their order, each once."""
        last = -1
        for begin, end in spans:
            first = bisect_right(self.begins, begin) - 1
            for i in range(max(first, 0), bisect_right(self.begins, end - 1)):
                if i != last:
                    yield self.words[i]
                last = i


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: words_on_image.py PAGE.alto.xml")
    path = Path(sys.argv[1])
    try:
        words = Words(path.read_bytes())
        articles = list(libclean.Cleaner().file(path))
    except (OSError, expat.ExpatError, libclean.NotTextError) as error:
        sys.exit(f"{path}: {error}" if isinstance(error, expat.ExpatError) else str(error))
    for article in articles:
        for part in article.blocks + article.lifted:
            for word in words.of(part.spans):
                print(article.id, part.role, *word.box, word.content, sep="\t")


if __name__ == "__main__":
    main()
