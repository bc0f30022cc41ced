//! A message: whom it reaches, and how it reads without their handles and the blocks that hold nothing else.

use std::collections::{BTreeMap, BTreeSet};

use datadog_query::message::{Block, Node, NodeKind, Template, parse};

use super::recipients::{self, Event, Notifies, Recipient};
use crate::fact::Fact;
use crate::shown::sentence;
use model::Risk;

/// The message of a monitor, and the one that is sent when it is repeated.
pub(super) struct Message {
    parts: [(String, Template); 2],
    /// What the parser refuses first.
    error: Option<String>,
}

impl Message {
    /// What the parser refuses of them is left out: it tells nobody.
    pub(super) fn new(message: String, repeated: String) -> Self {
        let mut error = None;
        let parts = [message, repeated].map(|text| {
            let (template, errors) = parse(&text);
            error = error
                .take()
                .or_else(|| errors.into_iter().next().map(|error| error.message));
            (text, template)
        });
        Self { parts, error }
    }

    /// What is wrong with `new` and was not with this one.
    pub(super) fn refused(&self, new: &Self) -> Option<Fact> {
        let error = new.error.as_ref().filter(|_| self.error != new.error)?;
        Some(Fact::new(Risk::Unreadable, "message cannot be read:", sentence(error)))
    }

    /// Everybody who hears of something; who stands in the second message hears of repetitions.
    pub(super) fn recipients(&self, notifies: Notifies) -> BTreeMap<Recipient, BTreeSet<Event>> {
        let [(_, message), (_, repeated)] = &self.parts;
        let mut all = recipients::of(message, notifies);
        for (recipient, events) in recipients::of(repeated, notifies) {
            if events.contains(&Event::Repetition) {
                all.entry(recipient).or_default().insert(Event::Repetition);
            }
        }
        all
    }

    /// The texts as they are.
    pub(super) fn texts(&self) -> [&str; 2] {
        self.parts.each_ref().map(|(text, _)| text.as_str())
    }

    /// The texts without handles.
    pub(super) fn bodies(&self) -> [String; 2] {
        self.parts.each_ref().map(|(text, template)| body(text, template))
    }
}

fn body(text: &str, template: &Template) -> String {
    let handles = template.handles();
    if handles.is_empty() {
        return text.to_owned();
    }
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for handle in handles {
        bare.push_str(text.get(from..handle.span.start).unwrap_or_default());
        from = from.max(handle.span.end);
    }
    bare.push_str(text.get(from..).unwrap_or_default());
    let (template, _) = parse(&bare);
    let mut out = String::new();
    nodes(&template.nodes, &bare, &mut out);
    out
}

/// As deep as the parser lets blocks stand in each other.
fn nodes(nodes: &[Node], text: &str, out: &mut String) {
    for node in nodes {
        match &node.kind {
            NodeKind::Block(block) => self::block(block, text, out),
            _ => out.push_str(text.get(node.span.clone()).unwrap_or_default()),
        }
    }
}

fn block(block: &Block, text: &str, out: &mut String) {
    let mut inner = String::new();
    nodes(&block.body, text, &mut inner);
    if let Some(otherwise) = &block.otherwise {
        let mut other = String::new();
        nodes(otherwise, text, &mut other);
        if !other.trim().is_empty() {
            inner.push_str("{{else}}");
            inner.push_str(&other);
        }
    }
    if !inner.trim().is_empty() {
        out.push_str(text.get(block.open.clone()).unwrap_or_default());
        out.push_str(&inner);
        out.push_str("{{/");
        out.push_str(block.condition.name());
        out.push_str("}}");
    }
}
