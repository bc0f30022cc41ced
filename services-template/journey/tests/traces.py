"""The spans of one trace as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Span:
    """A span of the trace agent's record (tools/agent/README.md)."""

    record: dict[str, Any]
    children: list["Span"] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Service and name."""
        return f"{self.record['service']} {self.record['name']}"

    @property
    def attributes(self) -> dict[str, str]:
        """Its tags."""
        attributes: dict[str, str] = self.record["attributes"]
        return attributes

    @property
    def start_ns(self) -> int:
        """When it began."""
        return int(self.record["start_ns"])

    @property
    def end_ns(self) -> int:
        """When it ended."""
        return self.start_ns + int(self.record["duration_ns"])

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Span"]]:
        """This span and everything below it, with the depth, in the order in which they began."""
        yield depth, self
        for child in sorted(self.children, key=lambda span: span.start_ns):
            yield from child.walk(depth + 1)


def roots(records: list[dict[str, Any]]) -> list[Span]:
    """The spans without a parent among the records, each with its children."""
    spans = {record["span_id"]: Span(record) for record in records}
    top: list[Span] = []
    for span in spans.values():
        parent = spans.get(span.record["parent_id"])
        (top if parent is None else parent.children).append(span)
    return top
