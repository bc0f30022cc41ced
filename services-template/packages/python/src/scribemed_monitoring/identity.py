"""Who this process is: the unified service tags, read from the environment."""

import os
from collections.abc import Mapping
from typing import NamedTuple

_MEANING = {
    "DD_SERVICE": "the service as declared under jsonnet/services, for example transcription",
    "DD_ENV": "the environment: dev, staging or prod",
    "DD_VERSION": "the deployed version, for example the tag of the image",
}


class MissingEnvironmentError(RuntimeError):
    """Unified service tags are missing; the message lists all of them and where to set them."""

    def __init__(self, missing: list[str]) -> None:
        lines = [f"  {name}: {_MEANING[name]}" for name in missing]
        where = (
            "Set them in the environment of the container (the Deployment's `env`, from the labels "
            "tags.datadoghq.com/service, /env and /version). In tests: init(allow_untagged=True)."
        )
        super().__init__("\n".join(["scribemed-monitoring cannot start without:", *lines, where]))
        self.missing = missing


class Identity(NamedTuple):
    """The unified service tags; empty strings only where a test allowed it."""

    service: str
    env: str
    version: str

    @classmethod
    def from_environment(cls, allow_untagged: bool = False, environ: Mapping[str, str] = os.environ) -> "Identity":
        """Read DD_SERVICE, DD_ENV and DD_VERSION; raises MissingEnvironmentError that names all that are missing."""
        missing = [name for name in _MEANING if not environ.get(name, "").strip()]
        if missing and not allow_untagged:
            raise MissingEnvironmentError(missing)
        return cls(*(environ.get(name, "").strip() for name in _MEANING))
