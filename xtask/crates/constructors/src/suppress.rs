//! Rules of `cargo xtask lint` that do not apply to an object. The linter checks that a rule of the name exists.

use model::{Date, Suppression, Suppressions};
use serde_json::Value;

use crate::args::{Args, Field, FieldType, a, optional, required};
use crate::finding::{Built, Finding, Findings};

/// The field of every monitor, SLO and dashboard.
pub(crate) const SUPPRESS: Field = optional(
    "suppress",
    FieldType::Object("Suppression"),
    "rules of lint that do not fit here, each with its reason",
)
.default("none")
.example("{ 'monitor/no-recovery': { reason: '...', until: '2027-03-01' } }");

pub(crate) const ONE: &[Field] = &[
    required("reason", FieldType::Clause, "why the rule does not fit here"),
    optional("until", FieldType::Date, "the last day of the suppression")
        .default("no end")
        .example("'2027-03-01'"),
];

/// The rules that `suppress` of an object lists.
pub(crate) fn read(args: &Args<'_>, findings: &mut Findings) -> Built<Suppressions> {
    let Some(value) = args.get("suppress") else {
        return Ok(Suppressions::new());
    };
    let Value::Object(rules) = value else {
        let message = format!("suppress of {} must be an object, not {}", args.what(), a(value));
        return Err(args.reject(
            "suppress",
            Finding::new("jsonnet/type", message).at("suppress"),
            findings,
        ));
    };
    let mut read = Vec::with_capacity(rules.len());
    for (rule, value) in rules {
        read.push(one(args, rule, value, findings).map(|suppression| (rule.clone(), suppression)));
    }
    read.into_iter().collect()
}

fn one(object: &Args<'_>, rule: &str, value: &Value, findings: &mut Findings) -> Built<Suppression> {
    let args = Args::read(
        format!("suppression of '{rule}' in {}", object.what()),
        value,
        &[ONE],
        findings,
    )?;
    let reason = args.text("reason", findings);
    let until = args.text_or_none("until", findings).and_then(|until| {
        let parsed = until.map(str::parse::<Date>).transpose();
        parsed.map_err(|error| {
            let message = format!("{}: until is not a date: {error}", args.what());
            args.reject(
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
