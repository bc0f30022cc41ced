//! The state of a service check.

use crate::payload::declare::object;
use crate::payload::part::{time, title};

object! {
    pub(crate) WIDGET = "check status widget" with [title::TITLE] {
        type: required Only("check_status"),
        check: required Text,
        grouping: required Only("check", "cluster"),
        group: Text,
        group_by: List(Text),
        tags: List(Text),
        time: Choice(time::TIME),
    }
}
