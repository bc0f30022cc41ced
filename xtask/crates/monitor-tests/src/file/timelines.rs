use std::borrow::Cow;
use std::fmt;

use documents::yaml::Located;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Scalar, Text};

/// The changes of state that are stated, by group; those of the only group where no group is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timelines(pub Vec<(Text, Vec<Text>)>);

impl Timelines {
    /// The name of the group of a monitor that has none.
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
        f.write_str("changes of state such as [OK@0m, Alert@21m], or these by group")
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
