//! Matches events against a search.
//!
//! - Attributes are compared as a whole, with their case; an array matches if one of its elements does (doc: logs/explorer/search_syntax,
//!   "Attributes search", "Arrays").
//! - Free text is compared with the message only, word by word, ignoring case; `*:` also with every attribute (there, "Full-text search";
//!   observability_pipelines/search_syntax/logs, "Free text search": `"hello world"` finds `Hello, world` and `hello-world`).
//! - A wildcard in free text is compared with each word and with the whole text (there, "Wildcards": `web*` starts with, `*web*` anywhere).
//! - Tags and reserved attributes are compared ignoring case: Datadog stores tags in lower case (doc: getting_started/tagging). The sources do not mention
//!   reserved attributes; for a simulated alert, matching too much is the safer choice.
//! - Comparisons and ranges compare numbers; with a unit, the event's number counts nanoseconds or bytes (doc: tracing/trace_explorer/query_syntax,
//!   "Measures"). Bounds that are not numbers compare as text.
//! - A template variable without a value matches anything, as `*` does.

use std::borrow::Cow;
use std::net::IpAddr;

use super::text::{contains_words, glob, words};
use super::{Amount, Bound, Clause, Comparator, Key, KeyKind, Network, Pattern, Search, Test};

/// A value in an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number, in the base unit of its measure: nanoseconds, bytes.
    Number(f64),
    /// True or false.
    Bool(bool),
}

/// A log, a span, an event or a RUM event. An absent key has no values.
pub trait Event {
    /// The message.
    fn message(&self) -> &str;
    /// The values of the attribute `path` (`http.status_code`); for an array, one for each element.
    fn attribute(&self, path: &str) -> Vec<Scalar<'_>>;
    /// The values of the reserved attribute or tag `key` (`service`, `env`).
    fn tag(&self, key: &str) -> Vec<Cow<'_, str>>;
    /// Every tag as it is, `key:value` or not.
    fn tags(&self) -> Vec<Cow<'_, str>>;
    /// The values of all attributes, for full-text search.
    fn values(&self) -> Vec<Scalar<'_>>;
    /// The values of the calculated field `name`.
    fn calculated(&self, name: &str) -> Vec<Scalar<'_>>;
}

impl Scalar<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok().filter(|n: &f64| n.is_finite()),
            Self::Bool(_) => None,
        }
    }
}

impl Search {
    /// Whether the search matches `event`.
    #[must_use]
    pub fn matches(&self, event: &dyn Event) -> bool {
        self.root
            .as_ref()
            .is_none_or(|root| root.holds(&|clause| clause.matches(event)))
    }
}

impl Clause {
    fn matches(&self, event: &dyn Event) -> bool {
        match self {
            Self::All | Self::Variable(_) => true,
            Self::Message(pattern) => finds(pattern, event.message()),
            Self::Exists { key, missing } => values(key, event).is_empty() == *missing,
            Self::Cidr { key, networks } => values(key, event).iter().any(|value| in_a_network(value, networks)),
            Self::Field { key, test } => match reading(key) {
                Comparing::Words => {
                    let texts = texts(key, event);
                    test.holds(&|test| texts.iter().any(|text| test.finds(text)))
                }
                Comparing::Whole { fold } => {
                    let values = values(key, event);
                    test.holds(&|test| values.iter().any(|value| test.accepts(value, fold)))
                }
            },
        }
    }
}

/// How the values of a key are compared.
enum Comparing {
    /// Word by word.
    Words,
    /// As a whole; with `fold`, ignoring case.
    Whole { fold: bool },
}

fn reading(key: &Key) -> Comparing {
    match key.kind {
        KeyKind::Anywhere => Comparing::Words,
        KeyKind::Tag if key.name == "message" => Comparing::Words,
        KeyKind::Tag => Comparing::Whole { fold: true },
        KeyKind::Attribute | KeyKind::Calculated => Comparing::Whole { fold: false },
    }
}

fn texts<'a>(key: &Key, event: &'a dyn Event) -> Vec<Cow<'a, str>> {
    let mut texts = vec![Cow::Borrowed(event.message())];
    if key.kind == KeyKind::Anywhere {
        texts.extend(
            event
                .values()
                .into_iter()
                .map(|value| Cow::Owned(value.text().into_owned())),
        );
    }
    texts
}

fn values<'a>(key: &Key, event: &'a dyn Event) -> Vec<Scalar<'a>> {
    match key.kind {
        KeyKind::Attribute => event.attribute(&key.name),
        KeyKind::Calculated => event.calculated(&key.name),
        KeyKind::Tag if key.name == "tags" => event.tags().into_iter().map(Scalar::Text).collect(),
        KeyKind::Tag => event.tag(&key.name).into_iter().map(Scalar::Text).collect(),
        KeyKind::Anywhere => event.values(),
    }
}

fn in_a_network(value: &Scalar<'_>, networks: &[Network]) -> bool {
    let address: Option<IpAddr> = value.text().parse().ok();
    address.is_some_and(|address| networks.iter().any(|network| network.block.contains(address)))
}

/// Whether the free text `pattern` matches `text`.
fn finds(pattern: &Pattern, text: &str) -> bool {
    let text = text.to_lowercase();
    match pattern.literal().map(str::to_lowercase) {
        Some(literal) => contains_words(&text, &literal),
        None => glob(pattern, true, &text) || words(&text).any(|word| glob(pattern, true, word)),
    }
}

impl Test {
    /// Whether it matches a text that is compared word by word.
    fn finds(&self, text: &str) -> bool {
        match self {
            Self::Matches(pattern) => finds(pattern, text),
            _ => self.accepts(&Scalar::Text(Cow::Borrowed(text)), true),
        }
    }

    /// Whether it matches a whole value.
    fn accepts(&self, value: &Scalar<'_>, fold: bool) -> bool {
        match self {
            Self::Exists => true,
            Self::Matches(pattern) => match pattern.literal() {
                Some(literal) => equals(literal, value, fold),
                None if fold => glob(pattern, true, &value.text().to_lowercase()),
                None => glob(pattern, false, &value.text()),
            },
            Self::Compare { comparator, bound } => compares(value, *comparator, bound),
            Self::Range {
                lower,
                upper,
                inclusive,
            } => {
                let (above, below) = match inclusive {
                    true => (Comparator::GreaterOrEqual, Comparator::LessOrEqual),
                    false => (Comparator::Greater, Comparator::Less),
                };
                lower.as_ref().is_none_or(|bound| compares(value, above, bound))
                    && upper.as_ref().is_none_or(|bound| compares(value, below, bound))
            }
        }
    }
}

fn equals(literal: &str, value: &Scalar<'_>, fold: bool) -> bool {
    match value {
        Scalar::Number(number) => literal.parse() == Ok(*number),
        _ if fold => value.text().to_lowercase() == literal.to_lowercase(),
        _ => value.text() == literal,
    }
}

fn compares(value: &Scalar<'_>, comparator: Comparator, bound: &Bound) -> bool {
    let order = match &bound.amount {
        Amount::Variable(_) => return true,
        Amount::Text => Some(value.text().as_ref().cmp(bound.text.as_str())),
        amount => value
            .number()
            .zip(amount.number())
            .and_then(|(value, bound)| value.partial_cmp(&bound)),
    };
    order.is_some_and(|order| match comparator {
        Comparator::Less => order.is_lt(),
        Comparator::LessOrEqual => order.is_le(),
        Comparator::Greater => order.is_gt(),
        Comparator::GreaterOrEqual => order.is_ge(),
    })
}
