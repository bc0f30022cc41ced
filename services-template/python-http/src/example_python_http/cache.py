"""Answers in Redis for a while."""

import hashlib
import json

from redis.asyncio import Redis
from redis.exceptions import RedisError

from example_python_http.monitoring import monitoring, settings
from example_python_http.passages import Passage, Question

# A cache that is slower than this helps nobody.
TIMEOUT_S = 0.2

logger = monitoring.logger.bind(component="cache")


class RedisCache:
    """Keeps answers under a hash of the question: keys are seen in more places than values."""

    def __init__(self) -> None:
        self._redis = Redis.from_url(
            settings.redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S, retry=None
        )

    async def get(self, question: Question) -> list[Passage] | None:
        """Return the kept answer; None where there is none, or Redis does not answer."""
        try:
            text = await self._redis.get(_key(question))
            return None if text is None else [Passage(**passage) for passage in json.loads(text)]
        except (RedisError, OSError, ValueError, TypeError) as error:
            logger.warning("the cache was not read", error=error)
            return None

    async def set(self, question: Question, passages: list[Passage]) -> None:
        """Keep an answer for CACHE_TTL_S."""
        try:
            text = json.dumps([vars(passage) for passage in passages])
            await self._redis.set(_key(question), text, ex=settings.cache_ttl_s)
        except (RedisError, OSError) as error:
            logger.warning("the cache was not written", error=error)

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


def _key(question: Question) -> str:
    parts = json.dumps([str(question.chart_id), question.text, question.limit])
    return f"passages:{hashlib.sha256(parts.encode()).hexdigest()}"
