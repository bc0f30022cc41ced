//! The source that a filter asks for.

use datadog_query::search::{Clause, Expr, Node, Search, Test};

/// A source whose logs the filter selects: the first `source:...` that is not excluded.
#[must_use]
pub fn source_of(filter: &Search) -> Option<String> {
    filter
        .clauses()
        .into_iter()
        .find_map(|(clause, excluded)| match clause {
            Clause::Field { key, test } if !excluded && key.name == "source" => literal(test),
            _ => None,
        })
}

/// The sources that the filter names in full and does not exclude, in the order of the text.
#[must_use]
pub fn sources_of(filter: &Search) -> Vec<String> {
    let mut sources = Vec::new();
    for (clause, excluded) in filter.clauses() {
        if let Clause::Field { key, test } = clause
            && !excluded
            && key.name == "source"
        {
            literals(test, &mut sources);
        }
    }
    sources
}

/// Every text that a value may be.
fn literals(test: &Node<Test>, out: &mut Vec<String>) {
    match &test.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| literals(node, out)),
        Expr::Leaf(Test::Matches(pattern)) => out.extend(pattern.literal().map(str::to_owned)),
        Expr::Leaf(_) | Expr::Not(_) => {}
    }
}

/// The first text that a value may be.
fn literal(test: &Node<Test>) -> Option<String> {
    match &test.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().find_map(literal),
        Expr::Leaf(Test::Matches(pattern)) => Some(match pattern.literal() {
            Some(text) => text.to_owned(),
            None => pattern
                .pieces
                .iter()
                .filter_map(|piece| match piece {
                    datadog_query::search::Piece::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
        }),
        Expr::Leaf(_) | Expr::Not(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use datadog_query::search;

    use super::*;

    #[test]
    fn the_first_source_counts() {
        let check = |filter: &str, expected: Option<&str>| {
            let search = search::parse(filter).expect("a search");
            assert_eq!(source_of(&search).as_deref(), expected, "{filter}");
        };
        check("source:nginx", Some("nginx"));
        check("source:(b OR a)", Some("b"));
        check("-source:a source:b service:c", Some("b"));
        check("source:web*", Some("web"));
        check("service:c", None);
    }

    #[test]
    fn every_source_is_named() {
        let check = |filter: &str, expected: &[&str]| {
            let search = search::parse(filter).expect("a search");
            assert_eq!(sources_of(&search), expected, "{filter}");
        };
        check("source:(b OR a) -source:c service:d", &["b", "a"]);
        check("source:web* OR source:x", &["x"]);
        check("source:(-y)", &[]);
        check("*", &[]);
    }
}
