//! The conditional parts of a message, so that somebody can ask which of them were ever shown.

use super::{Condition, Guard, Node, NodeKind, Template, Transition};

/// One side of a block: what it holds, or what stands behind its `{{else}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Branch {
    /// Where the opening tag begins, in bytes of the text.
    pub open: usize,
    /// Whether it is the side behind `{{else}}`.
    pub otherwise: bool,
}

/// A branch as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenBranch<'a> {
    /// Which one.
    pub branch: Branch,
    /// The opening tag: `{{#is_alert}}`, with `{{else}}` behind it for the other side.
    pub tag: String,
    /// What must hold for it to be shown, outermost first; the last is its own.
    pub guards: Vec<Guard<'a>>,
}

impl WrittenBranch<'_> {
    /// Whether some of `transitions` may show it; conditions on anything else may hold or not.
    #[must_use]
    pub fn may_show(&self, transitions: &[Transition]) -> bool {
        transitions
            .iter()
            .any(|transition| self.guards.iter().all(|guard| guard.may_pass(*transition)))
    }
}

impl Template {
    /// Every branch in the order of the text. `each` has none: it is never shown offline, since values are no lists here.
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
