"""What pip asks for a wheel (PEP 517): CMake builds and installs, and this puts what was installed into a wheel.

It is in the tree and has only the standard library, for pip shuts out what Debian has installed and would download
setuptools or scikit-build otherwise. What the package is called is in pyproject.toml, its version in CMakeLists.txt.

    pip wheel . -C built=build/release    takes the module from a folder that CMake has built already
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["CMakeLists.txt", "LICENSE", "README.md", "pyproject.toml", "bindings", "libclean", "recipes"]
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no earlier time; with it the same files make the same wheel


def project() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"])


def version() -> str:
    found = re.search(r"^project\(\S+ VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text("utf-8"), re.MULTILINE)
    if not found:
        raise SystemExit("CMakeLists.txt: no project(... VERSION ...)")
    return found[1]


def metadata() -> str:
    about = project()
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {about['name']}",
        f"Version: {version()}",
        f"Summary: {about['description']}",
        "License: MIT",
        f"Keywords: {','.join(about['keywords'])}",
        *(f"Classifier: {classifier}" for classifier in about["classifiers"]),
        f"Requires-Python: {about['requires-python']}",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + (ROOT / about["readme"]).read_text("utf-8")


def tag() -> str:
    """cp311-cp311-linux_x86_64: the module is for this Python and this machine."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    platform = re.sub(r"[^A-Za-z0-9]", "_", sysconfig.get_platform())
    return f"{python}-{python}{sys.abiflags}-{platform}"


def dist_info() -> str:
    return f"{project()['name']}-{version()}.dist-info"


def run(*command: str | Path) -> None:
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} was not found; on Debian and Ubuntu script/bootstrap installs what is needed")
    except subprocess.CalledProcessError as failed:
        raise SystemExit(f"{' '.join(map(str, command))} failed with status {failed.returncode}")


def build() -> Path:
    """A build folder with the module in it. It stays, so that the next build has little to do."""
    folder = ROOT / "build" / f"wheel-{tag()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # somebody else's sources
        folder = Path(tempfile.mkdtemp(prefix="libclean-"))
    ninja = ["-G", "Ninja"] if shutil.which("ninja") else []
    run("cmake", "-S", ROOT, "-B", folder, *ninja, "-DCMAKE_BUILD_TYPE=Release", "-DLIBCLEAN_PYTHON=REQUIRED",
        "-DLIBCLEAN_TOOLS=OFF", "-DLIBCLEAN_TESTS=OFF", f"-DPython_EXECUTABLE={sys.executable}")  # fmt: skip
    jobs = os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL") or str(len(os.sched_getaffinity(0)))
    run("cmake", "--build", folder, "--target", "_libclean", "--parallel", jobs)
    return folder


def write_wheel(package: Path, wheel: Path) -> None:
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes, mode: int = 0o644) -> None:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            rows.writerow([name, f"sha256={digest}", len(content)])

        for file in sorted(package.iterdir()):
            if file.is_file():
                add(f"{package.name}/{file.name}", file.read_bytes(), 0o755 if file.suffix == ".so" else 0o644)
        about = f"Wheel-Version: 1.0\nGenerator: wheel_backend\nRoot-Is-Purelib: false\nTag: {tag()}\n"
        add(f"{dist_info()}/METADATA", metadata().encode())
        add(f"{dist_info()}/WHEEL", about.encode())
        add(f"{dist_info()}/LICENSE", (ROOT / "LICENSE").read_bytes())
        rows.writerow([f"{dist_info()}/RECORD", "", ""])
        archive.writestr(zipfile.ZipInfo(f"{dist_info()}/RECORD", EARLIEST), record.getvalue())


# ---- what PEP 517 calls


def get_requires_for_build_wheel(config_settings: dict[str, str] | None = None) -> list[str]:
    return []


def get_requires_for_build_sdist(config_settings: dict[str, str] | None = None) -> list[str]:
    return []


def prepare_metadata_for_build_wheel(metadata_directory: str, config_settings: dict[str, str] | None = None) -> str:
    folder = Path(metadata_directory, dist_info())
    folder.mkdir()
    (folder / "METADATA").write_text(metadata(), "utf-8")
    return folder.name


def build_wheel(
    wheel_directory: str, config_settings: dict[str, str] | None = None, metadata_directory: str | None = None
) -> str:
    built = (config_settings or {}).get("built")
    folder = Path(built) if built else build()
    name = f"{project()['name']}-{version()}-{tag()}.whl"
    with tempfile.TemporaryDirectory(prefix="libclean-") as stage:
        run("cmake", "--install", folder, "--component", "python3-libclean", "--prefix", stage, "--strip")
        package = next(Path(stage).rglob("libclean/__init__.py")).parent
        write_wheel(package, Path(wheel_directory, name))
    return name


def build_sdist(sdist_directory: str, config_settings: dict[str, str] | None = None) -> str:
    top = f"{project()['name']}-{version()}"
    with tarfile.open(Path(sdist_directory, top + ".tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for name in SOURCES:
            archive.add(ROOT / name, f"{top}/{name}", filter=_without_caches)
        content = metadata().encode()
        entry = tarfile.TarInfo(f"{top}/PKG-INFO")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return top + ".tar.gz"


def _without_caches(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if Path(entry.name).name in {"__pycache__", ".mypy_cache"} else entry
