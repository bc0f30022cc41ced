//! A message: its recipients, and its text without handles and without blocks that contain nothing else.

use datadog_query::message::{Block, Node, NodeKind, Template, parse};

use super::recipients::{self, Event, NotifiedEvents, Recipients};
use crate::display::sentence;
use crate::fact::Fact;
use model::Risk;

/// The message of a monitor, and its renotification message.
pub(super) struct Message {
    parts: [(String, Template); 2],
    /// The first parse error.
    error: Option<String>,
}

impl Message {
    /// Parses both messages. Handles in text that does not parse notify nobody.
    pub(super) fn new(message: String, renotification: String) -> Self {
        let mut error = None;
        let parts = [message, renotification].map(|text| {
            let (template, errors) = parse(&text);
            error = error
                .take()
                .or_else(|| errors.into_iter().next().map(|error| error.message));
            (text, template)
        });
        Self { parts, error }
    }

    /// The parse error of `new`, unless this message has the same one.
    pub(super) fn new_error(&self, new: &Self) -> Option<Fact> {
        let error = new.error.as_ref().filter(|_| self.error != new.error)?;
        Some(Fact::new(Risk::Unreadable, "message cannot be read:", sentence(error)))
    }

    /// All recipients with their events. Recipients in the second message are notified of renotifications.
    pub(super) fn recipients(&self, notified: NotifiedEvents) -> Recipients {
        let [(_, message), (_, renotification)] = &self.parts;
        let mut all = recipients::recipients(message, notified);
        for (recipient, events) in recipients::recipients(renotification, notified) {
            if events.contains(&Event::Renotification) {
                all.entry(recipient).or_default().insert(Event::Renotification);
            }
        }
        all
    }

    /// The texts, unchanged.
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

/// Recursion is bounded by the parser's limit on nested blocks.
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
