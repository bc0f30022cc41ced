"""Masks patient identifiers in strings by the platform's patterns: the backstop behind the allow-lists."""

import re
from typing import NamedTuple

from scribemed_monitoring.schema import Pattern
from scribemed_monitoring.tally import TALLY, Tally
from scribemed_monitoring.vocabulary import PHI_PATTERNS

MAX_LENGTH = 1024
# Read beyond the cut, so that an identifier which the cut would divide is seen whole.
MARGIN = 256
# A mask can complete another pattern (an e-mail address that touched a phone number), so passes repeat until nothing
# changes; more than two have not been seen.
MAX_PASSES = 4

# RE2's \s; Python's has the vertical tab as well, JavaScript's the spaces of Unicode.
_RE2_SPACE = r"\t\n\f\r "


class Rule(NamedTuple):
    """A compiled pattern."""

    name: str
    regex: re.Pattern[str]
    template: str


def compile_pattern(pattern: Pattern) -> Rule:
    """Compile RE2's syntax to a regex that behaves the same: ASCII classes, `(?i)` as a flag, `$` and `${1}`."""
    flags = re.ASCII
    text = pattern.pattern
    if text.startswith("(?i)"):
        flags |= re.IGNORECASE
        text = text[len("(?i)") :]
    template = re.sub(r"\$\{(\d+)\}", r"\\g<\1>", pattern.replacement.replace("\\", "\\\\"))
    return Rule(pattern.name, re.compile(_as_re2(text), flags), template)


def _as_re2(text: str) -> str:
    # `$` of Python also matches before a line break at the end.
    out: list[str] = []
    in_class = False
    index = 0
    while index < len(text):
        pair = text[index : index + 2]
        if pair == r"\s":
            out.append(_RE2_SPACE if in_class else f"[{_RE2_SPACE}]")
            index += 2
            continue
        if pair[0] == "\\":
            out.append(pair)
            index += 2
            continue
        in_class = pair[0] == "[" or (in_class and pair[0] != "]")
        out.append(r"\Z" if pair[0] == "$" and not in_class else pair[0])
        index += 1
    return "".join(out)


RULES: tuple[Rule, ...] = tuple(compile_pattern(pattern) for pattern in PHI_PATTERNS)

# Every pattern needs one of these characters; many strings of code have none and are done after one scan.
_CANDIDATE = re.compile(r"[0-9@%:=#>|/]|eyJ|[aA][rR][eE][rR] |[aA][sS][iI][cC] |\.[a-zA-Z]{2}", re.ASCII)

# What every match of a rule holds. A rule whose search is slow is not begun without it.
_LABEL_END = re.compile(r"[:=#>]|%3", re.ASCII)
_KEY_END = re.compile(r'"\s*:', re.ASCII)
NEEDED: dict[str, re.Pattern[str]] = {
    "email": re.compile(r"@|%40", re.ASCII),
    "phone": re.compile(r"[0-9]{3}[ .-][0-9]{4}|\+[0-9]", re.ASCII),
    **dict.fromkeys(("address", "house", "name", "number", "secret"), _LABEL_END),
    **dict.fromkeys(
        ("birth_date", "contract", "identifier", "medical_record"),
        re.compile(r"[:=#>]|%3|[0-9]{4}", re.ASCII),
    ),
    **{pattern.name: _KEY_END for pattern in PHI_PATTERNS if pattern.name.endswith("_json")},
}

# Messages are constants and fields have few values: what was clean once is not looked at again.
REMEMBERED_TEXTS = 2000
REMEMBERED_LENGTH = 200


class Scrubber:
    """Masks identifiers and counts by rule."""

    def __init__(self, tally: Tally = TALLY) -> None:
        self._tally = tally
        self._clean: set[str] = set()

    def text(self, value: str) -> str:
        """The string with identifiers masked, at most 1,024 characters.

        Of a longer one only the first 1,280 are read, and of the result the last 256 are left out: they may hold a
        part of an identifier that goes on beyond.
        """
        if value in self._clean:
            return value
        scrubbed = self._scrubbed(value)
        if len(value) <= REMEMBERED_LENGTH and scrubbed == value:
            if len(self._clean) >= REMEMBERED_TEXTS:
                self._clean.clear()
            self._clean.add(value)
        return scrubbed

    def _scrubbed(self, value: str) -> str:
        is_long = len(value) > MAX_LENGTH + MARGIN
        if is_long:
            value = value[: MAX_LENGTH + MARGIN]
        if _CANDIDATE.search(value):
            value = self._mask(value)
        if is_long:
            value = value[: max(0, len(value) - MARGIN)]
        if is_long or len(value) > MAX_LENGTH:
            # The cut may leave half a mask behind its label; another pass must not change the text any more.
            value = self._mask(value[:MAX_LENGTH])[:MAX_LENGTH]
        return value

    def _mask(self, value: str) -> str:
        for _ in range(MAX_PASSES):
            before = value
            for rule in RULES:
                value = self._apply(rule, value)
            if value == before:
                break
        return value

    def _apply(self, rule: Rule, value: str) -> str:
        needed = NEEDED.get(rule.name)
        if (needed and not needed.search(value)) or not rule.regex.search(value):
            return value
        masked = 0

        def replace(match: re.Match[str]) -> str:
            nonlocal masked
            replacement = match.expand(rule.template)
            masked += replacement != match.group()
            return replacement

        value = rule.regex.sub(replace, value)
        if masked:
            self._tally.add("phi.scrubber.masked", masked, rule.name)
        return value


def has_phi(value: str) -> bool:
    """Whether a pattern finds an identifier in the string."""
    return bool(_CANDIDATE.search(value)) and any(rule.regex.search(value) for rule in RULES)
