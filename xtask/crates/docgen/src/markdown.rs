//! Text in GitHub's Markdown, escaped so that readers see the original text.

/// Escapes `text`, so that nothing in it is markup.
pub(crate) fn text(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (n, &c) in chars.iter().enumerate() {
        let word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
        match c {
            // Within a word it is not emphasis; unescaped, names can be searched for.
            '_' if word(n.checked_sub(1)) && word(Some(n + 1)) => out.push(c),
            // '&' is an entity only before a name. Some parsers read '$' as a formula and '{' as an expression.
            '&' if !word(Some(n + 1)) && chars.get(n + 1) != Some(&'#') => out.push(c),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '&' | '#' => {
                out.extend(['\\', c])
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// `text` in a code span. Within a table the pipe is escaped even here, by [`Table`].
pub(crate) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // Markdown strips one space from both ends if both have one.
    let spaced = text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty());
    let pad = if spaced { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A link; `label` is Markdown already.
pub(crate) fn link(label: &str, address: &str) -> String {
    let address = address
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29")
        .replace('|', "%7C");
    format!("[{label}]({address})")
}

/// The items joined by commas; `none` if there are none.
pub(crate) fn list<T: AsRef<str>>(items: &[T], none: &str) -> String {
    if items.is_empty() {
        none.to_owned()
    } else {
        items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
    }
}

/// A number with separated thousands.
pub(crate) fn number(value: &serde_json::Number) -> String {
    let plain = value.to_string();
    if plain.len() < 4 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return plain;
    }
    let mut out = String::new();
    for (n, digit) in plain.chars().enumerate() {
        if n > 0 && (plain.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A table. Its columns are not aligned: a longer name would change every line, and conflict with every other change of the table.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new<T: Into<String>>(header: impl IntoIterator<Item = T>) -> Self {
        Self {
            rows: vec![header.into_iter().map(Into::into).collect()],
        }
    }

    /// Appends a row of Markdown cells.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<_> = cells.into_iter().map(|cell| cell_text(&cell)).collect();
        debug_assert_eq!(cells.len(), self.rows[0].len(), "a row has as many cells as the header");
        self.rows.push(cells);
    }

    /// The table's lines.
    pub(crate) fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule = vec!["---".to_owned(); self.rows[0].len()];
        let (header, rows) = self.rows.split_at(1);
        header.iter().chain([&rule]).chain(rows).map(|row| line(row)).collect()
    }
}

/// Escapes every pipe, because a pipe ends a cell even in code. An escaped pipe stays.
fn cell_text(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut escaped = false;
    for c in cell.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// The visible text of `markdown`.
    fn seen(markdown: &str) -> String {
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
            .map(|event| match event {
                Event::Text(t) | Event::Code(t) => t.to_string(),
                Event::SoftBreak | Event::HardBreak => " ".to_owned(),
                _ => String::new(),
            })
            .collect()
    }

    /// The visible text of a cell.
    fn seen_in_table(cell: String) -> String {
        let mut table = Table::new(["first", "x"]);
        table.row(["a".to_owned(), cell]);
        let seen = seen(&table.markdown());
        seen.strip_prefix("firstxa")
            .expect("the header and the first cell")
            .to_owned()
    }

    #[test]
    fn a_longer_cell_changes_its_own_line_only() {
        let mut table = Table::new(["Name", "Value"]);
        table.row(["a".to_owned(), code("x|y")]);
        table.row(["größer".to_owned(), text("{a|b}")]);
        assert_eq!(
            table.markdown(),
            "| Name | Value |\n| --- | --- |\n| a | `x\\|y` |\n| größer | \\{a\\|b\\} |\n"
        );
    }

    #[test]
    fn names_stay_searchable_and_code_may_hold_backticks() {
        assert_eq!(text("rabbitmq_queue of _x"), "rabbitmq_queue of \\_x");
        assert_eq!(text("R & D &amp; &#35;"), "R & D \\&amp; \\&\\#35;");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn long_numbers_are_grouped() {
        let check = |n: serde_json::Number, expected: &str| assert_eq!(number(&n), expected);
        check(200.into(), "200");
        check(2000.into(), "2,000");
        check(60_000_000.into(), "60,000,000");
        check(serde_json::Number::from_f64(2.5).expect("finite"), "2.5");
    }

    proptest! {
        #[test]
        fn escaped_text_reads_as_written(word in "[ -~äß]{0,40}") {
            // The letters at both ends keep spaces, and characters that begin a block.
            let written = format!("x{word}x");
            let single = written.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(seen(&text(&written)).split_whitespace().collect::<Vec<_>>().join(" "), single);
            prop_assert_eq!(seen(&code(&written)), written.clone());
            prop_assert_eq!(seen_in_table(text(&written)), written);
        }

        #[test]
        fn code_in_a_table_reads_as_written(query in "[a-z{}|:,*>\"` ]{1,40}") {
            let query = format!("x{query}x");
            prop_assert_eq!(seen_in_table(code(&query)), query);
        }
    }
}
