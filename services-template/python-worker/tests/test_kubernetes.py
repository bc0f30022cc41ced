"""The manifests fit the code."""

from pathlib import Path
from typing import Any

import yaml

from example_python_worker.settings import SHUTDOWN_DEADLINE_S, read

FOLDER = Path(__file__).parents[1] / "k8s"


def deployment() -> Any:
    return yaml.safe_load((FOLDER / "deployment.yaml").read_text())


def test_the_unified_tags_are_on_the_deployment_and_its_pods() -> None:
    names = ("service", "env", "version")
    outer, inner = deployment()["metadata"]["labels"], deployment()["spec"]["template"]["metadata"]["labels"]
    for labels in (outer, inner):
        assert all(labels[f"tags.datadoghq.com/{name}"] for name in names)
        # The agent makes a tag of it, by which alerts find their team.
        assert labels["team"]
        assert labels["tags.datadoghq.com/service"] == "example-python-worker"
    assert inner["admission.datadoghq.com/enabled"] == "true"


def test_kubernetes_waits_longer_than_the_shutdown_takes() -> None:
    assert deployment()["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] > SHUTDOWN_DEADLINE_S


def test_the_container_may_do_little() -> None:
    pod = deployment()["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert {"requests", "limits"} <= container["resources"].keys()


def test_probes_ask_the_port_that_is_served() -> None:
    [container] = deployment()["spec"]["template"]["spec"]["containers"]
    [port] = container["ports"]
    assert port["containerPort"] == read({"RABBITMQ_URL": "amqp://x/", "KAFKA_BROKERS": "x:1"}).health_port
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["port"] == port["name"]


def test_the_budget_is_that_of_the_pods() -> None:
    budget = yaml.safe_load((FOLDER / "pod-disruption-budget.yaml").read_text())
    assert budget["spec"]["selector"] == deployment()["spec"]["selector"]


def test_the_settings_are_ones_that_the_worker_reads() -> None:
    config = yaml.safe_load((FOLDER / "settings.yaml").read_text())
    [container] = deployment()["spec"]["template"]["spec"]["containers"]
    refs = {entry["name"]: entry["valueFrom"].get("configMapKeyRef") for entry in container["env"]}
    # Only a key that is optional may be missing.
    assert all(ref["key"] in config["data"] or ref.get("optional") for ref in refs.values() if ref)
    data = {name: config["data"][ref["key"]] for name, ref in refs.items() if ref and ref["key"] in config["data"]}
    assert len(data) == len(config["data"])
    settings = read({"RABBITMQ_URL": "amqp://x/", **data})
    assert settings.kafka_brokers == config["data"]["kafka-brokers"]
    assert settings.retrieval_address is None
