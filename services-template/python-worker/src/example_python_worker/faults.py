"""Faults for game days. Off by default, and refused in production (settings.py)."""

from typing import Final

# What each does. Every use in the code is a line with its name in quotes.
FAULTS: Final = {
    "slow": "each job takes FAULT_SLOW_S longer",
    "queue_stall": "takes no jobs, while the process lives and is ready",
    "dlq_growth": "each job goes to the dead-letter queue",
    "llm_timeout": "the language model does not answer",
    "llm_rate_limit": "the provider of the language model refuses each request for its rate",
    "hallucination_spike": "each note has a statement, and each proposal a code, without a source",
    "log_silence": "logs nothing",
}
