"""The manifests fit the code."""

from pathlib import Path
from typing import Any

import yaml

from example_python_http.settings import FLUSH_DEADLINE_S, GRPC_DEADLINE_S, HTTP_DEADLINE_S, read

FOLDER = Path(__file__).parents[1] / "k8s"


def manifest(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text())


def pod() -> Any:
    return manifest("deployment")["spec"]["template"]


def test_the_unified_tags_are_on_the_deployment_and_its_pods() -> None:
    names = ("service", "env", "version")
    outer, inner = manifest("deployment")["metadata"]["labels"], pod()["metadata"]["labels"]
    for labels in (outer, inner):
        assert all(labels[f"tags.datadoghq.com/{name}"] for name in names)
        # The agent makes a tag of it, by which alerts find their team.
        assert labels["team"]
        assert labels["tags.datadoghq.com/service"] == "example-python-http"
    assert inner["admission.datadoghq.com/enabled"] == "true"


def test_kubernetes_waits_longer_than_the_shutdown_takes() -> None:
    [container] = pod()["spec"]["containers"]
    shutdown = HTTP_DEADLINE_S + GRPC_DEADLINE_S + FLUSH_DEADLINE_S
    assert (
        pod()["spec"]["terminationGracePeriodSeconds"]
        > container["lifecycle"]["preStop"]["sleep"]["seconds"] + shutdown
    )


def test_the_container_may_do_little() -> None:
    [container] = pod()["spec"]["containers"]
    assert pod()["spec"]["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert {"requests", "limits"} <= container["resources"].keys()


def test_ports_are_those_that_are_served() -> None:
    [container] = pod()["spec"]["containers"]
    settings = read({"DATABASE_URL": "postgresql://x", "REDIS_URL": "redis://x"})
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert ports == {"http": settings.http_port, "grpc": settings.grpc_port}
    assert {port["targetPort"] for port in manifest("service")["spec"]["ports"]} == ports.keys()
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"]["port"] == "http"


def test_the_service_and_the_budget_are_of_the_pods() -> None:
    labels = manifest("deployment")["spec"]["selector"]["matchLabels"]
    assert manifest("service")["spec"]["selector"] == labels
    assert manifest("pod-disruption-budget")["spec"]["selector"]["matchLabels"] == labels
