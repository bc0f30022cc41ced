use std::borrow::Cow;
use std::fmt;

use documents::yaml::Located;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Scalar, Text};

/// Changes of state by group, or the changes alone for a monitor without groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timelines(pub Vec<(Text, Vec<Text>)>);

impl Timelines {
    /// The name of the only group of a monitor without groups.
    pub const UNGROUPED: &str = "*";
}

impl<'de> Deserialize<'de> for Timelines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Timelines {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Timelines".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let changes = json_schema!({
            "type": "array",
            "items": { "type": "string", "pattern": "^(OK|Warn|Alert|No Data|NoData|Dropped)@.+$" },
        });
        json_schema!({ "anyOf": [changes, { "type": "object", "additionalProperties": changes }] })
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Timelines;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("state changes such as [OK@0m, Alert@21m], or a mapping of groups to state changes")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Timelines, A::Error> {
        let mut changes = Vec::new();
        while let Some(change) = items.next_element()? {
            changes.push(change);
        }
        let group = Located {
            value: Scalar(Timelines::UNGROUPED.to_owned()),
            span: 0..0,
        };
        Ok(Timelines(vec![(group, changes)]))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Timelines, A::Error> {
        let mut groups = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            groups.push(entry);
        }
        Ok(Timelines(groups))
    }
}
