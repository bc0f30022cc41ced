"""What is asked, and what is found. Everything but the ids may be patient data: it belongs in no log, tag or error."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

MAX_QUESTION = 4000
MAX_LIMIT = 20
DEFAULT_LIMIT = 5


@dataclass(frozen=True)
class Question:
    """A question about the chart of an encounter."""

    encounter_id: UUID
    chart_id: UUID
    text: str
    limit: int = DEFAULT_LIMIT

    def is_valid(self) -> bool:
        """Whether the text and the limit are within their bounds."""
        return 0 < len(self.text) <= MAX_QUESTION and 0 < self.limit <= MAX_LIMIT


@dataclass(frozen=True)
class Passage:
    """A part of a chart or of a guideline; `distance` is 0 for an equal one."""

    source: str
    text: str
    distance: float


class PassageStore(Protocol):
    """Where passages are searched."""

    # The name of the store as declared under jsonnet/services.
    name: str

    async def search(self, chart_id: UUID, embedding: list[float], limit: int) -> list[Passage]:
        """Return the nearest passages of a chart, the nearest first."""
        ...


class Cache(Protocol):
    """Keeps answers for a while. Never raises: without it, an answer takes longer."""

    async def get(self, question: Question) -> list[Passage] | None:
        """Return the kept answer, if there is one."""
        ...

    async def set(self, question: Question, passages: list[Passage]) -> None:
        """Keep an answer."""
        ...


class Embedder(Protocol):
    """Turns text into a vector."""

    async def embed(self, text: str) -> list[float]:
        """Return a vector of length 1."""
        ...
