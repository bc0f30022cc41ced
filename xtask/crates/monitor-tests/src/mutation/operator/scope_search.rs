//! The filters of searches.

use datadog_query::search::{Clause, Expr, Node, Pattern, Piece, Search, Test};

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

/// A changed search, with its description.
struct Edit {
    description: String,
    killed_by: String,
    /// `None` if nothing remains of it.
    node: Option<Node<Clause>>,
}

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    for (index, search) in original.searches().iter().enumerate() {
        for edit in search.root.iter().flat_map(edits) {
            let definition = original.with_search(index, &Search { root: edit.node });
            out.add(MutantKind::Scope, edit.description, edit.killed_by, definition);
        }
    }
}

fn edits(node: &Node<Clause>) -> Vec<Edit> {
    let mut out = Vec::new();
    let wrapped = |expr| Node {
        expr,
        span: node.span.clone(),
    };
    match &node.expr {
        Expr::And(all) => out.extend(each(all, |rest| wrapped(Expr::And(rest)))),
        Expr::Or(all) => out.extend(each(all, |rest| wrapped(Expr::Or(rest)))),
        Expr::Not(inner) => {
            out.push(dropped(node));
            out.extend(edits(inner).into_iter().filter_map(|edit| {
                let node = Some(wrapped(Expr::Not(Box::new(edit.node?))));
                Some(Edit { node, ..edit })
            }));
        }
        Expr::Leaf(Clause::All) => {}
        Expr::Leaf(clause) => {
            out.push(dropped(node));
            if let Some(other) = other_value(clause) {
                let other = wrapped(Expr::Leaf(other));
                out.push(Edit {
                    description: format!("filter {node} becomes {other}"),
                    killed_by: format!("a test with events of {node}"),
                    node: Some(other),
                });
            }
        }
    }
    out
}

fn dropped(node: &Node<Clause>) -> Edit {
    Edit {
        description: format!("filter {node} is dropped"),
        killed_by: format!("a test with events outside {node}, which would change the outcome"),
        node: None,
    }
}

/// The edits of each of several nodes, each among the other unchanged nodes.
fn each(all: &[Node<Clause>], join: impl Fn(Vec<Node<Clause>>) -> Node<Clause>) -> Vec<Edit> {
    let mut out = Vec::new();
    for (i, node) in all.iter().enumerate() {
        for edit in edits(node) {
            let mut rest = all.to_vec();
            match edit.node {
                Some(node) => rest[i] = node,
                None => drop(rest.remove(i)),
            }
            let node = if rest.len() == 1 { rest.pop() } else { Some(join(rest)) };
            out.push(Edit { node, ..edit });
        }
    }
    out
}

fn other_value(clause: &Clause) -> Option<Clause> {
    match clause {
        Clause::Message(pattern) => Some(Clause::Message(other(pattern))),
        Clause::Field { key, test } => match &test.expr {
            Expr::Leaf(Test::Matches(pattern)) => Some(Clause::Field {
                key: key.clone(),
                test: Node {
                    expr: Expr::Leaf(Test::Matches(other(pattern))),
                    span: test.span.clone(),
                },
            }),
            _ => None,
        },
        _ => None,
    }
}

fn other(pattern: &Pattern) -> Pattern {
    let mut other = pattern.clone();
    match other.pieces.first_mut() {
        Some(Piece::Text(text)) => *text = format!("other-{text}"),
        _ => other.pieces.insert(0, Piece::Text("other-".to_owned())),
    }
    other
}
