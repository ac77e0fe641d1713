"""What can go wrong. Text never is an error; recipes, encodings and files can be."""

from __future__ import annotations


class RecipeError(ValueError):
    """A recipe that cannot be used: zh.toml:7: no filter "rejion"; did you mean "rejoin"?"""

    file: str | None
    """The recipe's file; None: it is none of a file's."""
    line: int | None
    """The line in it; None: the file as a whole."""

    def __init__(self, message: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


class NotTextError(ValueError):
    """Input that is no text, or in an encoding that cannot be told; `encoding=` may settle it."""


class UndoError(ValueError):
    """An output or a log of edits that cannot be undone; the message names the line."""


class DamageWarning(UserWarning):
    """Some of an input could not be read: bytes that became U+FFFD, markup that breaks off. The rest was."""
