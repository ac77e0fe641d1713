#!/usr/bin/env python3
"""Makes articles of the pages of a dataset: JSONL in, a page in one of its columns; JSONL out, a line for each article.

    jsonl_dataset.py --column ocr_text pages.jsonl > articles.jsonl

The page's other columns are carried: each article has them, too. What comes out is a dataset again:
datasets.load_dataset("json", data_files="articles.jsonl").
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

import libclean

# What of an article becomes a column. Its other fields are in article.to_dict().
FIELDS = ("kind", "lang", "kicker", "headline", "subheadline", "byline", "dateline", "genre", "confidence")


def rows(cleaner: libclean.Cleaner, row: dict[str, Any], column: str) -> Iterator[dict[str, Any]]:
    """The articles of a row's page as rows; what belongs to the page and to no article is left out."""
    carried = {name: value for name, value in row.items() if name != column}
    for article in cleaner.clean(row[column]):
        if article.kind == "rest":
            continue
        fields = {name: getattr(article, name) for name in FIELDS}
        captions = [part.text for part in article.lifted if part.role == "caption"]
        yield {**carried, "article": article.id.split("#")[1], **fields, column: article.text, "captions": captions}


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes articles of the pages of a dataset in JSONL.")
    parser.add_argument("file", nargs="?", default="-", help="the dataset; without it, standard input")
    parser.add_argument("--column", default="text", help="the column that has the page (%(default)s)")
    parser.add_argument("--recipe", default="auto", help="a recipe's name or file (%(default)s)")
    options = parser.parse_args()
    try:
        cleaner = libclean.Cleaner(options.recipe)
        lines = sys.stdin if options.file == "-" else open(options.file, encoding="utf-8")
    except (libclean.RecipeError, OSError) as error:
        sys.exit(str(error))
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            for article in rows(cleaner, row, options.column):
                sys.stdout.buffer.write(json.dumps(article, ensure_ascii=False).encode() + b"\n")
        except KeyError:
            sys.exit(f"{options.file}:{number}: no column {options.column!r}; there are {', '.join(row)}")
        except json.JSONDecodeError as error:
            sys.exit(f"{options.file}:{number}: {error}")


if __name__ == "__main__":
    main()
