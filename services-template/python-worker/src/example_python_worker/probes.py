"""Answers the probes of Kubernetes: GET /livez and /readyz, and nothing else."""

import asyncio

from example_python_worker.monitoring import monitoring


async def serve(port: int) -> asyncio.Server:
    """Listen until the process ends. It runs on the event loop of the jobs: a loop that is stuck answers no probe."""
    # Of the pod only, which the kubelet reaches from outside.
    return await asyncio.start_server(_answer, "0.0.0.0", port, limit=4096)  # noqa: S104


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        async with asyncio.timeout(5):
            request = await reader.readline()
            while (await reader.readline()).strip():
                pass
            status = await _status(request)
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
    except (OSError, ValueError, TimeoutError):
        # The caller has gone or sends something else than HTTP; probes repeat.
        pass
    finally:
        writer.close()


async def _status(request: bytes) -> str:
    if request.startswith(b"GET /livez "):
        return "200 OK" if monitoring.health.live() else "503 Service Unavailable"
    if request.startswith(b"GET /readyz "):
        return "200 OK" if await monitoring.health.ready() else "503 Service Unavailable"
    return "404 Not Found"
