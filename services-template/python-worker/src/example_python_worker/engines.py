"""Stand-ins for the store of recordings, the models and the retrieval. Replace them first."""

import asyncio
import re
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Transcript:
    """The text of a recording."""

    text: str
    audio_s: float


@dataclass(frozen=True)
class Draft:
    """A note as the language model wrote it."""

    text: str
    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True)
class CodeProposal:
    """Diagnosis and procedure codes as the language model proposed them."""

    codes: tuple[str, ...]
    # 0 to 1: of the least certain code.
    confidence: float
    prompt_tokens: int
    completion_tokens: int


class Recordings(Protocol):
    """Where recordings are stored."""

    async def read(self, key: str) -> bytes:
        """Return a recording."""
        ...


class SpeechModel(Protocol):
    """Turns speech into text. A model in this process belongs in a thread: `asyncio.to_thread`."""

    name: str
    provider: str

    async def transcribe(self, audio: bytes) -> Transcript:
        """Return the text of a recording."""
        ...


class NoteModel(Protocol):
    """A language model that writes notes."""

    name: str
    provider: str

    async def write(self, transcript: str, passages: list[str]) -> Draft:
        """Return a note of a transcript, grounded by passages of the chart."""
        ...


class CodingModel(Protocol):
    """A language model that proposes codes."""

    name: str
    provider: str

    async def propose(self, note: str) -> CodeProposal:
        """Return the codes of a note."""
        ...


class Retrieval(Protocol):
    """Where the passages are found that ground a note."""

    async def passages(self, encounter_id: str, question: str) -> list[str]:
        """Return the passages that are nearest to a question; none is an answer."""
        ...


class RecordingsStandIn:
    """Keeps nothing: the recording of a key is the key."""

    async def read(self, key: str) -> bytes:
        """Return the key."""
        return key.encode()


class SpeechModelStandIn:
    """Hears the bytes of a recording as text."""

    name = "stand-in-speech"
    provider = "none"

    async def transcribe(self, audio: bytes) -> Transcript:
        """Return the bytes as text."""
        await asyncio.sleep(0.01)
        return Transcript(audio.decode("utf-8", "replace"), audio_s=len(audio) / 32_000)


class NoteModelStandIn:
    """Repeats the transcript as the note."""

    name = "stand-in-language"
    provider = "none"

    async def write(self, transcript: str, passages: list[str]) -> Draft:
        """Return the transcript."""
        await asyncio.sleep(0.01)
        prompt = " ".join([transcript, *passages])
        return Draft(transcript, prompt_tokens=len(prompt.split()), completion_tokens=len(transcript.split()))


class CodingModelStandIn:
    """Proposes the codes that a note names itself."""

    name = "stand-in-coding"
    provider = "none"

    async def propose(self, note: str) -> CodeProposal:
        """Return the ICD-10 codes in the text; without one it is not certain of anything."""
        await asyncio.sleep(0.01)
        codes = tuple(sorted(set(re.findall(r"\b[A-TV-Z]\d\d\.\d{1,2}\b", note))))
        return CodeProposal(codes, 1.0 if codes else 0.0, prompt_tokens=len(note.split()), completion_tokens=len(codes))


class RetrievalStandIn:
    """Returns no passages."""

    async def passages(self, encounter_id: str, question: str) -> list[str]:
        """Return no passages."""
        return []
