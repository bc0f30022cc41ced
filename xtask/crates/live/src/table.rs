//! Tables: aligned for a terminal, or as Markdown.

/// Rows of cells below a header.
pub(crate) struct Table {
    pub(crate) header: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// With columns aligned.
    pub(crate) fn text(&self) -> String {
        let mut widths: Vec<usize> = self.header.iter().map(|cell| cell.len()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let header: Vec<String> = self.header.iter().map(|cell| (*cell).to_owned()).collect();
        let lines = [&header].into_iter().chain(&self.rows);
        lines.map(|row| aligned(row, &widths)).collect()
    }

    /// As Markdown.
    pub(crate) fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| {
            format!("|{}\n", cells.map(|cell| format!(" {cell} |")).collect::<String>())
        };
        let escaped = |cell: &String| cell.replace('|', "\\|").replace(['<', '>', '`', '@'], " ");
        let mut out = line(&mut self.header.iter().map(|cell| (*cell).to_owned()));
        out += &line(&mut self.header.iter().map(|_| "---".to_owned()));
        for row in &self.rows {
            out += &line(&mut row.iter().map(escaped));
        }
        out
    }
}

fn aligned(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| {
        let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
        format!("{cell}{padding}  ")
    });
    format!("{}\n", cells.collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms() {
        let table = Table {
            header: vec!["service", "ok"],
            rows: vec![
                vec!["a|b".to_owned(), "1".to_owned()],
                vec!["redis-cluster".to_owned(), "12".to_owned()],
            ],
        };
        assert_eq!(table.text(), "service        ok\na|b            1\nredis-cluster  12\n");
        assert_eq!(
            table.markdown(),
            "| service | ok |\n| --- | --- |\n| a\\|b | 1 |\n| redis-cluster | 12 |\n"
        );
    }
}
