//! Trees without spans.

use std::ops::Range;

use super::{Amount, Bound, Clause, Expr, Key, Network, NetworkBlock, Node, Pattern, Piece, Search, Test, Variable};

const NOWHERE: Range<usize> = 0..0;

impl Search {
    /// The same search with every span empty, to compare meanings.
    #[must_use]
    pub fn without_spans(mut self) -> Self {
        if let Some(root) = &mut self.root {
            node(root, clause);
        }
        self
    }
}

fn node<T>(it: &mut Node<T>, leaf: fn(&mut T)) {
    it.span = NOWHERE;
    match &mut it.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter_mut().for_each(|it| node(it, leaf)),
        Expr::Not(it) => node(it, leaf),
        Expr::Leaf(it) => leaf(it),
    }
}

fn clause(it: &mut Clause) {
    match it {
        Clause::All => {}
        Clause::Message(it) => pattern(it),
        Clause::Field { key: it, test: tests } => {
            key(it);
            node(tests, test);
        }
        Clause::Exists { key: it, .. } => key(it),
        Clause::Cidr { key: it, networks } => {
            key(it);
            networks.iter_mut().for_each(network);
        }
        Clause::Variable(it) => variable(it),
    }
}

fn key(it: &mut Key) {
    it.span = NOWHERE;
}

fn variable(it: &mut Variable) {
    it.span = NOWHERE;
}

fn network(it: &mut Network) {
    it.span = NOWHERE;
    if let NetworkBlock::Variable(it) = &mut it.block {
        variable(it);
    }
}

fn pattern(it: &mut Pattern) {
    it.span = NOWHERE;
    for piece in &mut it.pieces {
        if let Piece::Variable(it) = piece {
            variable(it);
        }
    }
}

fn test(it: &mut Test) {
    match it {
        Test::Exists => {}
        Test::Matches(it) => pattern(it),
        Test::Compare { bound: it, .. } => bound(it),
        Test::Range { lower, upper, .. } => lower.iter_mut().chain(upper).for_each(|it| bound(it)),
    }
}

fn bound(it: &mut Bound) {
    it.span = NOWHERE;
    if let Amount::Variable(it) = &mut it.amount {
        variable(it);
    }
}
