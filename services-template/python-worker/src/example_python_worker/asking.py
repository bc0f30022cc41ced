"""Asks a language model, as all steps that need one do: within its time, as a critical span, and counted."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Literal, Protocol, TypeVar

from scribemed_monitoring.vocabulary import CodingInferenceSpan, NoteGenerationSpan

from example_python_worker.job import Job
from example_python_worker.monitoring import monitoring, settings


class Model(Protocol):
    """What is reported of a language model."""

    name: str
    provider: str


class Answer(Protocol):
    """What is reported of its answer."""

    @property
    def prompt_tokens(self) -> int:
        """Tokens sent."""
        ...

    @property
    def completion_tokens(self) -> int:
        """Tokens received."""
        ...


A = TypeVar("A", bound=Answer)


class RateLimitedError(Exception):
    """The provider refused a request because too many were sent: HTTP 429. A client of a provider raises it."""


class Inference:
    """An inference that runs."""

    def __init__(self, model: Model, span: NoteGenerationSpan | CodingInferenceSpan) -> None:
        self._model = model
        self._span = span
        self.is_flagged = False

    def flag(self) -> None:
        """Say that the answer has a statement without a source."""
        monitoring.metrics.count("hallucination.flags", model=self._model.name)
        self.is_flagged = True
        self._span.set("outcome", "flagged")

    async def ask(self, request: Callable[[], Awaitable[A]]) -> A:
        """Ask the model, and count what it took."""
        metrics, model, provider = monitoring.metrics, self._model.name, self._model.provider
        with metrics.measure("llm.requests", model=model, provider=provider):
            try:
                async with asyncio.timeout(settings.llm_timeout_s):
                    if "llm_timeout" in settings.faults:
                        await asyncio.Event().wait()
                    if "llm_rate_limit" in settings.faults:
                        raise RateLimitedError
                    answer = await request()
            except RateLimitedError:
                metrics.count("llm.requests.rate_limited", model=model, provider=provider)
                raise
        metrics.count("llm.tokens", answer.prompt_tokens, model=model, provider=provider, token_type="prompt")
        metrics.count("llm.tokens", answer.completion_tokens, model=model, provider=provider, token_type="completion")
        self._span.set("prompt_tokens", answer.prompt_tokens)
        self._span.set("completion_tokens", answer.completion_tokens)
        return answer


@contextmanager
def inference(
    span_name: Literal["note.generation", "coding.inference"],
    model: Model,
    prompt_template: str,
    job: Job,
    retries: int,
) -> Iterator[Inference]:
    """Run the block as an inference for a job: the critical span, and its outcome as a metric."""
    metrics = monitoring.metrics
    metrics.count("inference.total", model=model.name)
    with monitoring.spans.run(
        span_name,
        job_id=job.job_id,
        model=model.name,
        provider=model.provider,
        prompt_template=prompt_template,
        retries=retries,
    ) as span:
        running = Inference(model, span)
        try:
            yield running
        except Exception as error:
            timed_out = isinstance(error, TimeoutError)
            metrics.count("inference.outcomes", model=model.name, outcome="timeout" if timed_out else "failure")
            raise
    metrics.count("inference.outcomes", model=model.name, outcome="flagged" if running.is_flagged else "success")
