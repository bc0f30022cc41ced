"""What a name that was written in code looks like, as opposed to a number or a file of a patient.

A key that the policy declares holds a word: nothing else about its values is known. Kept alike with the Node.js
package's code-word.ts.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9._:-]*(?:/[A-Za-z_][A-Za-z0-9._:-]*)*", re.ASCII)
_MAX_LENGTH = 200
# What people are known by begins with a letter too.
_OF_A_PERSON = re.compile(
    r"[A-Z]-?\d{3}|\d[A-Z]\d"  # plates, licences, serial numbers, passports: capitals next to digits
    r"|(?<!\d)(?!20\d{6}(?!\d))\d{5}"  # record numbers; the date in a model's name stays
    r"|(?:[0-9A-Fa-f]{1,4}:){3}"  # addresses of devices and of the network
    r"|(?<![a-z0-9]-)\d{4}-\d\d-\d\d|\d{1,2}[./:_]\d{1,2}[./:_]\d{2}"  # dates; again not in a model's name
    r"|(?:\d{1,3}\.){3}\d|(?:^|/)www\.|(?:^|/)photos?/"
    r"|\.(?:[jJ][pP][eE]?[gG]|png|gif|heic|tiff?|bmp|dcm|pdf|wav|mp3|mp4|m4a|ogg|flac|mov|PNG|WAV|DCM)$"
    r"|(?=[a-z]*\d)[a-z0-9]{13}|(?=[A-Z]*\d)[A-Z0-9]{9}",  # hashes, templates of a biometric, VINs
    re.ASCII,
)
# Of a route the characters between words: separators, and those of placeholders and expressions.
_ROUTE = re.compile(r"[A-Za-z0-9._~/:{}<>\[\]()*?+|\\^$-]{0,200}", re.ASCII)
_BETWEEN_WORDS = re.compile(r"[^A-Za-z0-9._:-]+", re.ASCII)
_SMALL_NUMBER = re.compile(r"\d{1,2}|0-9", re.ASCII)
_UUID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.ASCII)
_NUMBER = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_PRIVATE = re.compile(
    rf"(?:(?:10|127)\.{_NUMBER}|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.{_NUMBER}){{2}}|::1"
    r"|f[cd][0-9a-f]{2}:[0-9a-f:]{2,35}",
    re.ASCII,
)
_HOST = re.compile(r"[A-Za-z](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63}){0,10}", re.ASCII)


def is_code_word(text: str) -> bool:
    """Whether the text is a word of code: begins with a letter, at most 200 characters, no number of a person in it."""
    return len(text) <= _MAX_LENGTH and _is_word(text)


# Queues, stores and models have few names, and each is asked for again and again.
@lru_cache(maxsize=4096)
def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and _OF_A_PERSON.search(_UUID.sub("", text)) is None


def is_route(text: str) -> bool:
    """Whether the text is a route as frameworks have them: words, placeholders, numbers below 100."""
    if "//" in text or _ROUTE.fullmatch(text) is None:
        return False
    words = (part.lstrip(".:-") for part in _BETWEEN_WORDS.split(text))
    return all(not word or _SMALL_NUMBER.fullmatch(word) or is_code_word(word) for word in words)


def is_host_name(text: str) -> bool:
    """Whether the text is the name of a host, or an address of a private network. Others may be a patient's."""
    if _PRIVATE.fullmatch(text):
        return True
    return len(text) <= 253 and _HOST.fullmatch(text) is not None and _OF_A_PERSON.search(text) is None
