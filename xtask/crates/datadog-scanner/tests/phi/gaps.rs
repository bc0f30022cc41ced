//! What may be left, and why.

use super::Outcome;
use super::carriers::Carrier;
use super::people::Identifier;

/// Why an identifier may be left in a place: nothing can find it without its label.
pub(crate) fn of(identifier: &Identifier, carrier: &Carrier) -> Option<&'static str> {
    if carrier.labelled { None } else { identifier.no_form }
}

/// What keeps an identifier from getting to a place in the lines of a source.
pub(crate) fn guard(source: &str) -> &'static str {
    match source {
        "python" | "nodejs" => {
            "the packages: messages are constants, and a field that is not declared is dropped ([phi.md](phi.md))"
        }
        "rabbitmq" => "RabbitMQ quotes bytes only of what is no AMQP; our services speak AMQP",
        "redis" => "Redis logs neither keys nor values; the names of connections are constants of our services",
        "agent" => "checks read statistics, never rows (`jsonnet/agent/autodiscovery`)",
        _ => "logs are collected from our namespaces alone (`jsonnet/agent/logs.libsonnet`)",
    }
}

/// The forms that are declared to have none and are found everywhere nevertheless.
pub(crate) fn unused(outcomes: &[Outcome]) -> Vec<String> {
    let is_left = |form: &Identifier| {
        outcomes.iter().any(|outcome| {
            outcome.is_left && outcome.identifier.form == form.form && outcome.identifier.kind == form.kind
        })
    };
    let mut unused: Vec<String> = outcomes
        .iter()
        .map(|outcome| &outcome.identifier)
        .filter(|identifier| identifier.no_form.is_some() && !is_left(identifier))
        .map(|identifier| format!("{}, {}", identifier.kind, identifier.form))
        .collect();
    unused.sort();
    unused.dedup();
    unused
}
