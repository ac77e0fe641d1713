"""Where the tests find pages and programs: ctest says it in the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("LIBCLEAN_ROOT", Path(__file__).resolve().parents[2]))
BUILD = Path(os.environ.get("LIBCLEAN_BUILD", ROOT / "build/release"))
NEWSCLEAN = os.environ.get("NEWSCLEAN", str(BUILD / "tools/newsclean/newsclean"))
OPTIMISED = os.environ.get("LIBCLEAN_OPTIMISED", "1") == "1"

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PAGES = sorted((ROOT / "fixtures/pages").glob("*.txt"))
MARKUP = [path for path in sorted((ROOT / "tests/formats/pages").iterdir()) if "mets" not in path.name]


def newsclean(*arguments: str | Path, stdin: bytes = b"") -> bytes:
    return subprocess.run([NEWSCLEAN, *arguments], input=stdin, stdout=subprocess.PIPE, check=True).stdout


def python(script: str | Path, *arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Another Python, with the same package."""
    return subprocess.run([sys.executable, "-B", script, *arguments], input=stdin, capture_output=True)


def many_pages(size: int) -> bytes:
    """A text of about that many bytes: the seeds, page after page."""
    seeds = b"\f".join(path.read_bytes() for path in SEEDS) + b"\f"
    return seeds * (size // len(seeds) + 1)
