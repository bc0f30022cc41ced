"""Retrieval over gRPC; the contract is retrieval_api/v1/retrieval.proto."""

from uuid import UUID

import grpc
import grpc.aio

from example_python_http.monitoring import settings
from example_python_http.passages import DEFAULT_LIMIT, Question
from example_python_http.retrieval import Retrieval

from retrieval_api.v1 import retrieval_pb2, retrieval_pb2_grpc

Context = grpc.aio.ServicerContext[retrieval_pb2.SearchRequest, retrieval_pb2.SearchResponse]


class RetrievalApi(retrieval_pb2_grpc.RetrievalServicer):
    """Answers calls. The details of an error are constants: gRPC would send the message of an exception."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    async def Search(  # noqa: N802 - the name of the contract
        self, request: retrieval_pb2.SearchRequest, context: Context
    ) -> retrieval_pb2.SearchResponse:
        """Answer a call."""
        if "http_5xx" in settings.faults:
            await context.abort(grpc.StatusCode.INTERNAL)
        question = _question(request)
        if question is None:
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "ids are UUIDs; question and limit have bounds")
        try:
            passages = await self._retrieval.answer(question)
        except TimeoutError:
            await context.abort(grpc.StatusCode.DEADLINE_EXCEEDED)
        except Exception:
            # It is logged where it happened; the caller learns that a retry may help, and nothing of the error.
            await context.abort(grpc.StatusCode.UNAVAILABLE)
        return retrieval_pb2.SearchResponse(
            passages=[
                retrieval_pb2.Passage(source=found.source, text=found.text, distance=found.distance)
                for found in passages
            ]
        )


def _question(request: retrieval_pb2.SearchRequest) -> Question | None:
    try:
        ids = UUID(request.encounter_id), UUID(request.chart_id)
    except ValueError:
        return None
    question = Question(*ids, request.question, request.limit or DEFAULT_LIMIT)
    return question if question.is_valid() else None


async def start_grpc(retrieval: Retrieval) -> grpc.aio.Server:
    """Start the server on GRPC_PORT."""
    server = grpc.aio.server()
    retrieval_pb2_grpc.add_RetrievalServicer_to_server(RetrievalApi(retrieval), server)
    server.add_insecure_port(f"0.0.0.0:{settings.grpc_port}")
    await server.start()
    return server
