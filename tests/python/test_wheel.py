"""The wheel that pip is given: whole, and with nothing from elsewhere."""

import base64
import csv
import hashlib
import importlib.util
import io
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

import libclean
from support import BUILD, ROOT

sys.path.insert(0, str(ROOT / "bindings/python"))
import wheel_backend


class Wheel(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def wheel(self) -> Path:
        return self.folder / wheel_backend.build_wheel(str(self.folder), {"built": str(BUILD)})

    def test_nothing_is_required(self):
        self.assertEqual(wheel_backend.get_requires_for_build_wheel(), [])
        self.assertEqual(wheel_backend.get_requires_for_build_sdist(), [])

    def test_its_record_is_true(self):
        with zipfile.ZipFile(self.wheel()) as wheel:
            self.assertIsNone(wheel.testzip())
            (record,) = [name for name in wheel.namelist() if name.endswith(".dist-info/RECORD")]
            rows = list(csv.reader(io.StringIO(wheel.read(record).decode())))
            self.assertEqual(sorted(name for name, _, _ in rows), sorted(wheel.namelist()))
            for name, digest, size in rows:
                if name != record:
                    content = wheel.read(name)
                    sha = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                    self.assertEqual((digest, int(size)), (f"sha256={sha}", len(content)))

    def test_it_has_what_the_package_has(self):
        with zipfile.ZipFile(self.wheel()) as wheel:
            package = {name.split("/")[1] for name in wheel.namelist() if name.startswith("libclean/")}
        there = {path.name for path in Path(libclean.__file__).parent.iterdir() if path.is_file()}
        self.assertEqual(package, there)

    def test_its_metadata_says_the_version(self):
        folder = wheel_backend.prepare_metadata_for_build_wheel(str(self.folder))
        metadata = (self.folder / folder / "METADATA").read_text("utf-8")
        self.assertIn(f"\nVersion: {libclean.__version__}\n", metadata)
        self.assertEqual(folder, f"libclean-{libclean.__version__}.dist-info")

    def test_the_source_archive_has_all_that_is_built(self):
        name = wheel_backend.build_sdist(str(self.folder))
        with tarfile.open(self.folder / name) as archive:
            names = archive.getnames()
        top = name.removesuffix(".tar.gz")
        for needed in ("pyproject.toml", "PKG-INFO", "CMakeLists.txt", "libclean/CMakeLists.txt",
                       "recipes/zh-daily.toml",
                       "bindings/python/src/module.cpp", "bindings/python/wheel_backend.py"):  # fmt: skip
            self.assertIn(f"{top}/{needed}", names)
        self.assertFalse([n for n in names if "__pycache__" in n])

    @unittest.skipUnless(importlib.util.find_spec("pip"), "pip is not installed (Debian: python3-pip)")
    def test_pip_installs_it_without_a_network(self):
        target = self.folder / "site"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-index"]
        ran = subprocess.run([*pip, "--target", target, self.wheel()], capture_output=True, text=True)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        use = "import libclean; print(libclean.__file__); print(libclean.clean('会议,部署。', 'zh-daily')[0].text)"
        ran = subprocess.run([sys.executable, "-B", "-c", use], capture_output=True, text=True, cwd=target,
                             env={"PYTHONPATH": str(target), "PYTHONIOENCODING": "utf-8"})  # fmt: skip
        self.assertEqual(ran.returncode, 0, ran.stderr)
        file, text = ran.stdout.splitlines()
        self.assertTrue(file.startswith(str(target)))
        self.assertEqual(text, "会议，部署。")


if __name__ == "__main__":
    unittest.main()
