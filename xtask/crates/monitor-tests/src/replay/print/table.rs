//! Aligned columns.

/// The alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// Between two columns.
const GAP: &str = "  ";

/// What is at the end of a text that was cut.
const CUT: &str = "...";

/// A column of words is not cut to less than this: a day with its time fits.
const WORDS_MIN: usize = 12;

/// The rows under their headers, with two spaces between columns and no trailing spaces. Omits columns without content. Where a line would be longer than `limit`, the
/// widest columns of words are cut, as far as they can be.
#[must_use]
pub fn table(head: &[(&str, Align)], rows: &[Vec<String>], limit: Option<usize>) -> String {
    let width = |i: usize, head: &str| {
        rows.iter()
            .filter_map(|r| r.get(i))
            .map(|c| c.chars().count())
            .chain([head.chars().count()])
            .max()
            .unwrap_or(0)
    };
    let mut columns: Vec<(usize, Align, usize, &str)> = head
        .iter()
        .enumerate()
        .filter(|(i, _)| rows.iter().any(|r| r.get(*i).is_some_and(|c| !c.is_empty())))
        .map(|(i, (name, align))| (i, *align, width(i, name), *name))
        .collect();
    if let Some(limit) = limit {
        narrow(&mut columns, limit);
    }
    let line = |cell: &dyn Fn(usize, &str) -> String| {
        let cells: Vec<String> = columns
            .iter()
            .map(|(i, align, width, name)| {
                let text = cut(cell(*i, name), *width);
                let space = " ".repeat(width.saturating_sub(text.chars().count()));
                if *align == Align::Right {
                    format!("{space}{text}")
                } else {
                    format!("{text}{space}")
                }
            })
            .collect();
        format!("{}\n", cells.join(GAP).trim_end())
    };
    let mut out = line(&|_, name| name.to_owned());
    rows.iter()
        .for_each(|row| out.push_str(&line(&|i, _| row.get(i).cloned().unwrap_or_default())));
    out
}

/// Cuts the widest column of words again and again until a line fits.
fn narrow(columns: &mut [(usize, Align, usize, &str)], limit: usize) {
    loop {
        let gaps = GAP.len() * columns.len().saturating_sub(1);
        let excess = (columns.iter().map(|(_, _, width, _)| width).sum::<usize>() + gaps).saturating_sub(limit);
        let words = columns
            .iter_mut()
            .filter(|(_, align, width, _)| *align == Align::Left && *width > WORDS_MIN);
        match words.max_by_key(|(_, _, width, _)| *width) {
            Some((_, _, width, _)) if excess > 0 => *width -= 1,
            _ => return,
        }
    }
}

fn cut(text: String, width: usize) -> String {
    if text.chars().count() <= width {
        return text;
    }
    text.chars().take(width.saturating_sub(CUT.len())).collect::<String>() + CUT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_words_are_cut_until_a_line_fits() {
        let head = [("name", Align::Left), ("why", Align::Left), ("sent", Align::Right)];
        let rows = [vec![
            "a-long-name-of-a-monitor".to_owned(),
            "because".to_owned(),
            "12".to_owned(),
        ]];
        assert_eq!(
            table(&head, &rows, None),
            "name                      why      sent\na-long-name-of-a-monitor  because    12\n"
        );
        assert_eq!(
            table(&head, &rows, Some(30)),
            "name             why      sent\na-long-name-...  because    12\n"
        );
        // Numbers are never cut.
        assert_eq!(
            table(&head, &rows, Some(1)).lines().nth(1),
            Some("a-long-na...  because    12")
        );
    }
}
