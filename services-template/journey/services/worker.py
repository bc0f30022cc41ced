"""A step of the worker template as the declared service that does it: python worker.py SERVICE."""

# ruff: noqa: I001 - monitoring comes first
from example_python_worker.monitoring import monitoring  # noqa: F401

import asyncio
import sys
from collections.abc import Callable

from example_python_worker import __main__ as template
from example_python_worker import engines
from example_python_worker.coding import CodingInference
from example_python_worker.note import NoteGeneration
from example_python_worker.streams import Queue, Stream, Topic
from example_python_worker.transcription import Transcription
from example_python_worker.work import Step


REJECTED = "the model rejects this"


class ModelRejectedError(Exception):
    """A model does not take its input."""


class NoteModel(engines.NoteModelStandIn):
    """Rejects a transcript that says so."""

    async def write(self, transcript: str, passages: list[str]) -> engines.Draft:
        if transcript == REJECTED:
            raise ModelRejectedError
        return await super().write(transcript, passages)


class CodingModel(engines.CodingModelStandIn):
    """Rejects a note that says so."""

    async def propose(self, note: str) -> engines.CodeProposal:
        if note == REJECTED:
            raise ModelRejectedError
        return await super().propose(note)


class SpeechModel(engines.SpeechModelStandIn):
    """Rejects a recording that says so."""

    async def transcribe(self, audio: bytes) -> engines.Transcript:
        if audio == REJECTED.encode():
            raise ModelRejectedError
        return await super().transcribe(audio)


def transcription() -> Step:
    return Transcription(engines.RecordingsStandIn(), SpeechModel())


def note() -> Step:
    return NoteGeneration(template.retrieval(), NoteModel())


def coding() -> Step:
    return CodingInference(CodingModel())


# As jsonnet/services declares what they consume and produce.
SERVICES: dict[str, tuple[Queue, Callable[[], Step], Stream]] = {
    "transcription": (Queue("transcription.jobs"), transcription, Queue("note-generation.jobs")),
    "note-generation": (Queue("note-generation.jobs"), note, Queue("coding-inference.jobs")),
    "coding-inference": (Queue("coding-inference.jobs"), coding, Topic("workflow.events")),
}
source, step, following = SERVICES[sys.argv[1]]
template.steps = lambda: ((source, step(), following),)
asyncio.run(template.run())
