"""gRPC, whose client spans say their host before headers are injected."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from ddtrace import patch
from traced import Traced

patch(grpc=True)

import grpc

from scribemed_monitoring.baggage import Baggage

ENCOUNTER = "8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1"
METADATA = (("patient", "Jane Doe"),)


class Server(grpc.GenericRpcHandler):  # type: ignore[misc]
    def __init__(self) -> None:
        self.received: list[str | None] = []
        self.grpc = grpc.server(ThreadPoolExecutor(2))
        self.grpc.add_generic_rpc_handlers((self,))
        self.port = self.grpc.add_insecure_port("0.0.0.0:0")
        self.grpc.start()

    def service(self, details: Any) -> Any:
        self.received.append(dict(details.invocation_metadata).get("baggage"))

        def answer(_request: bytes, _context: Any) -> bytes:
            if details.method.endswith("Fail"):
                raise ValueError("Jane Doe")
            return b""

        return grpc.unary_unary_rpc_method_handler(answer)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.grpc.stop(0).wait()


def call(target: str, method: str = "Get") -> None:
    with grpc.insecure_channel(target) as channel:
        channel.unary_unary(f"/notes.Notes/{method}")(b"Jane Doe", metadata=METADATA)


def call_async(target: str) -> None:
    async def run() -> None:
        async with grpc.aio.insecure_channel(target) as channel:
            await channel.unary_unary("/notes.Notes/Get")(b"Jane Doe", metadata=METADATA)

    asyncio.run(run())


@pytest.mark.parametrize("send", [call, call_async])
def test_baggage_reaches_internal_hosts_only(traced: Traced, server: Server, send: Any) -> None:
    with Baggage(traced.tally).with_encounter(ENCOUNTER):
        send(f"localhost:{server.port}")
        send(f"127.0.0.2:{server.port}")
    assert server.received == [f"encounter_id={ENCOUNTER}", None]


def test_metadata_and_errors_stay(traced: Traced, server: Server) -> None:
    with Baggage(traced.tally).with_encounter(ENCOUNTER), pytest.raises(grpc.RpcError):
        call(f"localhost:{server.port}", "Fail")
    server.grpc.stop(5).wait()
    assert {span.name for span in traced.spans} == {"grpc.client", "grpc.server"}
    assert {span.resource for span in traced.spans} == {"/notes.Notes/Fail"}
    assert {span.get_tag("encounter_id") for span in traced.spans} == {ENCOUNTER}
    assert "Jane" not in str([(span, span.get_tags()) for span in traced.spans])
