//! The tags of monitors that a downtime mutes: "The maximum number of tags that can be selected for a single downtime is 32. Each tag can be at most 256
//! characters long." (doc: monitors/downtimes, "By Monitor Tags")

use crate::payload::{Problem, pointer};
use serde_json::Value;

const COUNT_MAX: usize = 32;
const LENGTH_MAX: usize = 256;

/// The tags at `path`.
pub(super) fn check(tags: &Value, path: &str, out: &mut Vec<Problem>) {
    let tags = tags.as_array().map_or(&[][..], Vec::as_slice);
    if tags.len() > COUNT_MAX {
        let message = format!("{} monitor tags; a downtime can have at most {COUNT_MAX}", tags.len());
        out.push(
            Problem::error("downtime/tags", path, message)
                .help("give the monitors one tag in common, or split the downtime"),
        );
    }
    for (index, tag) in tags.iter().enumerate() {
        let Some(length) = tag.as_str().map(|tag| tag.chars().count()) else {
            continue;
        };
        if length > LENGTH_MAX {
            let message = format!("a monitor tag of {length} characters; it can have at most {LENGTH_MAX}");
            out.push(Problem::error("downtime/tags", pointer::item(path, index), message).help("shorten the tag"));
        }
    }
}
