//! What the service accounts of the controllers may do, as the API server decides it.

use k8s_openapi::api::authorization::v1::SelfSubjectAccessReview;
use kube::api::PostParams;
use kube::{Api, Client};
use serde_json::json;

use super::Outcome;
use crate::problem::{Context, Problem, Result};
use crate::session::Session;
use crate::stack::NAMESPACE;

/// A call: verb, group, resource with its subresource, and whether it is about the whole cluster.
type Call = (&'static str, &'static str, &'static str, bool);

const GENERIC: &str = "datadoggenericresources";
const LINKED: &str = "datadoglinkedresources";
const OURS: &str = "observability.scribemed.io";

/// What no controller of ours may do.
const REFUSED: [Call; 12] = [
    ("get", "", "secrets", false),
    ("list", "", "secrets", true),
    ("create", "", "secrets", false),
    ("list", "", "nodes", true),
    ("list", "", "pods", true),
    ("create", "rbac.authorization.k8s.io", "clusterroles", true),
    ("create", "rbac.authorization.k8s.io", "clusterrolebindings", true),
    ("escalate", "rbac.authorization.k8s.io", "roles", false),
    (
        "create",
        "admissionregistration.k8s.io",
        "mutatingwebhookconfigurations",
        true,
    ),
    ("create", "apps", "deployments", false),
    ("list", "datadoghq.com", GENERIC, true),
    ("update", "apiextensions.k8s.io", "customresourcedefinitions", true),
];

const OPERATOR: [Call; 6] = [
    ("list", "datadoghq.com", GENERIC, false),
    ("update", "datadoghq.com", GENERIC, false),
    ("update", "datadoghq.com", "datadoggenericresources/status", false),
    ("update", "datadoghq.com", "datadoggenericresources/finalizers", false),
    ("create", "", "events", false),
    ("update", "coordination.k8s.io", "leases", false),
];

const LINK: [Call; 6] = [
    ("list", OURS, LINKED, false),
    ("patch", OURS, "datadoglinkedresources/status", false),
    ("create", "datadoghq.com", GENERIC, false),
    ("patch", "datadoghq.com", GENERIC, false),
    ("delete", "datadoghq.com", GENERIC, false),
    ("update", "coordination.k8s.io", "leases", false),
];

/// What one of them may not do, and the other must.
const NOT_OPERATOR: [Call; 3] = [
    ("create", "datadoghq.com", GENERIC, false),
    ("delete", "datadoghq.com", GENERIC, false),
    ("list", OURS, LINKED, false),
];
const NOT_LINK: [Call; 2] = [
    ("update", "datadoghq.com", "datadoggenericresources/status", false),
    ("create", OURS, LINKED, false),
];

pub(super) async fn run(session: &mut Session) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for (account, allowed, refused) in [
        ("datadog-operator", &OPERATOR[..], &NOT_OPERATOR[..]),
        ("datadog-link", &LINK[..], &NOT_LINK[..]),
    ] {
        let environment = session.environment()?;
        let target = session.target(&environment)?;
        if !target.cluster.has_account(NAMESPACE, account).await? {
            outcome = outcome.note(format!("no service account '{account}'"));
            continue;
        }
        let client = target.cluster.client_of(NAMESPACE, account).await?;
        for call in REFUSED.iter().chain(refused) {
            outcome.objects += 1;
            if is_allowed(&client, *call).await? {
                return Err(Problem::new(format!("'{account}' may {} {}", call.0, call.2)));
            }
        }
        for call in allowed {
            outcome.objects += 1;
            if !is_allowed(&client, *call).await? {
                return Err(Problem::new(format!("'{account}' may not {} {}", call.0, call.2)));
            }
        }
    }
    Ok(outcome.note("rights that were asked for"))
}

async fn is_allowed(client: &Client, (verb, group, resource, is_whole_cluster): Call) -> Result<bool> {
    let (resource, subresource) = resource.split_once('/').unwrap_or((resource, ""));
    let review: SelfSubjectAccessReview = serde_json::from_value(json!({
        "spec": { "resourceAttributes": {
            "verb": verb, "group": group, "resource": resource, "subresource": subresource,
            "namespace": if is_whole_cluster { "" } else { NAMESPACE },
        } },
    }))
    .context(|| "the question".to_owned())?;
    let api: Api<SelfSubjectAccessReview> = Api::all(client.clone());
    let answer = api
        .create(&PostParams::default(), &review)
        .await
        .context(|| format!("{verb} {resource}"))?;
    Ok(answer.status.is_some_and(|status| status.allowed))
}
