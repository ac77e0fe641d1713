"""libclean: newspaper pages that went through OCR, as articles.

    import libclean

    for article in libclean.clean(text):
        print(article.headline, article.byline, len(article.text))

`clean` takes a whole text; a `Cleaner` keeps its recipe for many texts and any number of threads, and reads files and
streams of any size with memory that does not grow. Each `Article` has the fields of a record of `newsclean -t jsonl`,
the bytes of the source it stands for (`spans`) and all that was decided about them (`decisions`).

While a text is cleaned other threads run.
"""

from ._cleaner import Cleaner, char_spans, clean, edits, recipes, undo
from ._errors import DamageWarning, NotTextError, RecipeError, UndoError
from ._libclean import Article, Decision, Part, __version__

__all__ = [
    "Article",
    "Cleaner",
    "DamageWarning",
    "Decision",
    "NotTextError",
    "Part",
    "RecipeError",
    "UndoError",
    "__version__",
    "char_spans",
    "clean",
    "edits",
    "recipes",
    "undo",
]
