"""The wall clocks of services, set to another time while they run, as by an operator or by NTP."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from missing import missing


def _library() -> Path:
    root = Path(os.environ.get("FAKETIME_ROOT") or Path(__file__).parents[1] / ".cache/faketime")
    found = sorted(root.glob("usr/lib/*/faketime/libfaketimeMT.so.1"))
    if not found:
        missing("libfaketime is missing: sh tests/install-faketime.sh .cache/faketime (Debian), or set FAKETIME_ROOT")
    return found[0].absolute()


class Clock:
    """A clock that those share who are started with its settings."""

    def __init__(self) -> None:
        self._library = _library()
        self._folder = tempfile.TemporaryDirectory(prefix="clock-")
        self._file = Path(self._folder.name) / "offset"
        self.set(timedelta())

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a process that has this clock. The time since it was started goes on as it does."""
        return {
            "LD_PRELOAD": str(self._library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            # Seconds until a process sees a change.
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def set(self, offset: timedelta) -> None:
        """Put the clock ahead, or back."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{offset.total_seconds():+.0f}\n")
        new.rename(self._file)

    def close(self) -> None:
        self._folder.cleanup()
