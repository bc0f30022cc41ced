"""Every way in which a text can hide in bytes: its encodings, its case, without its separators."""

import base64
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote_plus

# A shorter piece is found by chance in any bytes.
MIN_LENGTH = 4
MIN_BARE = 7
MIN_BASE64 = 9

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"\\/])")


class Haystack:
    """Bytes that are searched as they are, and decoded: percent-encoding and JSON's escapes, also in each other."""

    def __init__(self, raw: bytes) -> None:
        text = raw.decode("utf-8", "replace")
        decoded = _unescaped(unquote_plus(_unescaped(_unescaped(text))))
        self._texts = (_folded(text), _folded(decoded))
        self._raw = raw

    def has(self, text: str) -> bool:
        """Whether the text is there, however it is written."""
        if len(text) < MIN_LENGTH:
            return False
        folded = _folded(text)
        bare = re.sub(r"[\W_]", "", folded)
        needles = (folded, bare) if len(bare) >= MIN_BARE else (folded,)
        if any(_is_whole(found, needle) for found in self._texts for needle in needles):
            return True
        return any(code in self._raw for code in _base64(text.encode()))


def leaks(texts: Iterable[str], haystack: Haystack) -> bool:
    """Whether one of the texts is there."""
    return any(haystack.has(text) for text in texts)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


def _is_whole(text: str, needle: str) -> bool:
    """Whether it is there as a whole: trace ids hold every short number, and words of code every short name."""
    at = text.find(needle)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(needle) : at + len(needle) + 1]
        goes_on = (needle[0].isdigit() and before.isdigit()) or (needle[-1].isdigit() and after.isdigit())
        if not goes_on and not (needle.isalpha() and (before.isalpha() or after.isalpha())):
            return True
        at = text.find(needle, at + 1)
    return False


def _base64(text: bytes) -> list[bytes]:
    """The text within longer base64: at three offsets, without the ends that depend on the neighbours."""
    codes: list[bytes] = []
    for offset in range(3):
        padded = b"\0" * offset + text
        code = base64.b64encode(padded[: len(padded) // 3 * 3])[4 if offset else 0 :]
        codes += {code, code.translate(bytes.maketrans(b"+/", b"-_"))}
    return [code for code in codes if len(code) >= MIN_BASE64]
