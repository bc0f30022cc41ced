"""Passages of the chart that ground a note, from a service behind gRPC.

The contract, src/retrieval_api, is a copy: a client keeps its own, so that it is built and tested without the service.
"""

import grpc
import grpc.aio

from example_python_worker.monitoring import settings

from retrieval_api.v1 import retrieval_pb2, retrieval_pb2_grpc

# The contract's limit.
MAX_QUESTION = 4000


class RetrievalError(Exception):
    """The retrieval failed; gRPC's own error holds what the server sent."""


class RetrievalClient:
    """Asks the retrieval. Made on the event loop of the jobs."""

    def __init__(self, address: str) -> None:
        # Without TLS, as inside a mesh.
        self._stub = retrieval_pb2_grpc.RetrievalStub(grpc.aio.insecure_channel(address))

    async def passages(self, encounter_id: str, question: str) -> list[str]:
        """Return the passages that are nearest to a question. An error fails the job, which is then retried."""
        if not question.strip():
            return []
        request = retrieval_pb2.SearchRequest(
            encounter_id=encounter_id,
            # Stand-in: the chart of this encounter alone. A service of yours knows whose chart it is.
            chart_id=encounter_id,
            question=question[:MAX_QUESTION],
        )
        try:
            answer = await self._stub.Search(request, timeout=settings.retrieval_timeout_s)
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.DEADLINE_EXCEEDED:
                raise TimeoutError from None
            raise RetrievalError from None
        return [passage.text for passage in answer.passages]
