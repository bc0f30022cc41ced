//! The template variables that a search uses.

use super::{Amount, Bound, Clause, NetworkBlock, Pattern, Piece, Search, Test, Variable};

impl Search {
    /// Every template variable, in the order of the text.
    #[must_use]
    pub fn variables(&self) -> Vec<Variable> {
        let mut out = Vec::new();
        if let Some(root) = &self.root {
            root.each_leaf(false, &mut |clause, _, _| of_clause(clause, &mut out));
        }
        out
    }
}

fn of_clause(clause: &Clause, out: &mut Vec<Variable>) {
    if let Some(key) = clause.key()
        && key.name.starts_with('$')
        && let Some((variable, _)) = Variable::at(&key.name, key.span.start)
    {
        out.push(variable);
    }
    match clause {
        Clause::All | Clause::Exists { .. } => {}
        Clause::Message(pattern) => of_pattern(pattern, out),
        Clause::Field { test, .. } => test.each_leaf(false, &mut |test, _, _| of_test(test, out)),
        Clause::Cidr { networks, .. } => out.extend(networks.iter().filter_map(|network| match &network.block {
            NetworkBlock::Variable(variable) => Some(variable.clone()),
            NetworkBlock::Cidr { .. } => None,
        })),
        Clause::Variable(variable) => out.push(variable.clone()),
    }
}

fn of_pattern(pattern: &Pattern, out: &mut Vec<Variable>) {
    out.extend(pattern.pieces.iter().filter_map(|piece| match piece {
        Piece::Variable(variable) => Some(variable.clone()),
        _ => None,
    }));
}

fn of_test(test: &Test, out: &mut Vec<Variable>) {
    let bound = |bound: &Bound| match &bound.amount {
        Amount::Variable(variable) => Some(variable.clone()),
        _ => None,
    };
    match test {
        Test::Exists => {}
        Test::Matches(pattern) => of_pattern(pattern, out),
        Test::Compare { bound: it, .. } => out.extend(bound(it)),
        Test::Range { lower, upper, .. } => out.extend(lower.iter().chain(upper).filter_map(|it| bound(it))),
    }
}
