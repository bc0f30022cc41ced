"""The services of jsonnet/services, each run by a template: what they are called, read and write."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from broker import Broker
from kafka_broker import Kafka
from missing import missing
from stores import Cache, Database

from ehr import Ehr
from process import TEMPLATES, Process
from real_agent import ROOT, TraceAgent
from recording import write_recording
from sink import Sink

JOURNEY = TEMPLATES / "journey"
TOPICS = ("encounter.events", "workflow.events")
# The environment whose agent values and monitors the tests use; faults are refused in production.
ENV = "dev"
# Read by `cargo xtask emitted`.
RECORDING = ROOT / ".cache/services/journey"


class Estate:
    """Brokers, stores, the agent, and the services once they are started."""

    def __init__(self, **settings: str) -> None:
        """Start all but the services; `settings` are for each of these, in place of its own."""
        self._settings = settings
        self._cleanups: list[Callable[[], object]] = []
        self._all: list[Process] = []
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        self.uploads = Path(tempfile.mkdtemp(prefix="uploads-"))
        self._cleanups.append(lambda: shutil.rmtree(self.uploads, ignore_errors=True))
        self.agent = TraceAgent()
        self._cleanups.append(self.agent.close)
        self.sink = Sink()
        self._cleanups.append(self.sink.close)
        self.ehr = Ehr()
        self._cleanups.append(self.ehr.stop)
        self.rabbitmq = self._broker()
        self._cleanups.append(self.rabbitmq.stop)
        self.kafka = Kafka()
        self._cleanups.append(self.kafka.stop)
        self.kafka.renew(*TOPICS, *(f"{topic}.dlq" for topic in TOPICS))
        self.database = Database()
        self._cleanups.append(self.database.stop)
        self.database.execute((TEMPLATES / "node-worker/schema.sql").read_bytes())
        self.cache = Cache()
        self._cleanups.append(self.cache.halt)

    def _broker(self) -> Broker:
        return Broker()

    def start_services(self) -> None:
        """Start each service; the last of the path first, since it makes the queue that the one before publishes to."""
        self.workflow_automation = self._node_worker("workflow-automation", "workflow.events")
        self.rag_retrieval = self.start_rag_retrieval()
        self.coding_inference = self.start_worker("coding-inference")
        self.note_generation = self.start_worker("note-generation")
        self.transcription = self.start_worker("transcription")
        self.ingestion = self.start_ingestion()
        # Its other process hears that an encounter has ended.
        self.ingestion_consumer = self._node_worker("ingestion", "encounter.events")
        gateway = {"INGESTION_URL": self.ingestion.url}
        self.api_gateway = self._node("api-gateway", "node-http", str(JOURNEY / "services/gateway.mjs"), **gateway)
        for service in self._all:
            service.wait_until_ready()

    def start_ingestion(self, faults: str = "") -> Process:
        """What accepts uploads."""
        queue = {"RABBITMQ_URL": self.rabbitmq.url, "JOBS_QUEUE": "transcription.jobs"}
        # A folder in place of the object store.
        uploads = {"UPLOAD_FOLDER": str(self.uploads), "STORE_NAME": "s3", "SHUTDOWN_DELAY_MS": "0"}
        return self._node("ingestion", "node-http", "dist/main.js", FAULTS=faults, **queue, **uploads)

    def start_rag_retrieval(self, faults: str = "") -> Process:
        """What finds passages, over HTTP and gRPC."""
        stores = {"DATABASE_URL": self.database.url, "REDIS_URL": self.cache.url, "SEARCH_TIMEOUT_S": "1"}
        return self._python("rag-retrieval", "python-http", ["-m", "example_python_http"], FAULTS=faults, **stores)

    def start_worker(self, service: str, faults: str = "") -> Process:
        """A step between recording and note."""
        brokers = {"RABBITMQ_URL": self.rabbitmq.url, "KAFKA_BROKERS": self.kafka.address}
        retrieval = {"RETRIEVAL_ADDRESS": f"127.0.0.1:{self.rag_retrieval.grpc_port}", "RETRIEVAL_TIMEOUT_S": "3"}
        times = {"RETRY_DELAYS_S": "0.1", "WATCH_INTERVAL_S": "0.5", "LLM_TIMEOUT_S": "0.5"}
        script = [str(JOURNEY / "services/worker.py"), service]
        return self._python(service, "python-worker", script, FAULTS=faults, **brokers, **retrieval, **times)

    def run_careless(self) -> None:
        """A program that ends by itself."""
        brokers = {"RABBITMQ_URL": self.rabbitmq.url, "KAFKA_BROKERS": self.kafka.address}
        script = [str(JOURNEY / "services/careless.py")]
        careless = self._python("transcription", "python-worker", script, **brokers)
        assert careless.wait() == 0, careless.output()

    def replace(self, service: Process, start: Callable[[], Process]) -> Process:
        """Stop a service and start another one in its place."""
        service.terminate()
        assert service.wait() == 0, service.output()
        started = start()
        started.wait_until_ready()
        return started

    @property
    def services(self) -> tuple[Process, ...]:
        """All that were started."""
        return tuple(self._all)

    def logs(self, service: str) -> list[bytes]:
        """The log lines of all processes of a service."""
        return [line for process in self._all if process.service == service for line in process.lines()]

    def stop_services(self) -> None:
        """End all services in order; what they hold is sent."""
        for service in self._all:
            service.terminate()
        failed = [service.output() for service in self._all if service.wait() != 0]
        assert not failed, "\n".join(failed)

    def record(self) -> None:
        """Write down everything that the services emitted, once they have ended."""
        self.agent.stop()
        logs = {service: self.logs(service) for service in {process.service for process in self._all}}
        write_recording(RECORDING, self.sink.lines(), self.agent.stats(), logs)

    def stop(self) -> None:
        """End everything, whatever was started."""
        for service in self._all:
            service.kill()
        for cleanup in reversed(self._cleanups):
            cleanup()
        self._cleanups = []

    def _node_worker(self, service: str, topic: str) -> Process:
        # The socket alone is no URL to Node.js.
        database = self.database.url.replace("@/", "@localhost/")
        parts = {"KAFKA_BROKERS": self.kafka.address, "KAFKA_TOPIC": topic, "DATABASE_URL": database}
        delays = {"RETRY_DELAY_MS": "100", "MAX_RETRIES": "1", "WATCH_INTERVAL_MS": "500"}
        return self._node(service, "node-worker", "dist/main.js", EHR_URL=self.ehr.url, **parts, **delays)

    def _python(self, service: str, template: str, arguments: list[str], **settings: str) -> Process:
        program = TEMPLATES / template / ".venv/bin/python"
        if not program.exists():
            missing(f"{template} is not installed: sh check")
        path = [TEMPLATES / template / "src", TEMPLATES / "packages/python/src"]
        env = {"PYTHONPATH": os.pathsep.join(map(str, path)), "DD_TRACE_WRITER_INTERVAL_SECONDS": "0.1", **settings}
        return self._process(service, template, [str(program), *arguments], env)

    def _node(self, service: str, template: str, script: str, **settings: str) -> Process:
        if not (TEMPLATES / template / "dist/main.js").exists():
            missing(f"{template} is not built: sh check")
        command = ["node", "--import", "./dist/monitoring.js", script]
        return self._process(service, template, command, {"DD_TRACE_FLUSH_INTERVAL": "100", **settings})

    def _process(self, service: str, template: str, command: list[str], settings: dict[str, str]) -> Process:
        env = {
            "DD_ENV": ENV,
            "DD_VERSION": "1.0.0",
            "DD_TRACE_AGENT_URL": self.agent.url,
            "DD_AGENT_HOST": "127.0.0.1",
            "DD_DOGSTATSD_PORT": str(self.sink.port),
            "HOST": "127.0.0.1",
            **settings,
            **self._settings,
        }
        self._all.append(Process(service, template, command, env))
        return self._all[-1]
