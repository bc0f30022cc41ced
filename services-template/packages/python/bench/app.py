"""A hello-world service for bench/cpu_per_request.py: `plain`, `tracer`, `package` or `full`."""

# ruff: noqa: E402
import sys
from typing import Any

port, variant = int(sys.argv[1]), sys.argv[2]
monitoring: Any = None
if variant == "tracer":
    import ddtrace.auto  # noqa: F401
elif variant in ("package", "full"):
    from scribemed_monitoring import init

    monitoring = init()

import uvicorn
from fastapi import FastAPI

app = FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False})


@app.get("/encounters/{encounter}")
async def encounter(encounter: str) -> dict[str, str]:
    if variant == "full":
        with monitoring.spans.run("rag.retrieval", store="pgvector") as span:
            span.set("passages", 5)
            monitoring.logger.info("retrieved", store="pgvector", duration_ms=1.5)
            monitoring.metrics.count("retrieval.total")
    return {}


uvicorn.run(app, port=port, access_log=False)
