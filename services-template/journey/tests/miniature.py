"""The platform in miniature, for game days: `cargo xtask gameday` starts this program and says what to do.

It reads one JSON object a line from standard input, and answers in the same way. The first line has the settings:

    {"datadog": url, "dogstatsd": port, "env": name, "uploads_per_s": number, "seed": number}

It answers {"event": "ready"} once everything runs under load, or {"event": "missing", "what": ...} if the machine lacks
something. Then each line is one of

    {"do": "stop", "service": ...}
    {"do": "start", "service": ..., "faults": ...}
    {"do": "publish", "queue": ..., "messages": number}

and the answer is {"event": "done"} or {"event": "failed", "what": ...}. At the end of its input it stops everything.
"""

import json
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
import requests
from broker import Broker

from estate import Estate
from process import Process
from uploads import RECORDING

Record = dict[str, Any]

# Uploads at the same time; more wait.
CLINICIANS = 8
# Between two readings of what the agent's checks would read.
READ_S = 0.5
# The length of the buckets in which the trace agent counts.
BUCKET_NS = 10_000_000_000


class Miniature(Estate):
    """The estate with a broker that can be asked about its queues."""

    def _broker(self) -> Broker:
        return Broker(management=True)

    def of(self, service: str) -> list[Process]:
        """The processes of a service."""
        found = [process for process in self.services if process.service == service]
        if not found:
            known = sorted({process.service for process in self.services})
            raise LookupError(f"no service of the platform is named '{service}': {', '.join(known)}")
        return found


class Repeated:
    """Work that is done again and again, also after it failed: what it reads may be down on purpose."""

    def __init__(self, work: Callable[[], None], pause_s: float) -> None:
        self._ending = threading.Event()
        self._work, self._pause_s = work, pause_s
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ending.wait(self._pause_s):
            try:
                self._work()
            except (OSError, ValueError) as error:
                sys.stderr.write(f"{self._work.__qualname__}: {error}\n")

    def stop(self) -> None:
        self._ending.set()
        self._thread.join(10)


class Queues:
    """In place of the agent's RabbitMQ check: reads the management API as it does, and sends what it names."""

    FIELDS = (
        ("rabbitmq.queue.messages", ("messages",)),
        ("rabbitmq.queue.messages_ready", ("messages_ready",)),
        ("rabbitmq.queue.messages_unacknowledged", ("messages_unacknowledged",)),
        ("rabbitmq.queue.consumers", ("consumers",)),
        ("rabbitmq.queue.messages.ack.count", ("message_stats", "ack")),
    )

    def __init__(self, url: str, env: str, dogstatsd: int) -> None:
        self._url, self._env, self._address = f"{url}/queues", env, ("127.0.0.1", dogstatsd)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def read(self) -> None:
        response = requests.get(self._url, timeout=5)
        response.raise_for_status()
        for queue in response.json():
            tags = f"env:{self._env},rabbitmq_queue:{queue['name']},rabbitmq_vhost:/,service:rabbitmq"
            lines = []
            for metric, path in self.FIELDS:
                value: Any = queue
                for key in path:
                    value = value.get(key, {}) if isinstance(value, dict) else {}
                # A queue that nothing was taken from has no such number yet.
                lines.append(f"{metric}:{value if isinstance(value, int | float) else 0}|g|#{tags}")
            self._socket.sendto("\n".join(lines).encode(), self._address)


class Counts:
    """Passes on what the trace agent counted: of it Datadog makes the hits and errors of services."""

    def __init__(self, estate: Estate, datadog: str, env: str) -> None:
        self._estate, self._url, self._env = estate, f"{datadog}/api/v0.2/stats", env
        self._passed = 0

    def pass_on(self) -> None:
        groups = self._estate.agent.stats()[self._passed :]
        if not groups:
            return
        body = {"AgentEnv": self._env, "Stats": [self._payload(group) for group in groups]}
        response = requests.post(self._url, json=body, headers={"dd-api-key": "none"}, timeout=10)
        response.raise_for_status()
        self._passed += len(groups)

    def _payload(self, group: Record) -> Record:
        counted = {
            "Service": group["service"],
            "Name": group["name"],
            "Resource": group["resource"],
            "SpanKind": group["kind"],
            "HTTPStatusCode": group["http_status"],
            "Hits": group["hits"],
            "Errors": group["errors"],
            "Duration": group["duration_ns"],
            "PeerTags": group["peer_tags"],
        }
        bucket = {"Start": group["start_ns"], "Duration": BUCKET_NS, "Stats": [counted]}
        return {"Env": group["env"], "Version": group["version"], "Stats": [bucket]}


