//! The vocabulary in TypeScript, as constants whose types the package derives. Formatted as prettier does.

use super::{HEADER, Vocabulary};

/// The width at which prettier breaks a line.
const WIDTH: usize = 120;

pub(super) fn text(vocabulary: &Vocabulary<'_>) -> String {
    let metrics = vocabulary.metrics.iter().map(|(name, (metric, tags))| {
        let lines = [
            property("type", &quoted(&metric.kind)),
            property("unit", &quoted(&metric.unit)),
            property("tags", &list("tags", tags)),
        ];
        (*name, lines.concat())
    });
    let tags = vocabulary
        .tags
        .iter()
        .map(|(name, values)| (*name, property("values", &list("values", values))));
    let attributes = vocabulary.attributes.iter().map(|(name, (kind, on))| {
        (
            *name,
            property("on", &list("on", on)) + &property("form", &quoted(kind.as_str())),
        )
    });
    let spans = vocabulary
        .spans
        .iter()
        .map(|(name, keys)| (*name, property("attributes", &list("attributes", keys))));
    let phi: String = vocabulary
        .phi
        .iter()
        .map(|phi| {
            let lines = [
                property("name", &quoted(&phi.name)),
                property("pattern", &quoted(&phi.pattern)),
                property("replacement", &quoted(&phi.replacement)),
            ];
            format!("  {{\n{}  }},\n", lines.concat())
        })
        .collect();
    format!(
        "// {HEADER}\n\nexport const METRIC_PREFIX = {};\n\n{}\n{}\n{}\n{}\nexport const PHI_PATTERNS = [\n{phi}] as const;\n",
        quoted(vocabulary.metric_prefix),
        constant("METRICS", metrics),
        constant("TAGS", tags),
        constant("ATTRIBUTES", attributes),
        constant("SPANS", spans),
    )
}

fn constant<'a>(name: &str, entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: String = entries
        .map(|(name, body)| format!("  {}: {{\n{body}  }},\n", key(name)))
        .collect();
    format!("export const {name} = {{\n{entries}}} as const;\n")
}

/// A line of an entry, broken after the colon if the value does not fit.
fn property(name: &str, value: &str) -> String {
    let line = format!("    {name}: {value},\n");
    if value.contains('\n') || line.chars().count() <= WIDTH + 1 {
        line
    } else {
        format!("    {name}:\n      {value},\n")
    }
}

/// A list in one line, or an element a line if it does not fit after `name`.
fn list(name: &str, items: &[impl AsRef<str>]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    let line = format!("[{}]", items.join(", "));
    if format!("    {name}: {line},").chars().count() <= WIDTH {
        line
    } else {
        let items: String = items.iter().map(|item| format!("      {item},\n")).collect();
        format!("[\n{items}    ]")
    }
}

/// A key, quoted only if it must be.
fn key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.starts_with(|c: char| c.is_ascii_digit()) || !name.chars().all(plain) {
        quoted(name)
    } else {
        name.to_owned()
    }
}

/// A string literal in the quotes that need fewer escapes, single ones if both are equal.
fn quoted(text: &str) -> String {
    let count = |quote| text.chars().filter(|c| *c == quote).count();
    let quote = if count('\'') > count('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c == quote => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quoted("a\\d\"b"), r#"'a\\d"b'"#);
        assert_eq!(quoted("it's"), r#""it's""#);
        assert_eq!(quoted("'\"\n\u{7}"), "'\\'\"\\n\\u{7}'");
    }

    #[test]
    fn long_lines_are_broken() {
        let words = vec!["a".repeat(20); 5];
        assert_eq!(list("on", &words[..1]), format!("['{}']", words[0]));
        assert!(list("on", &words).starts_with("[\n      '"));
        assert!(property("pattern", &"x".repeat(120)).starts_with("    pattern:\n      x"));
    }
}
