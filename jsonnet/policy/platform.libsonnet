// Facts of the whole platform that no environment changes. To adopt this repository for another platform, begin here.
{
  name: 'Scribemed',
  slug: 'scribemed',
  // The prefix of every custom metric in the catalog.
  metric_prefix: 'scribemed.',
  // This repository, as links in monitor messages and Argo CD need it.
  repository: 'https://github.com/scribemed/observability',
  repository_git: 'https://github.com/scribemed/observability.git',
  revision: 'main',
  // The time zone in which alerts show times, by its name in the tz database.
  time_zone: 'America/New_York',
  // The value of the tag `managed-by` on every object this repository owns.
  managed_by: 'scribemed-observability',
  // Namespaces in every cluster.
  services_namespace: 'scribemed',
  agent_namespace: 'datadog',
  argocd_namespace: 'argocd',
  // Where people open Argo CD: the links of its notifications.
  argocd_url: 'https://argocd.scribemed.internal',
  // Charts, pinned; `cargo xtask validate` checks the values against the keys of exactly these versions.
  charts: {
    repository: 'https://helm.datadoghq.com',
    datadog: '3.240.0',
    'datadog-operator': '2.25.1',
  },
  // `datadog-link` is built from this repository. .github/workflows/image.yml pushes a tag once, and the registry refuses to replace it; with @sha256:<digest> after
  // the tag, from the summary of that run, clusters need not trust the registry for that. `kubectl` is Kubernetes' own, mirrored: the switch of a game day in a
  // cluster reverts with it what was injected.
  images: {
    kubectl: 'registry.scribemed.internal/mirror/kubectl:v1.34.1',
    'datadog-link': 'registry.scribemed.internal/observability/datadog-link:0.1.0',
  },
}
