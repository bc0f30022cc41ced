//! Rules of `cargo xtask lint` that an object says do not fit it. Whether a rule of that name exists is the linter's to say.

use model::{Date, Suppression, Suppressions};
use serde_json::Value;

use crate::finding::{Finding, Findings, Lowered};
use crate::given::{Field, Given, a, optional, required};

/// The field of every monitor, SLO and dashboard.
pub(crate) const SUPPRESS: Field = optional(
    "suppress",
    "rules of lint that do not fit here, each with its reason: { 'monitor/no-recovery': { reason: '...', until: '2027-03-01' } }",
);

const ONE: [Field; 2] = [
    required("reason", "why the rule does not fit here"),
    optional(
        "until",
        "the last day on which it holds, as YYYY-MM-DD; for ever unless said",
    ),
];

/// What `given` suppresses.
pub(crate) fn read(given: &Given<'_>, findings: &mut Findings) -> Lowered<Suppressions> {
    let Some(value) = given.said("suppress") else {
        return Ok(Suppressions::new());
    };
    let Value::Object(rules) = value else {
        let message = format!("suppress of {} must be an object, not {}", given.what(), a(value));
        return Err(given.refuse(
            "suppress",
            Finding::new("jsonnet/type", message).at("suppress"),
            findings,
        ));
    };
    let mut read = Vec::with_capacity(rules.len());
    for (rule, value) in rules {
        read.push(one(given, rule, value, findings).map(|suppression| (rule.clone(), suppression)));
    }
    read.into_iter().collect()
}

fn one(object: &Given<'_>, rule: &str, value: &Value, findings: &mut Findings) -> Lowered<Suppression> {
    let given = Given::read(
        format!("suppression of '{rule}' in {}", object.what()),
        value,
        &[&ONE],
        findings,
    )?;
    let reason = given.text("reason", findings);
    let until = given.text_or_none("until", findings).and_then(|until| {
        let parsed = until.map(str::parse::<Date>).transpose();
        parsed.map_err(|error| {
            let message = format!("{}: until is no day: {error}", given.what());
            given.refuse(
                "until",
                Finding::new("suppress/until", message)
                    .at("until")
                    .help("write it as YYYY-MM-DD"),
                findings,
            )
        })
    });
    Ok(Suppression {
        reason: reason?.to_owned(),
        until: until?,
    })
}
