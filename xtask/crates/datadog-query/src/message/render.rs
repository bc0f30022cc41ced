//! What a notification says, and to whom.
//!
//! What cannot be known offline is named: `local_time` shows the time as it is given, with the zone behind it; `each` shows nothing, since values are no
//! lists here. Both are listed in [`Rendered::approximate`]. How `eval` writes numbers is not documented; here in the shortest way that reads back.

use super::compute::{arithmetic, call};
use super::value::{Value, contains, html_encoded, is_exactly, url_encoded};
use super::{
    Argument, Block, Branch, Condition, Expression, ExpressionKind, HandlePiece, Node, NodeKind, Path, Template,
    Transition,
};

/// What a message is rendered for.
pub struct Context<'a> {
    /// What happened.
    pub transition: Transition,
    /// The monitor's priority, 1 to 5.
    pub priority: Option<u8>,
    /// The value of a variable by its names joined by full stops (`host.name`); `None` where it has none, which shows as nothing.
    pub variable: &'a dyn Fn(&str) -> Option<Value>,
}

/// A notification.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// What it says.
    pub text: String,
    /// Whom it reaches, with `@`, in the order of the text, each once.
    pub handles: Vec<String>,
    /// The priority that the message sets.
    pub priority: Option<u8>,
    /// Variables without a value, in the order of the text.
    pub missing: Vec<String>,
    /// Parts that stand for what cannot be known here.
    pub approximate: Vec<String>,
    /// The conditional parts that it shows, in the order of the text.
    pub branches: Vec<Branch>,
}

impl Template {
    /// What the message says in `context`, and to whom.
    #[must_use]
    pub fn render(&self, context: &Context<'_>) -> Rendered {
        let mut renderer = Renderer {
            context,
            scopes: Vec::new(),
            out: Rendered::default(),
            words: Template::default(),
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
    /// The message once more, values as text, to find handles in.
    words: Template,
    /// The values in it; the spans of its variables count them.
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
            NodeKind::Text(text) => self.say(text, true),
            NodeKind::Variable { path, raw } => {
                let value = self.shown(path);
                self.say(&if *raw { value.clone() } else { html_encoded(&value) }, false);
                self.follow(path, value);
            }
            NodeKind::Eval(expression) => {
                let value = self.evaluate(expression).map(|value| value.text());
                self.say(&value.unwrap_or_default(), false);
            }
            NodeKind::LocalTime { time, zone } => {
                let value = self.shown(time);
                self.out.approximate.push(node.to_string());
                self.say(&format!("{value} {zone}"), false);
            }
            NodeKind::UrlEncode(path) => {
                let value = self.shown(path);
                self.say(&url_encoded(&value), false);
            }
            NodeKind::OverridePriority(level) => {
                self.out.priority = Some(*level);
                self.gap();
            }
            NodeKind::Block(block) => self.block(block),
            NodeKind::Raw { condition, text } => {
                if condition.as_ref().is_none_or(|condition| self.holds(condition)) {
                    if condition.is_some() {
                        self.shows(node.span.start, false);
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
                self.shows(block.open.start, true);
                self.nodes(nodes);
            }
        } else if let (Condition::With(path), false) = (&block.condition, block.negated) {
            self.shows(block.open.start, false);
            self.scopes.push(self.scoped(&path.dotted()));
            self.nodes(&block.body);
            self.scopes.pop();
        } else {
            self.shows(block.open.start, false);
            self.nodes(&block.body);
        }
        self.gap();
    }

    fn shows(&mut self, open: usize, otherwise: bool) {
        self.out.branches.push(Branch { open, otherwise });
    }

    fn holds(&mut self, condition: &Condition) -> bool {
        match condition {
            Condition::State(state) => state.holds(self.context.transition),
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

    /// The value of a variable: within the innermost `with` first.
    fn value(&self, path: &Path) -> Option<Value> {
        let name = path.dotted();
        (self.context.variable)(&self.scoped(&name)).or_else(|| (self.context.variable)(&name))
    }

    fn shown(&mut self, path: &Path) -> String {
        match self.value(path) {
            Some(value) => value.text(),
            None => {
                self.out.missing.push(path.to_string());
                String::new()
            }
        }
    }

    /// Adds to the text; `own` where the message itself says it, so that a handle may begin in it.
    fn say(&mut self, text: &str, own: bool) {
        let start = self.out.text.len();
        self.out.text.push_str(text);
        let span = start..self.out.text.len();
        if own {
            self.words.nodes.push(Node {
                kind: NodeKind::Text(text.to_owned()),
                span,
            });
        }
    }

    /// A value may go on a handle, but begins none.
    fn follow(&mut self, path: &Path, value: String) {
        let at = self.out.text.len();
        let path = Path {
            segments: path.segments.clone(),
            span: self.values.len()..self.values.len(),
        };
        self.values.push(value);
        self.words.nodes.push(Node {
            kind: NodeKind::Variable { path, raw: true },
            span: at..at,
        });
    }

    /// Keeps what stands before and after a tag that shows nothing from making one handle.
    fn gap(&mut self) {
        let span = self.out.text.len()..self.out.text.len();
        self.words.nodes.push(Node {
            kind: NodeKind::Comment(String::new()),
            span,
        });
    }

    fn handles(&mut self) {
        let words = std::mem::take(&mut self.words);
        for handle in words.handles() {
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
