"""The critical step `rag.retrieval`: passages are searched that ground a note."""

import asyncio
import time

from example_python_http.monitoring import monitoring, settings
from example_python_http.passages import Cache, Embedder, Passage, PassageStore, Question

OPERATION = "search"

logger = monitoring.logger.bind(component="retrieval")


class Retrieval:
    """Answers questions, whatever protocol they came over."""

    def __init__(self, embedder: Embedder, store: PassageStore, cache: Cache) -> None:
        self._embedder = embedder
        self._store = store
        self._cache = cache

    async def answer(self, question: Question) -> list[Passage]:
        """Return the nearest passages; none is an answer, and counted.

        Raises:
            TimeoutError: the store did not answer in time.
            Exception: whatever the embedder or the store raises; it is logged here.

        """
        started = time.monotonic()
        with monitoring.baggage.with_encounter(str(question.encounter_id)):
            try:
                with monitoring.spans.run("rag.retrieval", store=self._store.name, operation=OPERATION) as span:
                    passages = await self._search(question)
                    span.set("passages", len(passages))
            except Exception as error:
                logger.error("retrieval failed", error=error, store=self._store.name)
                raise
            monitoring.metrics.count("retrieval.total")
            if not passages:
                monitoring.metrics.count("retrieval.empty")
            duration_ms = round((time.monotonic() - started) * 1000)
            logger.info("retrieved", store=self._store.name, passages=len(passages), duration_ms=duration_ms)
            return passages

    async def _search(self, question: Question) -> list[Passage]:
        if "slow" in settings.faults:
            await asyncio.sleep(settings.fault_slow_s)
        kept = await self._cache.get(question)
        if kept is not None:
            return kept
        embedding = await self._embedder.embed(question.text)
        passages = await self._ask_store(question, embedding)
        await self._cache.set(question, passages)
        return passages

    async def _ask_store(self, question: Question, embedding: list[float]) -> list[Passage]:
        """Ask the store, within its time, and count what it took."""
        metrics, store = monitoring.metrics, self._store.name
        started = time.monotonic()
        metrics.count("vector.requests.total", store=store, operation=OPERATION)
        try:
            async with asyncio.timeout(settings.search_timeout_s):
                return await self._store.search(question.chart_id, embedding, question.limit)
        except Exception:
            metrics.count("vector.requests.failed", store=store, operation=OPERATION)
            raise
        finally:
            metrics.distribution(
                "vector.requests.duration", time.monotonic() - started, store=store, operation=OPERATION
            )
