//! A Jsonnet file as a tree in which the place of a field can be found. Values have no places, so the file is parsed again on the way to an error.

mod reader;

use std::ops::Range;
use std::rc::Rc;

use constructors::Step;
use rsjsonnet_lang::arena::Arena;
use rsjsonnet_lang::interner::StrInterner;
use rsjsonnet_lang::lexer::Lexer;
use rsjsonnet_lang::parser::Parser;
use rsjsonnet_lang::span::SpanManager;

use crate::nesting;

/// An expression, as far as the path of a field can lead through it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// An object literal.
    Object(Vec<Field>),
    /// A list literal.
    List(Vec<Rc<Node>>),
    /// A list comprehension, with the expression of its items.
    Items(Rc<Node>),
    /// A string or number literal.
    Literal(String),
    /// A call: the bytes of the function, and the arguments.
    Call(Range<usize>, Vec<Rc<Node>>),
    /// `left + right`, or an object that extends another one.
    Sum(Rc<Node>, Rc<Node>),
    /// One of these is the value.
    Either(Vec<Rc<Node>>),
    /// The value is the first one; the others are defined for it.
    Defined(Rc<Node>, Vec<Rc<Node>>),
    /// No path leads further: the expression is computed from these.
    Computed(Vec<Rc<Node>>),
}

#[derive(Debug)]
struct Field {
    name: String,
    /// The bytes of the name.
    at: Range<usize>,
    value: Rc<Node>,
}

/// How far a path could be followed.
#[derive(Clone)]
pub(crate) struct Target<'n> {
    /// The value that the followed steps lead to.
    pub(crate) node: &'n Node,
    /// The bytes of the name of its field, or of the function that it is an argument of.
    pub(crate) name: Option<Range<usize>>,
    /// How many steps could be followed.
    pub(crate) steps: usize,
}

/// The tree of a file; `None` where it does not parse.
pub(crate) fn parse(text: &str) -> Option<Rc<Node>> {
    if nesting::too_deep(text).is_some() {
        return None;
    }
    let (arena, nodes, names) = (Arena::new(), Arena::new(), StrInterner::new());
    let mut spans = SpanManager::new();
    let (context, _) = spans.insert_source_context(text.len());
    let lexer = Lexer::new(&arena, &nodes, &names, &mut spans, context, text.as_bytes());
    let tokens = lexer.lex_to_eof(false).ok()?;
    let parser = Parser::new(&arena, &nodes, &names, &mut spans, tokens);
    let root = parser.parse_root_expr().ok()?;
    Some(reader::read(text, &spans, &root))
}

impl Node {
    /// Follows `path` as far as the file writes it out.
    pub(crate) fn follow(&self, path: &[Step]) -> Target<'_> {
        let start = Target {
            node: self,
            name: None,
            steps: 0,
        };
        start.follow(path)
    }

    /// The first bytes of the expression: the function of a call, a whole literal, else one character.
    pub(crate) fn head(&self) -> Range<usize> {
        match &self.form {
            Form::Call(function, _) => function.clone(),
            Form::Defined(value, _) => value.head(),
            Form::Literal(_) => self.span.clone(),
            _ => self.span.start..self.span.start + 1,
        }
    }

    /// The bytes of the first literal that is `text`, without its quotes.
    pub(crate) fn literal(&self, text: &str) -> Option<Range<usize>> {
        match &self.form {
            Form::Literal(literal) if literal == text => {
                let quotes = usize::from(self.span.len() == literal.len() + 2);
                Some(self.span.start + quotes..self.span.end - quotes)
            }
            _ => self.parts().find_map(|part| part.literal(text)),
        }
    }

    /// The bytes of the name of the first field called `name`, outermost first.
    pub(crate) fn field(&self, name: &str) -> Option<&Range<usize>> {
        self.own_field(name)
            .map(|field| &field.at)
            .or_else(|| self.parts().find_map(|part| part.field(name)))
    }

    /// The value of the first field called `name` in which the literal `text` is written.
    pub(crate) fn field_with(&self, name: &str, text: &str) -> Option<Range<usize>> {
        self.own_field(name)
            .and_then(|field| field.value.literal(text))
            .or_else(|| self.parts().find_map(|part| part.field_with(name, text)))
    }

    /// The smallest expression that covers `span`.
    pub(crate) fn covering(&self, span: &Range<usize>) -> &Self {
        self.parts()
            .find(|part| part.span.start <= span.start && span.end <= part.span.end)
            .map_or(self, |part| part.covering(span))
    }

    fn own_field(&self, name: &str) -> Option<&Field> {
        match &self.form {
            Form::Object(fields) => fields.iter().rev().find(|field| field.name == name),
            _ => None,
        }
    }

    /// How many items a list literal has.
    fn length(&self) -> Option<usize> {
        match &self.form {
            Form::List(items) => Some(items.len()),
            Form::Sum(left, right) => Some(left.length()? + right.length()?),
            Form::Defined(value, _) => value.length(),
            _ => None,
        }
    }

    fn parts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match &self.form {
            Form::Literal(_) => Box::new(std::iter::empty()),
            Form::Object(fields) => Box::new(fields.iter().map(|field| &*field.value)),
            Form::List(parts) | Form::Call(_, parts) | Form::Either(parts) | Form::Computed(parts) => {
                Box::new(parts.iter().map(|part| &**part))
            }
            Form::Items(item) => Box::new(std::iter::once(&**item)),
            Form::Sum(left, right) => Box::new([left, right].into_iter().map(|part| &**part)),
            Form::Defined(value, others) => Box::new(others.iter().chain([value]).map(|part| &**part)),
        }
    }
}

impl<'n> Target<'n> {
    fn follow(self, path: &[Step]) -> Self {
        let Some(step) = path.get(self.steps) else { return self };
        match (&self.node.form, step) {
            (Form::Defined(value, _), _) => self.same(value).follow(path),
            (Form::Object(_), Step::Field(name)) => match self.node.own_field(name) {
                Some(field) => self.next(&field.value, Some(field.at.clone())).follow(path),
                None => self,
            },
            (Form::List(items), Step::Item(n)) => match items.get(*n) {
                Some(item) => self.next(item, None).follow(path),
                None => self,
            },
            (Form::Items(item), Step::Item(_)) => self.next(item, None).follow(path),
            (Form::Call(function, arguments), Step::Args) => match arguments.first() {
                Some(argument) => self.next(argument, Some(function.clone())).follow(path),
                None => self,
            },
            (Form::Sum(left, right), Step::Item(n)) => match left.length() {
                Some(length) if *n < length => self.same(left).follow(path),
                Some(length) => {
                    let mut shifted = path.to_vec();
                    shifted[self.steps] = Step::Item(n - length);
                    self.same(right).follow(&shifted)
                }
                None => self,
            },
            (Form::Sum(left, right), _) => self.deepest([right, left], path),
            (Form::Either(parts), _) => self.deepest(parts, path),
            _ => self,
        }
    }

    /// The same value, as the part `node` of this expression writes it.
    fn same(&self, node: &'n Node) -> Self {
        Self { node, ..self.clone() }
    }

    fn next(&self, node: &'n Node, name: Option<Range<usize>>) -> Self {
        Self {
            node,
            name,
            steps: self.steps + 1,
        }
    }

    fn deepest(self, parts: impl IntoIterator<Item = &'n Rc<Node>>, path: &[Step]) -> Self {
        let mut best = self.clone();
        for part in parts {
            let target = self.same(part).follow(path);
            if target.steps > best.steps {
                best = target;
            }
        }
        best
    }
}
