"""Stand-ins for the store of recordings, the speech model and the language model. Replace them first."""

import asyncio
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


class Recordings(Protocol):
    """Where recordings are stored."""

    async def read(self, key: str) -> bytes:
        """Return a recording."""
        ...


class SpeechModel(Protocol):
    """Turns speech into text. A model in this process belongs into a thread: `asyncio.to_thread`."""

    name: str
    provider: str

    async def transcribe(self, audio: bytes) -> Transcript:
        """Return the text of a recording."""
        ...


class LanguageModel(Protocol):
    """Writes notes."""

    name: str
    provider: str

    async def write(self, transcript: str) -> Draft:
        """Return a note of a transcript."""
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


class LanguageModelStandIn:
    """Repeats the transcript as the note."""

    name = "stand-in-language"
    provider = "none"

    async def write(self, transcript: str) -> Draft:
        """Return the transcript."""
        await asyncio.sleep(0.01)
        tokens = len(transcript.split())
        return Draft(transcript, prompt_tokens=tokens, completion_tokens=tokens)
