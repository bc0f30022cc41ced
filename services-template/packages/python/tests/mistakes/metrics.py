"""Calls that mypy rejects: each line that ends in a comment `error` must be reported, and no other."""

from scribemed_monitoring.vocabulary import Metrics, Spans


def metric_mistakes(metrics: Metrics) -> None:
    metrics.count("jobs.total", 1, queue="transcription.jobs")
    metrics.count("jobs.total")
    metrics.count("jobs.unknown")  # error
    metrics.gauge("jobs.total", 1)  # error
    metrics.count("jobs.total", 1.5)  # error
    metrics.count("jobs.total", 1, model="a")  # error
    metrics.count("jobs.total", 1, patient="a")  # error
    metrics.count("jobs.total", 1, queue=5)  # error
    metrics.count("llm.tokens", 5, token_type="cached")  # error
    metrics.count("llm.tokens", 5, token_type="prompt", model="m", provider="p")
    metrics.distribution("jobs.duration")  # error


def measure_mistakes(metrics: Metrics) -> None:
    with metrics.measure("llm.requests", model="m", provider="p"), metrics.measure("auth"):
        pass
    with metrics.measure("jobs"):
        pass
    with metrics.measure("llm.request"):  # error
        pass
    with metrics.measure("llm.requests.total"):  # error
        pass
    with metrics.measure("uploads"):  # error
        pass
    with metrics.measure("llm.requests", queue="transcription.jobs"):  # error
        pass
    with metrics.measure("auth", queue="transcription.jobs"):  # error
        pass


def span_mistakes(spans: Spans) -> None:
    with spans.run("rag.retrieval", store="pgvector") as span:
        span.set("passages", 5)
        span.set("outcome", "flagged")
        span.set("passages", "5")  # error
        span.set("outcome", "good")  # error
        span.set("patient", "a")  # error
        span.set("prompt_tokens", 5)  # error
    with spans.run("rag.unknown"):  # error
        pass
    with spans.run("rag.retrieval", model="m"):  # error
        pass