class Load:
    """Uploads at random times of a seed, also while services fail: nobody waits for the one before."""

    def __init__(self, url: str, per_s: float, seed: int) -> None:
        self._url, self._per_s, self._random = url, per_s, random.Random(seed)
        self._ending = threading.Event()
        self._pool = ThreadPoolExecutor(CLINICIANS)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        at = time.monotonic()
        while self._per_s > 0:
            at += self._random.expovariate(self._per_s)
            encounter = UUID(int=self._random.getrandbits(128), version=4)
            if self._ending.wait(max(0.0, at - time.monotonic())):
                return
            self._pool.submit(self._upload, encounter)

    def _upload(self, encounter: UUID) -> None:
        url = f"{self._url}/encounters/{encounter}/recordings"
        headers = {"content-type": "audio/wav", "authorization": "Bearer clinician"}
        try:
            requests.post(url, data=RECORDING, headers=headers, timeout=10)
        except requests.RequestException as error:
            sys.stderr.write(f"an upload got no answer: {error}\n")

    def stop(self) -> None:
        self._ending.set()
        self._thread.join(10)
        self._pool.shutdown(cancel_futures=True)


def say(event: str, **more: object) -> None:
    sys.stdout.write(json.dumps({"event": event, **more}) + "\n")
    sys.stdout.flush()


def carry_out(estate: Miniature, command: Record) -> None:
    match command:
        case {"do": "stop", "service": service}:
            for process in estate.of(service):
                process.terminate()
            for process in estate.of(service):
                process.wait()
        case {"do": "start", "service": service, "faults": faults}:
            for process in estate.of(service):
                process.terminate()
                process.wait()
                process.start(FAULTS=faults)
            for process in estate.of(service):
                process.wait_until_ready()
        case {"do": "publish", "queue": queue, "messages": messages}:
            made = random.Random(messages)
            ids = [
                (UUID(int=made.getrandbits(128), version=4), UUID(int=made.getrandbits(128), version=4))
                for _ in range(messages)
            ]
            bodies = [
                json.dumps({"job_id": str(job), "encounter_id": str(encounter), "content": "a recording"}).encode()
                for job, encounter in ids
            ]
            estate.rabbitmq.publish(queue, *bodies)
        case _:
            raise ValueError(f"not known: {json.dumps(command)}")


def main() -> None:
    # Its input ends it, so that everything is stopped in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = json.loads(sys.stdin.readline())
    env, port = settings["env"], settings["dogstatsd"]
    try:
        estate = Miniature(DD_ENV=env, DD_DOGSTATSD_PORT=str(port))
    except (pytest.skip.Exception, pytest.fail.Exception) as error:
        say("missing", what=str(error))
        return
    running: list[Repeated | Load] = []
    try:
        try:
            estate.start_services()
        except (pytest.skip.Exception, pytest.fail.Exception) as error:
            say("missing", what=str(error))
            return
        queues = Queues(estate.rabbitmq.management_url, env, port)
        queues.read()
        running.append(Repeated(queues.read, READ_S))
        running.append(Repeated(Counts(estate, settings["datadog"], env).pass_on, READ_S))
        running.append(Load(estate.api_gateway.url, settings["uploads_per_s"], settings["seed"]))
        say("ready")
        for line in sys.stdin:
            try:
                carry_out(estate, json.loads(line))
            except (AssertionError, LookupError, OSError, ValueError) as error:
                say("failed", what=str(error)[-2000:])
            else:
                say("done")
    finally:
        for part in running:
            part.stop()
        estate.stop()


if __name__ == "__main__":
    main()
