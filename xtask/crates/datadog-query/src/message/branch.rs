//! The conditional parts of a message, to check which of them are ever shown.

use super::{Condition, Guard, Node, NodeKind, Template, Transition};

/// One side of a block: its body, or the part after `{{else}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Branch {
    /// The first byte of the opening tag.
    pub open: usize,
    /// Whether it is the side after `{{else}}`.
    pub otherwise: bool,
}

/// A branch with its text and its conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenBranch<'a> {
    /// The branch.
    pub branch: Branch,
    /// The opening tag: `{{#is_alert}}`, or `{{#is_alert}}{{else}}` for the other side.
    pub tag: String,
    /// The conditions for showing it, outermost first; the last is its own.
    pub guards: Vec<Guard<'a>>,
}

impl WrittenBranch<'_> {
    /// Whether one of `transitions` may show it. Conditions on anything else count as possible.
    #[must_use]
    pub fn may_show(&self, transitions: &[Transition]) -> bool {
        transitions
            .iter()
            .any(|transition| self.guards.iter().all(|guard| guard.may_pass(*transition)))
    }
}

impl Template {
    /// Every branch in the order of the text. `each` has none, because values are never lists here and so it is never shown.
    #[must_use]
    pub fn branches(&self) -> Vec<WrittenBranch<'_>> {
        let mut out = Vec::new();
        within(&self.nodes, &mut Vec::new(), &mut out);
        out
    }
}

fn within<'a>(nodes: &'a [Node], guards: &mut Vec<Guard<'a>>, out: &mut Vec<WrittenBranch<'a>>) {
    for node in nodes {
        match &node.kind {
            NodeKind::Block(block) if !matches!(block.condition, Condition::Each(_)) => {
                let open = format!("{{{{{}{}}}}}", if block.negated { '^' } else { '#' }, block.condition);
                let sides = [
                    (Some(&block.body), false, String::new()),
                    (block.otherwise.as_ref(), true, "{{else}}".to_owned()),
                ];
                for (body, otherwise, rest) in sides {
                    let Some(body) = body else { continue };
                    guards.push(Guard {
                        condition: &block.condition,
                        holds: block.negated == otherwise,
                        open: block.open.start,
                    });
                    out.push(WrittenBranch {
                        branch: Branch {
                            open: block.open.start,
                            otherwise,
                        },
                        tag: format!("{open}{rest}"),
                        guards: guards.clone(),
                    });
                    within(body, guards, out);
                    guards.pop();
                }
            }
            NodeKind::Raw {
                condition: Some(condition),
                ..
            } => {
                let own = Guard {
                    condition,
                    holds: true,
                    open: node.span.start,
                };
                out.push(WrittenBranch {
                    branch: Branch {
                        open: node.span.start,
                        otherwise: false,
                    },
                    tag: format!("{{{{{{{{{condition}}}}}}}}}"),
                    guards: guards.iter().copied().chain([own]).collect(),
                });
            }
            _ => {}
        }
    }
}
