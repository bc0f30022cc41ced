//! Units as the catalog names them (Datadog's unit names) and as people read them.

use std::borrow::Cow;

/// ` %` for `percent`, as it follows a number; a unit without a short form follows after a space.
pub(crate) fn text(unit: &str) -> Cow<'static, str> {
    Cow::Borrowed(match unit {
        "percent" => " %",
        "second" => " s",
        "millisecond" => " ms",
        "byte" => " bytes",
        "query" => " queries",
        "count" | "status" => "",
        other => return Cow::Owned(format!(" {other}s")),
    })
}
