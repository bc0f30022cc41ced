//! Values by other names: those of Datadog's pages, and parts of known ones. They are mistakes wherever they come from, because Datadog gives them another name.

/// How Datadog's documentation and its editor call types of widgets, and how the API does (doc: dashboards/widgets).
const NAMES: &[(&str, &str)] = &[
    ("list", "list_stream"),
    ("markdown", "note"),
    ("monitor_summary", "manage_status"),
    ("notes_and_links", "note"),
    ("pie", "sunburst"),
    ("pie_chart", "sunburst"),
    ("profiling_flame_graph", "flame_graph"),
    ("retention", "retention_curve"),
    ("service_summary", "trace_service"),
    ("slo_summary", "slo"),
    ("split_graph", "split_group"),
    ("table", "query_table"),
];

/// Signs by their names.
const SIGNS: &[(&str, &str)] = &[
    ("==", "="),
    ("gt", ">"),
    ("gte", ">="),
    ("lt", "<"),
    ("lte", "<="),
    ("=>", ">="),
    ("=<", "<="),
];

/// The known value that `text` is another name of: `metric` is `metric alert`, `pie_chart` is `sunburst`.
pub(super) fn meant<'k>(text: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    let named = |name: &str| known.clone().find(|known| *known == name);
    let mut tables = NAMES.iter().chain(SIGNS);
    let listed = tables.find_map(|(other, name)| named(name).filter(|_| other.eq_ignore_ascii_case(text)));
    listed.or_else(|| known.clone().find(|known| is_part(text, known)))
}

/// Whether `text` is some of the words of a name that consists of several: `Maintenance` of `Scheduled Maintenance`.
fn is_part(text: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split([' ', '-', '_']).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (part, whole) = (words(text), words(name));
    let shorter = !part.is_empty() && part.len() < whole.len();
    name.contains(' ') && shorter && whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_of_known_values() {
        for (text, known, expected) in [
            ("metric", &["log alert", "metric alert"][..], Some("metric alert")),
            ("event-v2", &["event-v2 alert"], Some("event-v2 alert")),
            ("Maintenance", &["Scheduled Maintenance"], Some("Scheduled Maintenance")),
            (
                "business_hours",
                &["Outside Business Hours"],
                Some("Outside Business Hours"),
            ),
            ("pie_chart", &["slo", "sunburst"], Some("sunburst")),
            ("gte", &[">", ">="], Some(">=")),
            ("table", &["logs"], None),
            ("alert metric", &["metric alert"], None),
            ("trace", &["trace_service"], None),
            ("", &["metric alert"], None),
            ("gauge", &["query_value"], None),
        ] {
            assert_eq!(meant(text, known.iter().copied()), expected, "{text}");
        }
    }
}
