"""How many identifiers left, by identifier and carrier, and how many codes that care needs survived."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from phi.identifiers import Identifier
from phi.process import REQUEST, Careless, behind_the_log_agent
from phi.spellings import Haystack, leaks

LANGUAGES = ("node", "python")
# Its text is kept constant by types alone, which careless code gets past: only patterns are behind them.
MESSAGE = "log_message"
# Identifiers of so many people are looked for at a time.
PEOPLE_AT_ONCE = 5


class Count(NamedTuple):
    """Of `tried`, so many left the process, and the agent behind it."""

    tried: int = 0
    process: int = 0
    agent: int = 0

    def plus(self, process: bool, agent: bool) -> "Count":
        return Count(self.tried + 1, self.process + process, self.agent + agent)


class Leak(NamedTuple):
    language: str
    carrier: str
    stage: str
    identifier: Identifier


class Table:
    """The results of one service."""

    def __init__(self, language: str) -> None:
        self.language = language
        # By carrier and letter; by form for messages.
        self.cells: dict[tuple[str, str], Count] = {}
        self.bare: dict[tuple[str, str], Count] = {}
        self.labelled: dict[tuple[str, str], Count] = {}
        self.survivors: dict[str, Count] = {}
        self.leaks: list[Leak] = []
        self.carriers: list[str] = []
        self.sent_bytes = 0

    def fill(self, people: Sequence[list[Identifier]], codes: dict[str, list[str]]) -> None:
        """Send the people's identifiers through every carrier of a service, then the codes."""
        service = Careless(self.language)
        try:
            self.carriers = [carrier for carrier in service.carriers if carrier != MESSAGE]
            usual = Haystack(_usual(service))
            for start in range(0, len(people), PEOPLE_AT_ONCE):
                some = [
                    _without_usual_words(found, usual)
                    for person in people[start : start + PEOPLE_AT_ONCE]
                    for found in person
                ]
                for carrier in self.carriers:
                    self._carry(service, carrier, some)
                self._messages(service, some)
            for kind, texts in codes.items():
                self._survive(service, kind, texts)
            everything = service.stop()
            self.sent_bytes = len(everything.process)
        finally:
            service.close()

    def _carry(self, service: Careless, carrier: str, identifiers: list[Identifier]) -> None:
        sent = service.carry(carrier, [identifier.text for identifier in identifiers])
        assert sent.process, f"nothing left by {carrier}"
        left, behind = Haystack(sent.process), Haystack(sent.agent + behind_the_log_agent(sent.lines))
        for identifier in identifiers:
            key = (carrier, identifier.letter)
            self.cells[key] = self._counted(self.cells.get(key, Count()), carrier, identifier, left, behind)

    def _messages(self, service: Careless, identifiers: list[Identifier]) -> None:
        """Messages that are put together at run time: with the identifier as it is, then behind its label."""
        bare = [(identifier, f"found {identifier.text} today") for identifier in identifiers]
        self._message(service, bare, self.bare, "message")
        labelled = [(identifier, f"found {text} today") for identifier in identifiers for text in identifier.labelled()]
        self._message(service, labelled, self.labelled, "message with label")

    def _message(
        self,
        service: Careless,
        messages: list[tuple[Identifier, str]],
        counts: dict[tuple[str, str], Count],
        carrier: str,
    ) -> None:
        lines = _lines(service, [message for _, message in messages])
        behind = behind_the_log_agent(lines).split(b"\n")
        for (identifier, _), line, line_behind in zip(messages, lines, behind, strict=True):
            key = (identifier.letter, identifier.form)
            left, later = Haystack(line), Haystack(line_behind)
            counts[key] = self._counted(counts.get(key, Count()), carrier, identifier, left, later)

    def _counted(self, count: Count, carrier: str, identifier: Identifier, left: Haystack, behind: Haystack) -> Count:
        texts = (identifier.text, *identifier.parts)
        process, agent = leaks(texts, left), leaks(texts, behind)
        for stage, has_left in (("process", process), ("agent", agent)):
            if has_left:
                self.leaks.append(Leak(self.language, carrier, stage, identifier))
        return count.plus(process, agent)

    def _survive(self, service: Careless, kind: str, texts: list[str]) -> None:
        """Codes in messages, where constants may have them: here a count of what is still there."""
        lines = _lines(service, [f"seen {text}, done" for text in texts])
        behind = behind_the_log_agent(lines).split(b"\n")
        for text, line, line_behind in zip(texts, lines, behind, strict=True):
            whole = f"seen {text}, done".encode()
            self.survivors[kind] = self.survivors.get(kind, Count()).plus(whole in line, whole in line_behind)


def total(counts: Iterable[Count]) -> Count:
    """The sum of counts."""
    tried, process, agent = 0, 0, 0
    for count in counts:
        tried, process, agent = tried + count.tried, process + count.process, agent + count.agent
    return Count(tried, process, agent)


def _usual(service: Careless) -> bytes:
    """What leaves without a person: a patient called Page or Grant has a word of code as a name."""
    return b"".join(
        service.carry(carrier, ["nobody at all"]).process for carrier in service.carriers if carrier != REQUEST
    )


def _without_usual_words(identifier: Identifier, usual: Haystack) -> Identifier:
    return identifier._replace(parts=tuple(part for part in identifier.parts if not usual.has(part)))


def _lines(service: Careless, messages: list[str]) -> list[bytes]:
    """The log lines of these messages, one each, in their order."""
    sent = service.carry(MESSAGE, messages)
    lines = [
        line for line in sent.lines if b'"status":"info"' in line and b"uvicorn" not in line and b'"mark"' not in line
    ]
    assert len(lines) == len(messages), (len(lines), len(messages))
    return lines
