"""The critical step `note.generation`: a language model writes a note."""

import asyncio
import time
from uuid import UUID, uuid5

from example_python_worker.engines import Draft, LanguageModel
from example_python_worker.job import Job
from example_python_worker.monitoring import monitoring, settings

PROMPT_TEMPLATE = "note-v1"


class NoteGeneration:
    """Writes the note of a job's transcript, and returns the job of who files it."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    async def __call__(self, job: Job, retries: int) -> Job:
        """Do the job: its content is a transcript."""
        model, metrics = self._model.name, monitoring.metrics
        metrics.count("inference.total", model=model)
        with monitoring.spans.run(
            "note.generation",
            job_id=job.job_id,
            model=model,
            provider=self._model.provider,
            prompt_template=PROMPT_TEMPLATE,
            retries=retries,
        ) as span:
            try:
                draft = await self._ask(job.content)
            except Exception as error:
                timed_out = isinstance(error, TimeoutError)
                metrics.count("inference.outcomes", model=model, outcome="timeout" if timed_out else "failure")
                raise
            span.set("prompt_tokens", draft.prompt_tokens)
            span.set("completion_tokens", draft.completion_tokens)
            grounded = is_grounded(draft.text, job.content)
            if not grounded:
                metrics.count("hallucination.flags", model=model)
                span.set("outcome", "flagged")
            metrics.count("inference.outcomes", model=model, outcome="success" if grounded else "flagged")
        return Job(str(uuid5(UUID(job.job_id), "finished")), job.encounter_id, draft.text)

    async def _ask(self, transcript: str) -> Draft:
        """Ask the model, within its time, and count what it took."""
        metrics, model, provider = monitoring.metrics, self._model.name, self._model.provider
        started = time.monotonic()
        metrics.count("llm.requests.total", model=model, provider=provider)
        try:
            async with asyncio.timeout(settings.llm_timeout_s):
                if "llm_timeout" in settings.faults:
                    await asyncio.Event().wait()
                draft = await self._model.write(transcript)
        except TimeoutError:
            metrics.count("llm.requests.timeout", model=model, provider=provider)
            raise
        except Exception:
            metrics.count("llm.requests.failed", model=model, provider=provider)
            raise
        finally:
            metrics.distribution("llm.requests.duration", time.monotonic() - started, model=model, provider=provider)
        metrics.count("llm.tokens", draft.prompt_tokens, model=model, provider=provider, token_type="prompt")
        metrics.count("llm.tokens", draft.completion_tokens, model=model, provider=provider, token_type="completion")
        if "hallucination_spike" in settings.faults:
            return Draft(f"{draft.text}. Nobody said this", draft.prompt_tokens, draft.completion_tokens)
        return draft


def is_grounded(note: str, transcript: str) -> bool:
    """Whether the transcript has each statement of the note. A stand-in for a real check."""
    return all(statement.strip() in transcript for statement in note.split(". "))
