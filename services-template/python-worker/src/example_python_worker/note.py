"""The critical step `note.generation`: a language model writes a note."""

from dataclasses import replace
from uuid import UUID, uuid5

from example_python_worker.asking import inference
from example_python_worker.engines import NoteModel, Retrieval
from example_python_worker.job import Job
from example_python_worker.monitoring import settings
from example_python_worker.turnaround import report_turnaround

PROMPT_TEMPLATE = "note-v1"


class NoteGeneration:
    """Writes the note of a job's transcript, and returns the job of its codes."""

    def __init__(self, retrieval: Retrieval, model: NoteModel) -> None:
        self._retrieval = retrieval
        self._model = model

    async def __call__(self, job: Job, retries: int) -> Job:
        """Do the job: its content is a transcript."""
        transcript = job.content
        with inference("note.generation", self._model, PROMPT_TEMPLATE, job, retries) as running:
            passages = await self._retrieval.passages(job.encounter_id, transcript)
            draft = await running.ask(lambda: self._model.write(transcript, passages))
            text = f"{draft.text}. Nobody said this" if "hallucination_spike" in settings.faults else draft.text
            if not is_grounded(text, [transcript, *passages]):
                running.flag()
        report_turnaround(job.recorded_at)
        # The same job has the same next job, so that a service behind can leave out what it has done already.
        return replace(job, job_id=str(uuid5(UUID(job.job_id), "coding")), content=text)


def is_grounded(note: str, sources: list[str]) -> bool:
    """Whether a source has each statement of the note. A stand-in for a real check."""
    return all(any(statement.strip() in source for source in sources) for statement in note.split(". "))
