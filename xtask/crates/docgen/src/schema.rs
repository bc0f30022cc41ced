//! JSON Schemas of handwritten YAML, for editors.

use documents::runbook::FrontMatter;
use documents::window::Window;
use gameday_scenarios::Scenario;
use monitor_tests::TestFile;
use page_budget::{Normal, World};
use repository::Artifact;
use schemars::{Schema, schema_for};

/// `docs/reference/schemas/`
pub(crate) fn artifacts() -> Vec<Artifact> {
    vec![
        artifact("runbook", &schema_for!(FrontMatter)),
        artifact("gameday", &schema_for!(Scenario)),
        artifact("monitor-test", &schema_for!(TestFile)),
        artifact("normal", &schema_for!(Normal)),
        artifact("window", &schema_for!(Window)),
        artifact("world", &schema_for!(World)),
    ]
}

fn artifact(name: &str, schema: &Schema) -> Artifact {
    // A schema consists of JSON values, which always serialise.
    let text = serde_json::to_string_pretty(schema).expect("a JSON value prints") + "\n";
    Artifact {
        path: format!("docs/reference/schemas/{name}.schema.json"),
        text: Some(text),
    }
}
