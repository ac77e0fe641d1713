"""Texts, files and streams in, articles out."""

from __future__ import annotations

import functools
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, Union, runtime_checkable

from . import _libclean
from ._errors import DamageWarning
from ._libclean import Article

Bytes = Union[bytes, bytearray, memoryview]
Text = Union[str, Bytes]
Path = Union[str, "os.PathLike[str]"]

# What is handed over at once: about a window, so that what is read and not yet cleaned does not grow.
_STRETCH = 1 << 20


@runtime_checkable
class Readable(Protocol):
    """A file, open for text or bytes."""

    def read(self, size: int, /) -> Text: ...


class Cleaner:
    """Cleans any number of texts by one recipe; any number of threads may share one.

    `recipe` is the name of a built-in one (see `recipes()`), the path of a TOML file, or "auto": the recipe that
    fits each text, as its first 64 KiB tell. `filters`: run only these of its filters; an empty list runs none.
    `threshold`: how sure a decision must be, in place of the recipe's own.

    Raises RecipeError, which has file and line, and OSError for a recipe's file that cannot be read.
    """

    __slots__ = ("_pipelines",)

    def __init__(
        self, recipe: Path = "auto", *, filters: Sequence[str] | None = None, threshold: float | None = None
    ) -> None:
        if threshold is not None and not 0 <= threshold <= 1:
            raise ValueError(f"threshold must be from 0 to 1, not {threshold}")
        if isinstance(filters, str):
            raise TypeError("filters must be a list of names")
        name, toml = _recipe(recipe)
        self._pipelines = _libclean.Pipelines(name, toml, None if filters is None else list(filters), threshold)

    @property
    def recipe(self) -> str:
        """The recipe's name, or "auto"."""
        return self._pipelines.recipe

    def __repr__(self) -> str:
        return f"Cleaner({self.recipe!r})"

    def clean(self, text: Text, *, encoding: str | None = None, name: str = "-") -> list[Article]:
        """The articles of a text, in reading order; what belongs to none of them comes last, as kind "rest".

        A text may be plain, ALTO, PAGE XML or hOCR. Bytes may be in another encoding than UTF-8, which they show or
        `encoding` names. `name` is the file that `id` and `source` of the articles speak of.

        Raises NotTextError for bytes that are no text, LookupError for an encoding that nobody knows.
        """
        if not isinstance(text, str):
            text = memoryview(text).cast("B")
        return list(self._read([text], encoding, name))

    def file(self, path: Path, encoding: str | None = None) -> Iterator[Article]:
        """The articles of a file, one by one. Plain text of any size takes no more memory than some MiB of it.

        Files with markup (ALTO, PAGE XML, hOCR) are read whole. Raises OSError here and now; NotTextError, which
        names the file, with the first article.
        """
        file = open(path, "rb")

        def articles() -> Iterator[Article]:
            with file:
                yield from self._read(_stretches(file), encoding, os.fspath(path))

        return articles()

    def stream(
        self, source: Readable | Iterable[Text], encoding: str | None = None, *, name: str = "-"
    ) -> Iterator[Article]:
        """The articles of an open file, or of stretches of one text (lines, say), as they become complete.

        The stretches may end anywhere, bytes also in the middle of a character; all are str or all are bytes. As with
        `file`, memory does not grow. An article comes out when about a MiB of text behind it has come, or the end.
        """
        if isinstance(source, (str, bytes, bytearray, memoryview)):
            raise TypeError("stream() takes an open file or stretches of text; clean() takes a text")
        stretches = _stretches(source) if isinstance(source, Readable) else source
        return self._read(stretches, encoding, name)

    def _read(self, stretches: Iterable[Text], encoding: str | None, name: str) -> Iterator[Article]:
        reading = _libclean.Reading(self._pipelines, os.fsencode(name), encoding or "")
        return _articles(reading, stretches, name)


def _articles(reading: _libclean.Reading, stretches: Iterable[Text], name: str) -> Iterator[Article]:
    for stretch in stretches:
        for begin in range(0, len(stretch), _STRETCH):
            yield from reading.add(stretch[begin : begin + _STRETCH])
    yield from reading.finish()
    for fault in reading.faults():
        _warn(fault if name == "-" else f"{name}: {fault}")


def _warn(message: str) -> None:
    """As if the line of the program said it that asked for the articles."""
    level, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals["__name__"] == __name__:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, DamageWarning, stacklevel=level)


def _stretches(file: Readable) -> Iterator[Text]:
    while stretch := file.read(_STRETCH >> 2):
        yield stretch


def _recipe(recipe: Path) -> tuple[bytes, bytes | None]:
    """Its name, or its file's name with what is in it."""
    path = os.fspath(recipe)
    if recipe == "auto" or recipe in _libclean.recipes():
        return os.fsencode(path), None
    try:
        with open(path, "rb") as file:
            return os.fsencode(path), file.read()
    except FileNotFoundError:
        # A word is rather the name of a recipe, and the error then says which one is near.
        if os.path.basename(path) != path or path.endswith(".toml") or not isinstance(recipe, str):
            raise
        return os.fsencode(path), None


@functools.lru_cache(maxsize=16)
def _kept(recipe: str, filters: tuple[str, ...] | None, threshold: float | None) -> Cleaner:
    return Cleaner(recipe, filters=filters, threshold=threshold)


def clean(
    text: Text,
    recipe: Path = "auto",
    *,
    filters: Sequence[str] | None = None,
    threshold: float | None = None,
    encoding: str | None = None,
) -> list[Article]:
    """The articles of a text: `Cleaner(recipe, filters=filters, threshold=threshold).clean(text, encoding=encoding)`.

    The pipelines of built-in recipes are kept; a recipe in a file is read anew each time.
    """
    if isinstance(filters, str) or not (recipe == "auto" or recipe in _libclean.recipes()):
        cleaner = Cleaner(recipe, filters=filters, threshold=threshold)
    else:
        cleaner = _kept(str(recipe), None if filters is None else tuple(filters), threshold)
    return cleaner.clean(text, encoding=encoding)


def recipes() -> list[str]:
    """The names of the built-in recipes."""
    return _libclean.recipes()


def edits(articles: Iterable[Article]) -> str:
    """The log of edits of the texts that the articles are from, as `newsclean -t edits` writes it.

    With all articles of a text, their records and the log give the source back: see `undo`. (A text of nothing but
    white space has no articles, and so no log.)
    """
    return _libclean.edits(list(articles))


def undo(output: Text, edits: Text) -> bytes:
    """The UTF-8 source again, byte for byte, from an output (text or JSONL) and its log of edits.

    Raises UndoError.
    """
    return _libclean.undo(output, edits)


def char_spans(text: Text, spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Byte spans of a text, as `Article.spans` and records have them, as indices of the str.

    `text` is the source, as str or as UTF-8 bytes. Bytes that are no UTF-8 count a character each, as Python reads them
    with errors="surrogateescape". A str must have its line ends as the file has them: open(path, newline="").
    """
    return _libclean.char_spans(text, [(begin, end) for begin, end in spans])
