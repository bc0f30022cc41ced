"""Clinicians who upload recordings all the time, and send again what was not accepted."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from uuid import uuid4

import requests

from waiting import wait_until

RECORDING = b"RIFF\x24\x00\x00\x00WAVEfmt "
# Of a clinician's patience, not of the service: nothing is measured by it.
TIMEOUT_S = 30
AGAIN_DELAY_S = 0.5
# Until the last one gives up.
PATIENCE_S = 60


@dataclass
class Answer:
    """What came back for an attempt."""

    # None: no answer.
    status: int | None
    seconds: float


class Uploads:
    """Uploads in a `with` block, so many at the same time; its end waits until each is accepted."""

    def __init__(self, url: str, at_once: int = 4, pause_s: float = 0.3) -> None:
        self._url = url
        self._at_once, self._pause_s = at_once, pause_s
        self._ending = threading.Event()
        self.answers: list[Answer] = []
        # The ids of the recordings: what ends in the EHR is their text.
        self.accepted: list[str] = []
        self.given_up = 0

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(self._at_once)
        self._clinicians = [self._pool.submit(self._upload_all) for _ in range(self._at_once)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._pool.shutdown()
        for clinician in self._clinicians:
            clinician.result()

    def wait_for(self, more: int, timeout_s: float = 60) -> None:
        """Wait until so many more are accepted."""
        wanted = len(self.accepted) + more
        wait_until(lambda: len(self.accepted) >= wanted, timeout_s, self._outcomes)

    def wait_for_attempts(self, more: int, timeout_s: float = 60) -> None:
        """Wait until so many more were answered, or not answered in time."""
        wanted = len(self.answers) + more
        wait_until(lambda: len(self.answers) >= wanted, timeout_s, self._outcomes)

    def _outcomes(self) -> Counter[int | None]:
        return Counter(answer.status for answer in self.answers)

    def _upload_all(self) -> None:
        # A connection of its own each time would be most of the work.
        with requests.Session() as session:
            while not self._ending.is_set():
                self._upload(session, str(uuid4()))
                self._ending.wait(self._pause_s)

    def _upload(self, session: requests.Session, encounter: str) -> None:
        url = f"{self._url}/encounters/{encounter}/recordings"
        headers = {"content-type": "audio/wav", "authorization": "Bearer clinician"}
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            started = time.monotonic()
            try:
                response = session.post(url, data=RECORDING, headers=headers, timeout=TIMEOUT_S)
            except requests.RequestException:
                response = None
            status = None if response is None else response.status_code
            self.answers.append(Answer(status, time.monotonic() - started))
            if response is not None and status == 201:
                self.accepted.append(response.json()["id"])
                return
            time.sleep(AGAIN_DELAY_S)
        self.given_up += 1
