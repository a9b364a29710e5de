"""A built wheel in, complaints out: it must install `extractor` alone, with all its modules and data files.

Usage: python .ci/wheel.py WHEEL (from the top of the checkout). Exits 1 and names what is wrong.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

PACKAGE = "extractor"
LITTER = {".pyc", ".pyo"}


def complaints(names: set[str], root: Path) -> list[str]:
    """Compare the wheel's file names with the package's folder in the checkout."""
    inside = {name for name in names if ".dist-info/" not in name}
    foreign = {name for name in inside if name.split("/")[0] != PACKAGE}
    folders = {root / PACKAGE: PACKAGE, root / "prompts": f"{PACKAGE}/prompt_files"}
    source = {
        f"{place}/{path.relative_to(folder).as_posix()}"
        for folder, place in folders.items()
        for path in folder.rglob("*")
        if path.is_file()
    }
    wanted = {name for name in source if Path(name).suffix not in LITTER}
    return [
        *(f"installs {name}, outside of {PACKAGE}" for name in sorted(foreign)),
        *(f"lacks {name}" for name in sorted(wanted - inside)),
        *(f"holds {name}, which the checkout does not" for name in sorted(inside - foreign - source)),
    ]


def main(wheel: Path) -> int:
    """Say what is wrong with a wheel; 0 if nothing is."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    found = complaints(names, Path.cwd())
    sys.stderr.writelines(f"{wheel.name}: {complaint}\n" for complaint in found)
    sys.stdout.write("" if found else f"{wheel.name}: {len(names)} files, all under {PACKAGE}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
