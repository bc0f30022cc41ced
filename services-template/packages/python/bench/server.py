"""The service that services-template/cost measures: `python server.py <port> <variant>`.

`plain` has no telemetry, `tracer` ddtrace alone, `package` this package, used by each request as a template does.
`/hello` is a hello-world, `/cpu` answers what CPU time was used.
"""

# ruff: noqa: E402 - monitoring comes first
import resource
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scribemed_monitoring import Monitoring

port, variant = int(sys.argv[1]), sys.argv[2]
monitoring: "Monitoring | None" = None
if variant == "tracer":
    import ddtrace.auto  # noqa: F401
elif variant == "package":
    from scribemed_monitoring import init

    monitoring = init()
elif variant != "plain":
    raise SystemExit(f"no variant '{variant}'")

import uvicorn
from fastapi import FastAPI

app = FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False})
ANSWER = {"passages": 5}


@app.get("/cpu")
async def cpu() -> dict[str, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"us": (used.ru_utime + used.ru_stime) * 1_000_000}


@app.get("/hello")
async def hello() -> dict[str, int]:
    return ANSWER


@app.get("/encounters/{encounter}")
async def retrieve(encounter: str) -> dict[str, int]:
    if monitoring is None:
        return ANSWER
    monitoring.logger.info("retrieval started", store="postgresql", operation="search")
    with monitoring.spans.run("rag.retrieval", store="postgresql", operation="search") as span:
        span.set("passages", ANSWER["passages"])
    monitoring.metrics.count("retrieval.total")
    monitoring.metrics.distribution("llm.requests.duration", 0.2, model="embedder-small", provider="local")
    monitoring.logger.info("passages retrieved", passages=ANSWER["passages"], duration_ms=1.5)
    return ANSWER


uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
