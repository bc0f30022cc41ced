//! From the parser's tree to [`Node`]s, which own what they hold.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use rsjsonnet_lang::ast::{self, Arg, BinaryOp, Bind, Expr, ExprKind, FieldName, Member, ObjInside};
use rsjsonnet_lang::interner::InternedStr;
use rsjsonnet_lang::span::{SpanId, SpanManager};

use super::{Field, Form, Node};

/// The values of the names that are defined at an expression.
type Names<'p> = HashMap<InternedStr<'p>, Rc<Node>>;

pub(super) fn read(text: &str, spans: &SpanManager, root: &Expr<'_, '_>) -> Rc<Node> {
    Reader { text, spans }.node(root, &Names::new())
}

struct Reader<'s> {
    text: &'s str,
    spans: &'s SpanManager,
}

impl Reader<'_> {
    fn bytes(&self, span: SpanId) -> Range<usize> {
        let (_, start, end) = self.spans.get_span(span);
        start..end
    }

    fn node<'p>(&self, expr: &Expr<'p, '_>, names: &Names<'p>) -> Rc<Node> {
        let node = |expr: &Expr<'p, '_>| self.node(expr, names);
        let span = self.bytes(expr.span);
        let form = match &expr.kind {
            ExprKind::Paren(inner) | ExprKind::Assert(_, inner) => return node(inner),
            ExprKind::Func(params, body) => return self.node(body, &without(names, params)),
            ExprKind::Ident(name) => match names.get(&name.value) {
                Some(value) => return Rc::clone(value),
                None => Form::Computed(Vec::new()),
            },
            ExprKind::String(text) | ExprKind::TextBlock(text) => Form::Literal((*text).to_owned()),
            ExprKind::Number(_) => Form::Literal(self.text.get(span.clone()).unwrap_or_default().to_owned()),
            ExprKind::Object(inside) => self.object(inside, &span, names),
            ExprKind::Array(items) => Form::List(items.iter().map(node).collect()),
            ExprKind::ArrayComp(item, _) => Form::Items(node(item)),
            ExprKind::Call(function, arguments, _) => {
                let arguments = arguments.iter().map(|argument| match argument {
                    Arg::Positional(value) | Arg::Named(_, value) => node(value),
                });
                Form::Call(self.bytes(function.span), arguments.collect())
            }
            ExprKind::Local(binds, body) => {
                let (names, values) = self.defined(binds, names);
                Form::Defined(self.node(body, &names), values)
            }
            ExprKind::If(_, then, otherwise) => {
                Form::Either([Some(*then), *otherwise].into_iter().flatten().map(node).collect())
            }
            ExprKind::Binary(left, BinaryOp::Add, right) => Form::Sum(node(left), node(right)),
            ExprKind::ObjExt(base, inside, span) => {
                let span = self.bytes(*span);
                let form = self.object(inside, &span, names);
                Form::Sum(node(base), Rc::new(Node { span, form }))
            }
            ExprKind::Binary(left, _, right) => Form::Computed(vec![node(left), node(right)]),
            ExprKind::Field(inner, _)
            | ExprKind::Index(inner, _)
            | ExprKind::Unary(_, inner)
            | ExprKind::Error(inner) => Form::Computed(vec![node(inner)]),
            _ => Form::Computed(Vec::new()),
        };
        Rc::new(Node { span, form })
    }

    fn object<'p>(&self, inside: &ObjInside<'p, '_>, span: &Range<usize>, names: &Names<'p>) -> Form {
        let members = match inside {
            ObjInside::Members(members) => *members,
            ObjInside::Comp { body, .. } => return Form::Computed(vec![self.node(body, names)]),
        };
        let locals: Vec<_> = members
            .iter()
            .filter_map(|member| match member {
                Member::Local(local) => Some(local.bind),
                Member::Assert(_) | Member::Field(_) => None,
            })
            .collect();
        let (names, values) = self.defined(&locals, names);
        let fields = members.iter().filter_map(|member| match member {
            Member::Field(field) => self.field(field, &names),
            Member::Local(_) | Member::Assert(_) => None,
        });
        let form = Form::Object(fields.collect());
        if values.is_empty() {
            return form;
        }
        let span = span.clone();
        Form::Defined(Rc::new(Node { span, form }), values)
    }

    fn field<'p>(&self, field: &ast::Field<'p, '_>, names: &Names<'p>) -> Option<Field> {
        let (name, at) = match field.name() {
            FieldName::Ident(name) => (name.value.value(), self.bytes(name.span)),
            FieldName::String(name, span) => (name.value(), self.bytes(*span)),
            FieldName::Expr(..) => return None,
        };
        let value = match field {
            ast::Field::Value(.., value) => self.node(value, names),
            ast::Field::Func(_, params, .., value) => self.node(value, &without(names, params)),
        };
        // The quotes of a name are no part of it.
        let quotes = usize::from(at.len() == name.len() + 2);
        Some(Field {
            name: name.to_owned(),
            at: at.start + quotes..at.end - quotes,
            value,
        })
    }

    /// The names together with those of `binds`, and the values of `binds`.
    fn defined<'p>(&self, binds: &[Bind<'p, '_>], names: &Names<'p>) -> (Names<'p>, Vec<Rc<Node>>) {
        let mut names = names.clone();
        let mut values = Vec::with_capacity(binds.len());
        for bind in binds {
            let params = bind.params.map(|(params, _)| params);
            let value = self.node(&bind.value, &without(&names, params.unwrap_or_default()));
            values.push(Rc::clone(&value));
            match params {
                Some(_) => drop(names.remove(&bind.name.value)),
                None => drop(names.insert(bind.name.value, value)),
            }
        }
        (names, values)
    }
}

/// The names that the parameters of a function do not hide.
fn without<'p>(names: &Names<'p>, params: &[ast::Param<'p, '_>]) -> Names<'p> {
    let mut names = names.clone();
    for param in params {
        names.remove(&param.name.value);
    }
    names
}
