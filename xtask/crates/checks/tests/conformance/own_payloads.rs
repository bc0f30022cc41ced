//! Every rendered payload passes `cargo xtask validate`: no error that the API would reject, and no warning.

use crate::measure::definitions;

#[test]
fn every_rendered_payload_is_valid() {
    let (mut problems, mut checked) = (Vec::new(), 0);
    for object in &definitions().objects {
        let kind = match object.path.kind.as_str() {
            "monitor" => datadog_schema::payload::PayloadKind::Monitor,
            "slo" => datadog_schema::payload::PayloadKind::Slo,
            "dashboard" => datadog_schema::payload::PayloadKind::Dashboard,
            "downtime" => datadog_schema::payload::PayloadKind::Downtime,
            "synthetic" => datadog_schema::payload::PayloadKind::SyntheticTest,
            other => panic!("no table for the kind '{other}'"),
        };
        checked += 1;
        let found = datadog_schema::validate::payload(kind, object.payload());
        problems.extend(
            found
                .iter()
                .map(|p| format!("{}/{} {}: {}: {}", object.scope, object.path, p.path, p.rule, p.message)),
        );
    }
    assert!(checked > 100, "only {checked} objects were rendered");
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
}
