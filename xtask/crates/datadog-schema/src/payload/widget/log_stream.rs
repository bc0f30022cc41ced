//! Logs, one below the other.

use crate::payload::declare::object;
use crate::payload::part::{sort, time, title};

object! {
    pub(crate) WIDGET = "log stream widget" with [title::TITLE] {
        type: required Only("log_stream"),
        columns: List(Text),
        indexes: List(Text),
        logset: Text,
        message_display: Only("inline", "expanded-md", "expanded-lg"),
        query: Text,
        show_date_column: Bool,
        show_message_column: Bool,
        sort: Object(sort::FIELD),
        time: Choice(time::TIME),
    }
}
