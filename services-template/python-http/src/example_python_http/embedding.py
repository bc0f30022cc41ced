"""A stand-in for an embedding model. Replace it first."""

import hashlib
import math
import re

DIMENSIONS = 64


class WordEmbedder:
    """Counts words: texts with the same words are near to each other."""

    async def embed(self, text: str) -> list[float]:
        """Return a vector of length 1. A model in this process belongs in a thread: `asyncio.to_thread`."""
        vector = [0.0] * DIMENSIONS
        for word in re.findall(r"\w+", text.lower()):
            vector[hashlib.sha256(word.encode()).digest()[0] % DIMENSIONS] += 1
        length = math.hypot(*vector)
        # A text without words is near to nothing.
        return [value / length for value in vector] if length else [1 / math.sqrt(DIMENSIONS)] * DIMENSIONS
