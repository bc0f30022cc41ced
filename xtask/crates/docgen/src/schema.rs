//! The JSON Schemas of what people write, for their editors.

use estate::Artifact;
use runbooks::FrontMatter;
use schemars::schema_for;

/// `docs/reference/schemas/`
pub(crate) fn artifacts() -> Vec<Artifact> {
    let schema = schema_for!(FrontMatter);
    // A schema is made of JSON values, which always have a text.
    let text = serde_json::to_string_pretty(&schema).expect("a JSON value prints") + "\n";
    vec![Artifact {
        path: "docs/reference/schemas/runbook.schema.json".to_owned(),
        text: Some(text),
    }]
}
