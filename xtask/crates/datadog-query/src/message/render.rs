//! Renders the text of a notification and its recipients.
//!
//! `each` shows nothing, because values are never lists here; [`Rendered::approximate`] lists it. How Datadog's `eval` formats numbers is not documented; this is the shortest form that parses back.

use super::compute::{arithmetic, call};
use super::value::{Value, contains, html_encoded, is_exactly, url_encoded};
use super::{
    Argument, Block, Branch, Condition, Expression, ExpressionKind, HandlePiece, Node, NodeKind, Path, Template,
    Transition,
};

/// The event that a message is rendered for.
pub struct Context<'a> {
    /// The change of status.
    pub transition: Transition,
    /// The monitor's priority, 1 to 5.
    pub priority: Option<u8>,
    /// The value of a variable by its names joined by full stops (`host.name`); `None` if it has none, which shows as nothing.
    pub variable: &'a dyn Fn(&str) -> Option<Value>,
    /// The time that a variable holds, in a time zone: `2021-05-31 23:43:27+09:00`; `None` if it holds none.
    pub local_time: &'a dyn Fn(&str, &str) -> Option<String>,
}

/// A notification.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// Its text.
    pub text: String,
    /// The handles that it notifies, with `@`, in the order of the text, each once.
    pub handles: Vec<String>,
    /// The priority that the message sets.
    pub priority: Option<u8>,
    /// Variables without a value, in the order of the text.
    pub missing: Vec<String>,
    /// Parts whose real text is not known offline.
    pub approximate: Vec<String>,
    /// The conditional parts that it shows, in the order of the text.
    pub branches: Vec<Branch>,
}

impl Template {
    /// Renders the message for `context`.
    #[must_use]
    pub fn render(&self, context: &Context<'_>) -> Rendered {
        let mut renderer = Renderer {
            context,
            scopes: Vec::new(),
            out: Rendered::default(),
            template: Template::default(),
            values: Vec::new(),
        };
        renderer.nodes(&self.nodes);
        renderer.handles();
        renderer.out
    }
}

struct Renderer<'a, 'c> {
    context: &'a Context<'c>,
    /// The paths of the surrounding `with`.
    scopes: Vec<String>,
    out: Rendered,
    /// The rendered message as a template, to find handles in.
    template: Template,
    /// The values of its variables; the span of a variable is an index into them.
    values: Vec<String>,
}

