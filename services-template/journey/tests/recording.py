"""Writes what services emitted as `cargo xtask emitted` reads it."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def write_recording(
    folder: Path, metrics: Sequence[str], stats: Sequence[Mapping[str, Any]], logs: Mapping[str, Sequence[bytes]]
) -> None:
    """Replace the recording in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "metrics.dogstatsd").write_text("\n".join(metrics) + "\n")
    (folder / "spans.stats.jsonl").write_text("".join(json.dumps(group) + "\n" for group in stats))
    for service, lines in logs.items():
        (folder / f"{service}.logs.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
