"""A program that calls a language model, annotated by the API of LLM Observability. `on` switches it on."""

import sys
from typing import Any

from scribemed_monitoring import init

monitoring = init(llm_observability="on" in sys.argv)

from ddtrace.llmobs import LLMObs
from ddtrace.trace import tracer

# As a service would that wants it anyway.
LLMObs.enable(ml_app="notes")

CONTENT = "Jane Doe is allergic to peanuts"
WITH_PATTERNS = {"ssn": "123-45-6789", "mail": "jane.doe@example.com"}
CALL = {"name": "lookup_allergy", "arguments": {"substance": "penicillin"}, "tool_id": "1", "type": "function"}


def annotate(span: Any, **annotations: Any) -> None:
    # It raises where LLM Observability is off.
    if LLMObs.enabled:
        LLMObs.annotate(span, **annotations)


with monitoring.baggage.with_encounter("8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"), tracer.trace("llm.call"):
    with LLMObs.llm(model_name="scribe-note-7b", model_provider="internal", name="Jane Doe", session_id="Jane") as span:
        annotate(
            span,
            input_data=[{"role": "user", "content": CONTENT}, {"role": "Jane", "content": CONTENT}],
            output_data=[{"role": "assistant", "content": CONTENT, "tool_calls": [CALL]}],
            metrics={"input_tokens": 512, "output_tokens": 64, "Jane": 1},
            metadata={"prompt_template": "soap-note", "patient": WITH_PATTERNS},
            tags={"patient": "Jane", "encounter_id": "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"},
            prompt={"id": "soap-note", "version": "1", "template": "for {{name}}", "variables": {"name": "Jane Doe"}},
            tool_definitions=[{"name": "lookup", "description": "of Jane", "schema": {}}],
        )
    with LLMObs.retrieval(name="search") as span:
        annotate(span, input_data=CONTENT, output_data=[{"text": CONTENT, "name": "Jane", "id": "Jane"}])
    with LLMObs.tool(name="lookup") as span:
        annotate(span, input_data=WITH_PATTERNS, output_data=CONTENT)
    try:
        with LLMObs.task(name="fails") as span:
            if LLMObs.enabled:
                exported = LLMObs.export_span(span)
                LLMObs.submit_evaluation("label", "categorical", "Jane", dict(exported or {}), reasoning="Jane")
            raise ValueError(CONTENT)
    except ValueError as error:
        monitoring.logger.error("task failed", error=error)
LLMObs.flush()
monitoring.shutdown()
