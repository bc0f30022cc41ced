//! The NetworkPolicy that keeps one workload from connecting to another.
//!
//! It selects the pods that are connected to. A policy cannot forbid, only allow, so it allows every pod but those that are cut off: pods of other namespaces, and
//! pods of this one that lack a label of theirs. The workload that is cut off keeps all its other connections, among them those to the agent.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use kube::core::{Selector, SelectorExt};
use serde_json::{Value, json};

use super::cluster::{Cluster, Workload};
use super::switch;
use crate::problem::{Problem, Result};

pub(super) const NETWORK_POLICY: (&str, &str, &str) = ("networking.k8s.io", "v1", "NetworkPolicy");

type Labels = BTreeMap<String, String>;

/// The policy for the pods of two workloads as the cluster has them. Changes nothing.
///
/// # Errors
/// The policy would not block the connections, or not these alone.
pub(super) async fn between(cluster: &Cluster, scenario: &str, client: &Workload, from: &Workload) -> Result<Value> {
    let (cut_off, server) = (Pods::read(cluster, client).await?, Pods::read(cluster, from).await?);
    let name = format!("{}-{}-{}", switch::NAME, client.name, from.name);
    for other in cluster.list(NETWORK_POLICY).await? {
        let other_name = other["metadata"]["name"].as_str().unwrap_or_default();
        if selects(&other, &server.labels) {
            return Err(Problem::failed(format!(
                "the NetworkPolicy '{other_name}' is for {from} already: policies add up, so another could only allow more; stop {client} instead"
            )));
        }
        if other_name == name {
            return Err(Problem::failed(format!(
                "there is a NetworkPolicy '{name}' already: delete it"
            )));
        }
    }
    Ok(policy(
        &cluster.namespace,
        scenario,
        &name,
        &cut_off.selector,
        &server.selector,
    ))
}

/// The pods of a workload.
struct Pods {
    /// All their labels.
    labels: Labels,
    /// The labels by which they are selected.
    selector: Labels,
}

impl Pods {
    async fn read(cluster: &Cluster, workload: &Workload) -> Result<Self> {
        let object = cluster.get(workload).await?;
        let labels = |value: &Value| serde_json::from_value::<Labels>(value.clone()).unwrap_or_default();
        let selector = &object["spec"]["selector"];
        let pods = Self {
            labels: labels(&object["spec"]["template"]["metadata"]["labels"]),
            selector: labels(&selector["matchLabels"]),
        };
        if pods.selector.is_empty()
            || selector["matchExpressions"]
                .as_array()
                .is_some_and(|all| !all.is_empty())
        {
            return Err(Problem::failed(format!(
                "{workload} does not select its pods by labels alone, so no policy can be for them"
            )));
        }
        Ok(pods)
    }
}

/// Whether a policy is for what arrives at pods with these labels. One that cannot be read may be.
fn selects(policy: &Value, labels: &Labels) -> bool {
    let spec = &policy["spec"];
    let types = spec["policyTypes"].as_array();
    let is_for_arrivals = types.is_none_or(|types| types.iter().any(|kind| kind == "Ingress"));
    let selector = serde_json::from_value::<LabelSelector>(spec["podSelector"].clone()).ok();
    let selector = selector.and_then(|selector| Selector::try_from(selector).ok());
    is_for_arrivals && selector.is_none_or(|selector| selector.matches(labels))
}

fn policy(namespace: &str, scenario: &str, name: &str, cut_off: &Labels, server: &Labels) -> Value {
    let is_not = |key: &str, value: &str| json!({ "matchExpressions": [{ "key": key, "operator": "NotIn", "values": [value] }] });
    let mut from = vec![json!({ "namespaceSelector": is_not("kubernetes.io/metadata.name", namespace) })];
    // A pod is another's if it lacks one of the labels.
    from.extend(
        cut_off
            .iter()
            .map(|(key, value)| json!({ "podSelector": is_not(key, value) })),
    );
    json!({
        "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
        "metadata": {
            "name": name, "namespace": namespace,
            "labels": { "app.kubernetes.io/name": switch::NAME, "gameday/scenario": scenario },
        },
        "spec": { "podSelector": { "matchLabels": server }, "policyTypes": ["Ingress"], "ingress": [{ "from": from }] },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(pairs: &[(&str, &str)]) -> Labels {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// Whether the policy lets pods of this namespace with these labels in.
    fn lets_in(policy: &Value, pod: &Labels) -> bool {
        let peers = policy["spec"]["ingress"][0]["from"].as_array().expect("peers");
        peers.iter().any(|peer| {
            let selector = serde_json::from_value::<LabelSelector>(peer["podSelector"].clone()).ok();
            selector.is_some_and(|selector| Selector::try_from(selector).expect("a selector").matches(pod))
        })
    }

    #[test]
    fn only_the_pods_with_all_labels_are_cut_off() {
        let cut_off = labels(&[("app", "transcription"), ("part", "worker")]);
        let policy = policy(
            "scribemed",
            "s",
            "gameday-a-b",
            &cut_off,
            &labels(&[("app", "rabbitmq")]),
        );
        assert!(!lets_in(
            &policy,
            &labels(&[("app", "transcription"), ("part", "worker"), ("version", "7")])
        ));
        for other in [
            labels(&[("app", "transcription"), ("part", "api")]),
            labels(&[("app", "rabbitmq"), ("part", "worker")]),
            labels(&[]),
        ] {
            assert!(lets_in(&policy, &other), "{other:?}");
        }
        let others = &policy["spec"]["ingress"][0]["from"][0]["namespaceSelector"]["matchExpressions"][0];
        assert_eq!(
            (&others["operator"], &others["values"]),
            (&json!("NotIn"), &json!(["scribemed"]))
        );
    }

    #[test]
    fn a_policy_is_for_pods_that_it_selects_and_for_what_arrives_there() {
        let server = labels(&[("app", "rabbitmq"), ("tier", "data")]);
        let with = |spec: Value| selects(&json!({ "spec": spec }), &server);
        assert!(with(json!({ "podSelector": {} })));
        assert!(with(
            json!({ "podSelector": { "matchLabels": { "tier": "data" } }, "policyTypes": ["Ingress", "Egress"] })
        ));
        assert!(with(
            json!({ "podSelector": { "matchExpressions": [{ "key": "app", "operator": "In", "values": ["kafka", "rabbitmq"] }] } })
        ));
        assert!(!with(json!({ "podSelector": { "matchLabels": { "app": "kafka" } } })));
        assert!(!with(
            json!({ "podSelector": { "matchExpressions": [{ "key": "tier", "operator": "DoesNotExist" }] } })
        ));
        assert!(!with(json!({ "podSelector": {}, "policyTypes": ["Egress"] })));
    }
}
