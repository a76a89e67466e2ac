"""Puts the binary into the wheel as the console script `galley`, and names the platform that it runs on."""

import os
import pathlib
import re
import subprocess

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
    """The systems that have every symbol that the binary asks of the C library."""
    with binary.open("rb") as file:
        head = file.read(20)
    machine = {62: "x86_64", 183: "aarch64"}.get(int.from_bytes(head[18:20], "little"))
    if head[:4] != b"\x7fELF" or machine is None:
        raise SystemExit(f"{binary}: not a program for Linux on x86_64 or aarch64")
    symbols = subprocess.run(["objdump", "-T", str(binary)], capture_output=True, text=True).stdout
    versions = [tuple(map(int, found.split("."))) for found in re.findall(r"\bGLIBC_([0-9]+(?:\.[0-9]+)+)", symbols)]
    if versions:
        major, minor = max(versions)[:2]
        return f"manylinux_{major}_{minor}_{machine}"
    # A binary with a C library of its own asks for none: any age and kind of system that pip knows will do.
    return f"manylinux_2_17_{machine}.musllinux_1_1_{machine}"
