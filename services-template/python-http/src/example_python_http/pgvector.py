"""Passages in PostgreSQL with pgvector (schema.sql)."""

from uuid import UUID

from psycopg_pool import AsyncConnectionPool

from example_python_http.monitoring import settings
from example_python_http.passages import Passage

SEARCH = """
SELECT source, text, embedding <=> %(embedding)s::vector AS distance
FROM passages
WHERE chart_id = %(chart_id)s AND embedding <=> %(embedding)s::vector <= %(max_distance)s
ORDER BY distance
LIMIT %(limit)s
"""


class PgVector:
    """Searches by cosine distance."""

    name = "pgvector"

    def __init__(self) -> None:
        self._pool = AsyncConnectionPool(
            settings.database_url,
            min_size=1,
            max_size=settings.pool_size,
            open=False,
            # A connection that a failover has closed is replaced before it is used.
            check=AsyncConnectionPool.check_connection,
            kwargs={"autocommit": True},
        )

    async def open(self) -> None:
        """Connect in the background: a service without its database starts, and is not ready."""
        await self._pool.open()

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.close(timeout=1)

    async def ready(self) -> bool:
        """Whether the database answers."""
        async with self._pool.connection(timeout=1) as connection:
            await connection.execute("SELECT 1")
        return True

    async def search(self, chart_id: UUID, embedding: list[float], limit: int) -> list[Passage]:
        """Return the nearest passages of a chart, the nearest first."""
        values = {
            "chart_id": chart_id,
            "embedding": str(embedding),
            "max_distance": settings.max_distance,
            "limit": limit,
        }
        async with self._pool.connection(timeout=settings.search_timeout_s) as connection:
            rows = await (await connection.execute(SEARCH, values)).fetchall()
        return [Passage(source, text, distance) for source, text, distance in rows]
