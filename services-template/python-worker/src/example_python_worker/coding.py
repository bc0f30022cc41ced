"""The critical step `coding.inference`: a language model proposes diagnosis and procedure codes for a note."""

from uuid import UUID, uuid5

from example_python_worker.asking import inference
from example_python_worker.engines import CodingModel
from example_python_worker.job import FinishedNote, Job
from example_python_worker.monitoring import monitoring, settings

PROMPT_TEMPLATE = "coding-v1"
# What a coder accepts unseen.
CONFIDENT = 0.8
# What the fault `hallucination_spike` adds.
UNGROUNDED = "Z99.9"


class CodingInference:
    """Proposes the codes of a job's note, and returns the finished note."""

    def __init__(self, model: CodingModel) -> None:
        self._model = model

    async def __call__(self, job: Job, retries: int) -> FinishedNote:
        """Do the job: its content is a note."""
        with inference("coding.inference", self._model, PROMPT_TEMPLATE, job, retries) as running:
            proposal = await running.ask(lambda: self._model.propose(job.content))
            if proposal.confidence < CONFIDENT:
                monitoring.metrics.count("coding.low_confidence", model=self._model.name)
            codes = (*proposal.codes, UNGROUNDED) if "hallucination_spike" in settings.faults else proposal.codes
            if not are_grounded(codes, job.content):
                running.flag()
        job_id = str(uuid5(UUID(job.job_id), "finished"))
        return FinishedNote(job_id, job.encounter_id, job.content, codes)


def are_grounded(codes: tuple[str, ...], note: str) -> bool:
    """Whether the note has a reason for each code. A stand-in for a real check."""
    return all(code in note for code in codes)
