"""What type checkers and people are told is what the module has."""

import ast
import importlib.util
import inspect
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import libclean
from libclean import _libclean
from support import ROOT

# What stubtest says of any class of pybind11 (its metaclass, a constructor that only raises), and of what _cleaner.py
# and dask.py import from the standard library.
ALLOWED = [
    r"libclean(\._libclean|\._cleaner)?\.(Article|Decision|Part|Pipelines|Reading)(\.__init__)?",
    r"libclean\._cleaner\.(Protocol|(Iterable|Iterator|Sequence)(\..*)?)",
    r"libclean\.dask\.(field|deque(\..*)?|(Callable|Sequence)(\..*)?)",
]

PACKAGE = Path(libclean.__file__).parent


def public(names):
    return {name for name in names if not name.startswith("_")}


def members(body):
    return public(node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef)))


class Stubs(unittest.TestCase):
    def setUp(self):
        self.stub = ast.parse((PACKAGE / "_libclean.pyi").read_text("utf-8"))

    def test_the_stub_has_the_names_of_the_module(self):
        self.assertEqual(members(self.stub.body), public(dir(_libclean)))

    def test_the_stub_has_the_members_of_each_class(self):
        classes = [node for node in self.stub.body if isinstance(node, ast.ClassDef)]
        self.assertGreaterEqual(len(classes), 5)
        for node in classes:
            with self.subTest(name=node.name):
                self.assertEqual(members(node.body), public(vars(getattr(_libclean, node.name))))

    def test_the_package_is_typed(self):
        self.assertTrue((PACKAGE / "py.typed").exists())

    def test_everything_has_a_docstring(self):
        for name in libclean.__all__:
            if name.startswith("_"):
                continue
            thing = getattr(libclean, name)
            self.assertTrue(thing.__doc__, name)
            if not inspect.isclass(thing) or issubclass(thing, Exception):
                continue
            for member, value in vars(thing).items():
                if not member.startswith("_"):
                    self.assertTrue(inspect.getdoc(value), f"{name}.{member}")
                    self.assertNotIn("_libclean", thing.__module__)

    def mypy(self, *arguments):
        environment = {**os.environ, "MYPYPATH": str(PACKAGE.parent), "MYPY_CACHE_DIR": os.devnull}
        ran = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, env=environment)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)

    @unittest.skipUnless(importlib.util.find_spec("mypy"), "mypy is not installed (Debian: python3-mypy)")
    def test_mypy_finds_the_stub_true(self):
        with tempfile.NamedTemporaryFile("w") as allowed:
            allowed.write("\n".join(ALLOWED))
            allowed.flush()
            self.mypy("mypy.stubtest", "libclean", "--allowlist", allowed.name, "--ignore-unused-allowlist")

    @unittest.skipUnless(importlib.util.find_spec("mypy"), "mypy is not installed (Debian: python3-mypy)")
    def test_mypy_passes_package_and_examples(self):
        examples = sorted((ROOT / "docs/examples/python").glob("*.py"))
        self.assertGreaterEqual(len(examples), 2)
        self.mypy("mypy", "--strict", "-p", "libclean")
        for example in examples:
            self.mypy("mypy", "--strict", str(example))


if __name__ == "__main__":
    unittest.main()
