//! Flowcharts in Mermaid. Labels are quoted, so that names cannot be parsed as syntax.

use std::collections::BTreeSet;
use std::fmt::Write;

/// How a node is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A process.
    Box,
    /// A data store.
    Store,
    /// A queue or topic.
    Queue,
}

/// A flowchart from left to right.
#[derive(Debug)]
pub(crate) struct Flowchart {
    lines: String,
    edges: BTreeSet<String>,
    depth: usize,
}

impl Flowchart {
    pub(crate) fn new() -> Self {
        Self {
            lines: "flowchart LR\n".to_owned(),
            edges: BTreeSet::new(),
            depth: 1,
        }
    }

    /// Appends a node; edges refer to it by `key`.
    pub(crate) fn node(&mut self, key: &str, label: &str, shape: Shape) {
        let (open, close) = match shape {
            Shape::Box => ("[", "]"),
            Shape::Store => ("[(", ")]"),
            Shape::Queue => ("([", "])"),
        };
        self.line(&format!("{}{open}\"{}\"{close}", id(key), quoted(label)));
    }

    /// Opens a frame around the nodes that follow.
    pub(crate) fn frame(&mut self, key: &str, label: &str) {
        self.line(&format!("subgraph {}[\"{}\"]", id(key), quoted(label)));
        self.depth += 1;
    }

    /// Closes the frame.
    pub(crate) fn end(&mut self) {
        self.depth -= 1;
        self.line("end");
    }

    /// Appends an arrow. A duplicate is ignored.
    pub(crate) fn edge(&mut self, from: &str, arrow: &str, to: &str) {
        let edge = format!("{} {arrow} {}", id(from), id(to));
        if self.edges.insert(edge.clone()) {
            self.line(&edge);
        }
    }

    /// The diagram's text.
    pub(crate) fn text(&self) -> &str {
        &self.lines
    }

    fn line(&mut self, line: &str) {
        writeln!(self.lines, "{}{line}", "  ".repeat(self.depth)).expect("writing to a String succeeds");
    }
}

/// An identifier that is never a keyword of Mermaid (`end`, `default`) and is different for different keys.
fn id(key: &str) -> String {
    let mut out = String::from("n_");
    for c in key.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            other => write!(out, "_{:x}_", u32::from(other)).expect("writing to a String succeeds"),
        }
    }
    out.replace("_2d_", "_")
}

fn quoted(label: &str) -> String {
    label
        .replace('#', "#35;")
        .replace('"', "#quot;")
        .replace('<', "#lt;")
        .replace('>', "#gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_never_syntax() {
        let mut chart = Flowchart::new();
        chart.frame("end", "a \"b\"");
        chart.node("api-gateway", "A <#1>", Shape::Box);
        chart.end();
        chart.edge("api-gateway", "-->", "kafka/x.y");
        chart.edge("api-gateway", "-->", "kafka/x.y");
        assert_eq!(
            chart.text(),
            "flowchart LR\n  subgraph n_end[\"a #quot;b#quot;\"]\n    n_api_gateway[\"A #lt;#35;1#gt;\"]\n  end\n  n_api_gateway --> n_kafka_2f_x_2e_y\n"
        );
    }
}
