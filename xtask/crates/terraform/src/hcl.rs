//! Terraform's language: parsed files, and what an expression refers to.

use std::ops::Range;
use std::sync::Arc;

use diagnostics::Diagnostic;
use hcl_edit::Span;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::{Attribute, Block, Body};
use hcl_edit::visit::{Visit, visit_expr, visit_traversal};

use crate::Files;

/// A parsed file.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: Arc<str>,
    pub(crate) body: Body,
}

impl Source {
    /// The folder, which is the module that the file belongs to.
    pub(crate) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub(crate) fn error(&self, rule: &str, message: impl Into<String>, at: &impl Span) -> Diagnostic {
        let span = at.span().unwrap_or_default();
        let cut = trimmed(&self.text, span);
        Diagnostic::error(rule, message).at(self.path.clone(), self.text.clone(), cut)
    }
}

/// The span without the blanks around it: the parser counts those of a value as part of it.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(span.clone()) else {
        return span;
    };
    let start = span.start + (part.len() - part.trim_start().len());
    start..(span.start + part.trim_end().len()).max(start)
}

/// Parses every file in Terraform's language. One that is not is a finding.
pub(crate) fn parse_all(files: &Files, findings: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources = Vec::new();
    for (path, text) in files {
        if ![".tf", ".tfvars", ".hcl"].iter().any(|ending| path.ends_with(ending)) {
            continue;
        }
        match text.parse::<Body>() {
            Ok(body) => sources.push(Source {
                path: path.clone(),
                text: text.clone(),
                body,
            }),
            Err(error) => findings.push(syntax_error(path, text, &error)),
        }
    }
    sources
}

fn syntax_error(path: &str, text: &Arc<str>, error: &hcl_edit::parser::Error) -> Diagnostic {
    let at = error.location().offset().min(text.len());
    let rest = &text[(0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)..];
    let end = at + rest.chars().next().map_or(0, char::len_utf8);
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    Diagnostic::error(
        "terraform/syntax",
        format!("'{path}' is not in Terraform's language: {message}"),
    )
    .at(path, text.clone(), at..end)
    .help("fix the syntax; `terraform fmt` reports the same place in its own words")
}

/// The blocks of a kind at the top of a file.
pub(crate) fn blocks<'s>(source: &'s Source, kind: &'s str) -> impl Iterator<Item = &'s Block> {
    source.body.blocks().filter(move |block| block.ident.as_str() == kind)
}

/// The labels of a block.
pub(crate) fn labels(block: &Block) -> Vec<&str> {
    block
        .labels
        .iter()
        .map(hcl_edit::structure::BlockLabel::as_str)
        .collect()
}

/// Every attribute in a body and its nested blocks, with the names of the blocks that lead to it.
pub(crate) fn each_attribute<'b>(body: &'b Body, path: &[&'b str], visit: &mut impl FnMut(&[&'b str], &'b Attribute)) {
    for attribute in body.attributes() {
        visit(path, attribute);
    }
    for block in body.blocks() {
        // The arguments of `dynamic "permission" { content { ... } }` are those of a block `permission`.
        let name = match (block.ident.as_str(), block.labels.first()) {
            ("dynamic", Some(label)) => Some(label.as_str()),
            ("content", None) => None,
            (name, _) => Some(name),
        };
        let inner: Vec<&str> = path.iter().copied().chain(name).collect();
        each_attribute(&block.body, &inner, visit);
    }
}

/// A reference: `datadog_api_key.agent["x"].key` as `datadog_api_key`, `agent`, `key`; indices are left out.
pub(crate) type Reference = (Vec<String>, Range<usize>);

/// What the expression refers to. Not what only a condition or a function that reveals nothing looks at, such as `length`.
pub(crate) fn references(expression: &Expression) -> Vec<Reference> {
    let mut found = References(Vec::new());
    found.visit_expr(expression);
    found.0
}

struct References(Vec<Reference>);

impl Visit for References {
    fn visit_expr(&mut self, node: &Expression) {
        match node {
            Expression::Variable(name) => self
                .0
                .push((vec![name.as_str().to_owned()], name.span().unwrap_or_default())),
            // Neither the number of elements nor whether something is null is secret.
            Expression::FuncCall(call) if REVEALS_NOTHING.contains(&call.name.name.as_str()) => {}
            Expression::Conditional(node) => {
                self.visit_expr(&node.true_expr);
                self.visit_expr(&node.false_expr);
            }
            _ => visit_expr(self, node),
        }
    }

    fn visit_traversal(&mut self, node: &Traversal) {
        let Expression::Variable(first) = &node.expr else {
            return visit_traversal(self, node);
        };
        let mut steps = vec![first.as_str().to_owned()];
        for operator in &node.operators {
            match operator.value() {
                TraversalOperator::GetAttr(name) => steps.push(name.as_str().to_owned()),
                TraversalOperator::Index(index) => self.visit_expr(index),
                TraversalOperator::AttrSplat(_)
                | TraversalOperator::FullSplat(_)
                | TraversalOperator::LegacyIndex(_) => {}
            }
        }
        self.0.push((steps, node.span().unwrap_or_default()));
    }
}

/// Functions whose result does not contain their argument.
const REVEALS_NOTHING: [&str; 7] = ["length", "keys", "can", "sha256", "sha512", "md5", "issensitive"];

/// The texts in an expression that are no template, with their places.
pub(crate) fn texts(expression: &Expression) -> Vec<(String, Range<usize>)> {
    let mut found = Texts(Vec::new());
    found.visit_expr(expression);
    found.0
}

struct Texts(Vec<(String, Range<usize>)>);

impl Visit for Texts {
    fn visit_expr(&mut self, node: &Expression) {
        match node {
            Expression::String(text) => self.0.push((text.value().clone(), text.span().unwrap_or_default())),
            _ => visit_expr(self, node),
        }
    }
}