impl Renderer<'_, '_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Text(text) => self.write(text, true),
            NodeKind::Variable { path, raw } => {
                let value = self.text_of(path);
                self.write(&if *raw { value.clone() } else { html_encoded(&value) }, false);
                self.add_variable(path, value);
            }
            NodeKind::Eval(expression) => {
                let value = self.evaluate(expression).map(|value| value.text());
                self.write(&value.unwrap_or_default(), false);
            }
            NodeKind::LocalTime { time, zone } => {
                let name = time.dotted();
                let local = (self.context.local_time)(&name, zone);
                if local.is_none() {
                    self.out.missing.push(name);
                }
                self.write(&local.unwrap_or_default(), false);
            }
            NodeKind::UrlEncode(path) => {
                let value = self.text_of(path);
                self.write(&url_encoded(&value), false);
            }
            NodeKind::OverridePriority(level) => {
                self.out.priority = Some(*level);
                self.gap();
            }
            NodeKind::Block(block) => self.block(block),
            NodeKind::Raw { condition, text } => {
                if condition.as_ref().is_none_or(|condition| self.holds(condition)) {
                    if condition.is_some() {
                        self.record_branch(node.span.start, false);
                    }
                    self.out.text.push_str(text);
                    self.gap();
                }
            }
            NodeKind::Comment(_) => self.gap(),
        }
    }

    fn block(&mut self, block: &Block) {
        self.gap();
        if let Condition::Each(_) = block.condition {
            self.out.approximate.push(format!("{{{{#{}}}}}", block.condition));
        } else if self.holds(&block.condition) == block.negated {
            if let Some(nodes) = &block.otherwise {
                self.record_branch(block.open.start, true);
                self.nodes(nodes);
            }
        } else if let (Condition::With(path), false) = (&block.condition, block.negated) {
            self.record_branch(block.open.start, false);
            self.scopes.push(self.scoped(&path.dotted()));
            self.nodes(&block.body);
            self.scopes.pop();
        } else {
            self.record_branch(block.open.start, false);
            self.nodes(&block.body);
        }
        self.gap();
    }

    fn record_branch(&mut self, open: usize, otherwise: bool) {
        self.out.branches.push(Branch { open, otherwise });
    }

    fn holds(&mut self, condition: &Condition) -> bool {
        match condition {
            Condition::Status(status) => status.holds(self.context.transition),
            Condition::Priority(level) => self.context.priority == Some(*level),
            Condition::Match { exact, subject, texts } => {
                let value = match subject {
                    Argument::Variable(path) => self.value(path),
                    Argument::Eval(expression) => self.evaluate(expression),
                };
                texts.iter().any(|text| {
                    if *exact {
                        is_exactly(value.as_ref(), text)
                    } else {
                        contains(value.as_ref(), text)
                    }
                })
            }
            Condition::If(path) | Condition::With(path) | Condition::Each(path) => self.is_true(path),
            Condition::Unless(path) => !self.is_true(path),
        }
    }

    fn is_true(&self, path: &Path) -> bool {
        self.value(path).is_some_and(|value| match value {
            Value::Text(text) => !text.is_empty() && text != "false",
            Value::Number(number) => number != 0.0,
        })
    }

    fn scoped(&self, name: &str) -> String {
        self.scopes
            .last()
            .map_or_else(|| name.to_owned(), |scope| format!("{scope}.{name}"))
    }

    /// The value of a variable, looked up in the innermost `with` first.
    fn value(&self, path: &Path) -> Option<Value> {
        let name = path.dotted();
        (self.context.variable)(&self.scoped(&name)).or_else(|| (self.context.variable)(&name))
    }

    fn text_of(&mut self, path: &Path) -> String {
        match self.value(path) {
            Some(value) => value.text(),
            None => {
                self.out.missing.push(path.to_string());
                String::new()
            }
        }
    }

    /// Adds to the text. With `own`, it is text of the message itself, in which a handle may start.
    fn write(&mut self, text: &str, own: bool) {
        let start = self.out.text.len();
        self.out.text.push_str(text);
        let span = start..self.out.text.len();
        if own {
            self.template.nodes.push(Node {
                kind: NodeKind::Text(text.to_owned()),
                span,
            });
        }
    }

    /// Adds a value, which may continue a handle but not start one.
    fn add_variable(&mut self, path: &Path, value: String) {
        let at = self.out.text.len();
        let path = Path {
            segments: path.segments.clone(),
            span: self.values.len()..self.values.len(),
        };
        self.values.push(value);
        self.template.nodes.push(Node {
            kind: NodeKind::Variable { path, raw: true },
            span: at..at,
        });
    }

    /// Keeps the text before and after a tag that shows nothing from forming one handle.
    fn gap(&mut self) {
        let span = self.out.text.len()..self.out.text.len();
        self.template.nodes.push(Node {
            kind: NodeKind::Comment(String::new()),
            span,
        });
    }

    fn handles(&mut self) {
        let template = std::mem::take(&mut self.template);
        for handle in template.handles() {
            let mut name = "@".to_owned();
            for piece in &handle.pieces {
                match piece {
                    HandlePiece::Text(text) => name.push_str(text),
                    HandlePiece::Variable(path) => {
                        name.push_str(self.values.get(path.span.start).map_or("", String::as_str))
                    }
                }
            }
            if !self.out.handles.contains(&name) {
                self.out.handles.push(name);
            }
        }
    }

    fn evaluate(&mut self, expression: &Expression) -> Option<Value> {
        match &expression.kind {
            ExpressionKind::Number(number) => Some(Value::Number(*number)),
            ExpressionKind::Text(text) => Some(Value::Text(text.clone())),
            ExpressionKind::Variable(path) => {
                let value = self.value(path);
                if value.is_none() {
                    self.out.missing.push(path.to_string());
                }
                value
            }
            ExpressionKind::Negate(inner) => Some(Value::Number(-self.evaluate(inner)?.number()?)),
            ExpressionKind::Binary { operator, left, right } => {
                let (left, right) = (self.evaluate(left)?.number()?, self.evaluate(right)?.number()?);
                Some(Value::Number(arithmetic(*operator, left, right)))
            }
            ExpressionKind::Call { function, arguments } => {
                let arguments: Vec<Value> = arguments
                    .iter()
                    .map(|argument| self.evaluate(argument))
                    .collect::<Option<_>>()?;
                call(*function, &arguments)
            }
        }
    }
}
