//! Aligned columns.

/// The alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// The rows under their headers, with two spaces between columns and no trailing spaces. Omits columns without content.
#[must_use]
pub fn table(head: &[(&str, Align)], rows: &[Vec<String>]) -> String {
    let width = |i: usize, head: &str| {
        rows.iter()
            .filter_map(|r| r.get(i))
            .map(|c| c.chars().count())
            .chain([head.chars().count()])
            .max()
            .unwrap_or(0)
    };
    let columns: Vec<(usize, Align, usize, &str)> = head
        .iter()
        .enumerate()
        .filter(|(i, _)| rows.iter().any(|r| r.get(*i).is_some_and(|c| !c.is_empty())))
        .map(|(i, (name, align))| (i, *align, width(i, name), *name))
        .collect();
    let line = |cell: &dyn Fn(usize, &str) -> String| {
        let cells: Vec<String> = columns
            .iter()
            .map(|(i, align, width, name)| {
                let text = cell(*i, name);
                let space = " ".repeat(width.saturating_sub(text.chars().count()));
                if *align == Align::Right {
                    format!("{space}{text}")
                } else {
                    format!("{text}{space}")
                }
            })
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    let mut out = line(&|_, name| name.to_owned());
    rows.iter()
        .for_each(|row| out.push_str(&line(&|i, _| row.get(i).cloned().unwrap_or_default())));
    out
}
