//! The scope of a query, which selects series (doc: `metrics/advanced-filtering`).

use datadog_query::metric::{Filter, Membership, Tag, TagValue, Term};

use crate::error::{Result, SimulationError};
use crate::world::Tags;

/// A compiled scope.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scope {
    /// `*`
    All,
    /// Series with a tag that matches.
    Tag(Pattern),
    Not(Box<Scope>),
    And(Vec<Scope>),
    Or(Vec<Scope>),
}

impl Scope {
    pub(crate) fn matches(&self, tags: &Tags) -> bool {
        match self {
            Self::All => true,
            Self::Tag(pattern) => tags.iter().any(|t| pattern.matches(t)),
            Self::Not(inner) => !inner.matches(tags),
            Self::And(parts) => parts.iter().all(|p| p.matches(tags)),
            Self::Or(parts) => parts.iter().any(|p| p.matches(tags)),
        }
    }
}

/// Compiles the scope of a query. It has no template variables, because the parser refuses them in monitors.
pub(crate) fn compile(filter: &Filter) -> Result<Scope> {
    let all = |parts: &[Filter]| parts.iter().map(compile).collect::<Result<Vec<_>>>();
    Ok(match filter {
        Filter::Term(Term::Everything(_)) => Scope::All,
        Filter::Term(Term::Tag(tag)) => self::tag(tag),
        Filter::Term(Term::Variable(variable)) => {
            return Err(SimulationError::invalid(format!(
                "template variable '${}' in a monitor's query",
                variable.name
            )));
        }
        Filter::In(membership) => self::membership(membership),
        Filter::Not(negated) => Scope::Not(Box::new(compile(&negated.filter)?)),
        Filter::And(parts) => Scope::And(all(parts)?),
        Filter::Or(parts) => Scope::Or(all(parts)?),
    })
}

/// Compiles one tag.
pub(crate) fn tag(tag: &Tag) -> Scope {
    match &tag.value {
        // a word without a value is a tag without a key
        None => Scope::Tag(Pattern::new(&tag.key.text)),
        Some(value) => Scope::Tag(pattern(&tag.key.text, value)),
    }
}

/// Compiles `key IN (a, b)`.
pub(crate) fn membership(membership: &Membership) -> Scope {
    let values = membership.values.iter();
    let any = Scope::Or(
        values
            .map(|value| Scope::Tag(pattern(&membership.key.text, value)))
            .collect(),
    );
    if membership.negated {
        Scope::Not(Box::new(any))
    } else {
        any
    }
}

fn pattern(key: &str, value: &TagValue) -> Pattern {
    let text = format!("{key}:{}", value.text);
    if value.has_wildcard() {
        Pattern::new(&text)
    } else {
        Pattern::exact(&text)
    }
}

/// A tag with `*` for any characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    parts: Vec<String>,
}

impl Pattern {
    /// `text` with wildcards. The pattern is lower case, because Datadog's tags are.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            parts: text.to_lowercase().split('*').map(str::to_owned).collect(),
        }
    }

    /// `text` without wildcards.
    pub(crate) fn exact(text: &str) -> Self {
        Self {
            parts: vec![text.to_lowercase()],
        }
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else {
            return false;
        };
        let Some((last, middle)) = rest.split_last() else {
            return text == first;
        };
        let Some(mut text) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in middle {
            // the first occurrence leaves the most text for the following parts
            let Some(at) = text.find(part.as_str()) else {
                return false;
            };
            text = &text[at + part.len()..];
        }
        text.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_anywhere() {
        let check = |pattern: &str, text: &str| Pattern::new(pattern).matches(text);
        assert!(check("host:web-*", "host:web-1"));
        assert!(check("host:*-prod", "host:a-prod"));
        assert!(check("host:*web*", "host:a-web-1"));
        assert!(check("host:a*b*c", "host:a-b-c"));
        assert!(!check("host:a*a", "host:a"));
        assert!(!check("host:web", "host:web-1"));
        assert!(check("ENV:Prod", "env:prod"));
    }
}
