//! Conditional sections of the title and the messages.

use datadog_query::message::{Block, Node, NodeKind, Template, parse};
use datadog_simulator::MessageField;

use crate::mutation::messages::{reads_the_same, text_of, with_text};
use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let transitions = original.monitor.transitions();
    for text in [MessageField::Title, MessageField::Message, MessageField::Escalation] {
        let Some(written) = text_of(original.definition, text) else {
            continue;
        };
        let template = parse(written).0;
        for (i, (block, ..)) in template.blocks().into_iter().enumerate() {
            // handles are mutants of the kind route
            if contains_only_handles(block) {
                continue;
            }
            let tag = format!("{{{{{}{}}}}}", if block.negated { '^' } else { '#' }, block.condition);
            let unwrapped = Template {
                nodes: without(&template.nodes, &mut Some(i), &|block| block.body.clone()),
            };
            let dropped = Template {
                nodes: without(&template.nodes, &mut Some(i), &|_| Vec::new()),
            };
            let changes = [
                (
                    unwrapped,
                    "is dropped, its text is always shown",
                    format!(
                        "a test of another transition, with {}",
                        expected(text, block).unwrap_or_else(|| format!("the text of {tag} in `lacks`"))
                    ),
                ),
                (
                    dropped,
                    "is dropped with its text",
                    match expected(text, block) {
                        Some(expected) => format!("a test with {expected} for a notification that shows {tag}"),
                        None => format!(
                            "a test with the text of {tag} in `contains` of the {}",
                            text.payload_path()
                        ),
                    },
                ),
            ];
            for (changed, what, killed_by) in changes {
                let definition = with_text(original.definition, text, changed.to_string());
                if !reads_the_same(original.definition, &definition, &transitions) {
                    out.add(
                        MutantKind::Conditional,
                        format!("{tag} of {} {what}", text.payload_path()),
                        killed_by,
                        definition,
                    );
                }
            }
        }
    }
}

/// How a test expects the policy's text of a transition: without its wording, which may change.
fn expected(field: MessageField, block: &Block) -> Option<String> {
    let message = match block.condition.to_string().as_str() {
        _ if block.negated || field == MessageField::Title => return None,
        "is_alert" => "alert",
        "is_warning" => "warning",
        "is_recovery" | "is_alert_recovery" | "is_warning_recovery" => "recovery",
        "is_no_data" => "no_data",
        "is_renotify" => "renotification",
        _ => return None,
    };
    Some(format!("`message: {message}`"))
}

/// Whether the block contains only handles.
fn contains_only_handles(block: &Block) -> bool {
    let template = Template {
        nodes: block.body.clone(),
    };
    let mut text = template.to_string();
    let handles: Vec<String> = template
        .handles()
        .iter()
        .map(datadog_query::message::Handle::name)
        .collect();
    for handle in &handles {
        text = text.replacen(handle.as_str(), "", 1);
    }
    !handles.is_empty() && text.trim().is_empty()
}

/// The nodes with block number `remaining`, counted in text order, replaced by `instead`.
fn without(nodes: &[Node], remaining: &mut Option<usize>, instead: &impl Fn(&Block) -> Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        let (NodeKind::Block(block), Some(number)) = (&node.kind, *remaining) else {
            out.push(node.clone());
            continue;
        };
        if number == 0 {
            *remaining = None;
            out.extend(instead(block));
            continue;
        }
        *remaining = Some(number - 1);
        let mut block = block.clone();
        block.body = without(&block.body, remaining, instead);
        block.otherwise = block.otherwise.map(|nodes| without(&nodes, remaining, instead));
        out.push(Node {
            kind: NodeKind::Block(block),
            span: node.span.clone(),
        });
    }
    out
}
