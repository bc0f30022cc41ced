"""Faults for game days. Off by default, and refused in production (settings.py)."""

from typing import Final

# What each does. Every use in the code is a line with its name in quotes.
FAULTS: Final = {
    "slow": "each retrieval takes FAULT_SLOW_S longer",
    "http_5xx": "each request is answered with an error, over gRPC as well",
    "log_silence": "logs nothing",
}
