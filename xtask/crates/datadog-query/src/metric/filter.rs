//! The scope of a query: which series it selects (doc: metrics/advanced-filtering).

use crate::{Span, Word};

/// The part in braces after a metric's name.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Scope {
    /// The condition on series.
    pub filter: Filter,
    /// The notation.
    pub form: Form,
    /// From brace to brace.
    pub span: Span,
}

/// The two notations of a scope. Datadog does not allow both in one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Form {
    /// `a:b, !c:d`: the filter is a term, its negation, or an `And` of these.
    Symbolic,
    /// `a:b AND (c:d OR NOT e:f)`
    Functional,
}

/// A condition on the tags of a series.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Filter {
    /// One tag.
    Term(Term),
    /// `key IN (a, b)` or `key NOT IN (a, b)`
    In(Membership),
    /// `!a:b` or `NOT ...`
    Not(Negated),
    /// All of these, at least two.
    And(Vec<Filter>),
    /// One of these, at least two.
    Or(Vec<Filter>),
}

/// A negated condition.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Negated {
    /// The condition that must not hold.
    pub filter: Box<Filter>,
    /// From the negation to the end.
    pub span: Span,
}

/// `key IN (a, b)`
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Membership {
    /// The tag key.
    pub key: Word,
    /// Whether it is `NOT IN`.
    pub negated: bool,
    /// The values, at least one.
    pub values: Vec<TagValue>,
    /// From the key to the parenthesis.
    pub span: Span,
}

/// One tag that a series must have.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Term {
    /// `*`: every series.
    Everything(Span),
    /// `key:value`, or a bare word.
    Tag(Tag),
    /// `$env`: the value of a template variable.
    Variable(Variable),
}

/// `key:value`, or a tag without a value.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Tag {
    /// The key.
    pub key: Word,
    /// The value, if any.
    pub value: Option<TagValue>,
    /// From the key to the value's end.
    pub span: Span,
}

/// The value of a tag. `*` in it matches any text, unless the value is quoted.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TagValue {
    /// The value, without quotes.
    pub text: String,
    /// Whether it is in quotes.
    pub quoted: bool,
    /// Its span.
    pub span: Span,
}

/// A template variable of a dashboard.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Variable {
    /// Its name, without `$` and `.value`.
    pub name: Word,
    /// Whether it is `$name.value`, the value alone instead of `key:value`.
    pub value_only: bool,
}

impl Scope {
    /// Whether it selects every series.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        matches!(self.filter, Filter::Term(Term::Everything(_)))
    }

    /// Its tags except those of `IN`, in the order of the text, each with whether it is negated (by an odd number of negations).
    #[must_use]
    pub fn terms(&self) -> Vec<(&Term, bool)> {
        let mut terms = Vec::new();
        self.filter.collect(false, &mut terms);
        terms
    }

    /// The template variables it uses, in the order of the text.
    #[must_use]
    pub fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.filter.variables(&mut names);
        names
    }
}

impl Filter {
    fn collect<'f>(&'f self, negated: bool, terms: &mut Vec<(&'f Term, bool)>) {
        match self {
            Self::Term(term) => terms.push((term, negated)),
            Self::In(_) => {}
            Self::Not(not) => not.filter.collect(!negated, terms),
            Self::And(all) | Self::Or(all) => all.iter().for_each(|filter| filter.collect(negated, terms)),
        }
    }

    fn variables<'f>(&'f self, names: &mut Vec<&'f str>) {
        match self {
            Self::Term(Term::Everything(_)) => {}
            Self::Term(Term::Variable(variable)) => names.push(&variable.name.text),
            Self::Term(Term::Tag(tag)) => names.extend(tag.value.iter().flat_map(TagValue::variables)),
            Self::In(membership) => names.extend(membership.values.iter().flat_map(TagValue::variables)),
            Self::Not(not) => not.filter.variables(names),
            Self::And(all) | Self::Or(all) => all.iter().for_each(|filter| filter.variables(names)),
        }
    }
}

impl TagValue {
    /// Whether a `*` in it matches any text.
    #[must_use]
    pub fn has_wildcard(&self) -> bool {
        !self.quoted && self.text.contains('*')
    }

    /// The template variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.text.split('$').skip(1).filter_map(|after| {
            let end = after.find(|c| !super::term::in_variable(c)).unwrap_or(after.len());
            let name = after[..end].strip_suffix(".value").unwrap_or(&after[..end]);
            name.starts_with(|c: char| c.is_alphabetic() || c == '_')
                .then_some(name)
        })
    }
}
