"""The forms of values: what a tag or an attribute may be. Free text has no form."""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from scribemed_monitoring.code_word import is_code_word, is_host_name
from scribemed_monitoring.schema import Form
from scribemed_monitoring.vocabulary import ATTRIBUTES, TAGS

Value = str | int | float | bool

_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
MAX_IDENTIFIER = 80

# Larger integers do not survive JSON in every reader; no count, size or status is near.
MAX_INTEGER = 2**53 - 1


def _text(has_form: Callable[[str], object]) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        # Exactly str: a subclass could answer differently when it is read again.
        return value if type(value) is str and has_form(value) else None

    return check


def _is_identifier(text: str) -> bool:
    return len(text) <= MAX_IDENTIFIER and "/" not in text and is_code_word(text)


def _is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


_identifier = _text(_is_identifier)
_host = _text(is_host_name)
_tag = _text(is_code_word)
# A request asks for its encounter several times.
_uuid_text = _text(lru_cache(maxsize=1024)(_is_uuid))


def _uuid(value: object) -> str | None:
    return str(value) if type(value) is UUID else _uuid_text(value)


def _integer(value: object) -> int | None:
    return value if type(value) is int and abs(value) <= MAX_INTEGER else None


def _number(value: object) -> float | None:
    if type(value) is int:
        return _integer(value)
    return value if type(value) is float and math.isfinite(value) else None


def _boolean(value: object) -> bool | None:
    return value if type(value) is bool else None


_CHECKS: dict[Form, Callable[[object], Value | None]] = {
    "uuid": _uuid,
    "identifier": _identifier,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "host": _host,
}


def tag_value(key: str, value: object) -> str | None:
    """The value of a declared tag, or None where it is not of the closed set or of the tags' form."""
    values = TAGS[key].values
    if values is None:
        return _tag(value)
    return value if type(value) is str and value in values else None


def attribute_value(key: str, value: object) -> Value | None:
    """The value of a declared attribute, or None where it is not of the attribute's form."""
    return _CHECKS[ATTRIBUTES[key].form](value)


def declared_value(key: str, value: object) -> Value | None:
    """The value of a declared attribute or tag, or None where the key or the value is not allowed."""
    if key in ATTRIBUTES:
        return attribute_value(key, value)
    return tag_value(key, value) if key in TAGS else None


_WITHOUT_PHI = frozenset(
    key for key, attribute in ATTRIBUTES.items() if attribute.form in ("uuid", "integer", "number", "boolean")
)


def may_hold_phi(key: str) -> bool:
    """Whether a value of this key could be an identifier of a patient and still be of its form."""
    return key not in _WITHOUT_PHI


def is_identifier(value: object) -> bool:
    """Whether the value is a word of code without ``/``, at most 80 characters."""
    return _identifier(value) is not None
