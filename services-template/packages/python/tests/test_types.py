"""The type checker rejects what is not in the vocabulary."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

MISTAKES = sorted((Path(__file__).parent / "mistakes").glob("*.py"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_mypy_reports_each_mistake_and_nothing_else(path: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context"]
    run = subprocess.run(
        [*command, "--cache-dir", str(tmp_path), str(path)], capture_output=True, text=True, check=False
    )
    reported = {int(line) for line in re.findall(rf"{path.name}:(\d+): error:", run.stdout)}
    expected = {number for number, line in enumerate(path.read_text().splitlines(), 1) if line.endswith("# error")}
    assert reported == expected, run.stdout
