"""The shapes of the generated vocabulary."""

from typing import Literal, NamedTuple

MetricType = Literal["count", "gauge", "distribution"]
Form = Literal["uuid", "identifier", "integer", "number", "boolean", "host"]
Carrier = Literal["log", "span", "baggage"]


class Metric(NamedTuple):
    """A metric of our services, named without the platform's prefix."""

    type: MetricType
    unit: str
    tags: tuple[str, ...]


class Tag(NamedTuple):
    """A tag; its closed set of values, or None where any value of the tag's form is allowed."""

    values: tuple[str, ...] | None


class Attribute(NamedTuple):
    """What a log line, a span or baggage may carry besides tags."""

    form: Form
    on: tuple[Carrier, ...]


class CriticalSpan(NamedTuple):
    """A step between a conversation and its note; the attributes it may carry besides the common ones."""

    attributes: tuple[str, ...]


class Pattern(NamedTuple):
    """A pattern of patient identifiers in RE2's syntax; `${1}` in the replacement is a group."""

    name: str
    pattern: str
    replacement: str
