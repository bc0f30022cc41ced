"""The type checker rejects what is not in the vocabulary."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

MISTAKES = sorted((Path(__file__).parent / "mistakes").glob("*.py"))


def expected(path: Path, *marks: str) -> set[int]:
    return {number for number, line in enumerate(path.read_text().splitlines(), 1) if line.endswith(marks)}


def reported(path: Path, command: list[str]) -> tuple[set[int], str]:
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return {int(line) for line in re.findall(rf"{path.name}:(\d+)(?::\d+)?(?: -|:) error", run.stdout)}, run.stdout


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_mypy_reports_each_mistake_and_nothing_else(path: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path)]
    lines, output = reported(path, command)
    assert lines == expected(path, "# error"), output


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_pyright_reports_messages_that_are_not_literal_as_well(path: Path) -> None:
    lines, output = reported(path, [sys.executable, "-m", "basedpyright", "--level", "error"])
    assert lines == expected(path, "# error", "# error: pyright"), output
