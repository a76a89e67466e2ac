"""Puts the binary into the wheel as the console script `galley`, and names the platform that it runs on."""

import os
import pathlib
import re
import subprocess
import sysconfig

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BinaryHook(BuildHookInterface):
    def initialize(self, version, build_data):
        binary = pathlib.Path(os.environ.get("GALLEY_BINARY", "../.build-static/release/galley")).resolve()
        if not binary.is_file():
            raise SystemExit(f"{binary}: no such file; make release builds it, GALLEY_BINARY names another")
        build_data["shared_scripts"][str(binary)] = "galley"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag(binary)}"


def platform_tag(binary: pathlib.Path) -> str:
    """The oldest system that has every symbol that the binary asks of the C library."""
    machine = sysconfig.get_platform().split("-")[-1]
    symbols = subprocess.run(["objdump", "-T", str(binary)], capture_output=True, text=True).stdout
    versions = [tuple(map(int, found.split("."))) for found in re.findall(r"\bGLIBC_([0-9]+(?:\.[0-9]+)+)", symbols)]
    # A binary without a C library of its own asks for nothing: the oldest tag that pip knows.
    major, minor = max(versions)[:2] if versions else (2, 17)
    return f"manylinux_{major}_{minor}_{machine}"
