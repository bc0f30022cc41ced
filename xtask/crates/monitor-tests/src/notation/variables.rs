use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use diagnostics::near_matches;

use super::cursor::Cursor;
use super::{NotationError, Result};

/// The value of a variable.
#[derive(Clone, Debug, PartialEq)]
pub enum Variable {
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The variables of one monitor in one environment, by name without the dollar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variables(BTreeMap<String, Variable>);

/// Variables that not every monitor has.
const OPTIONAL: [&str; 7] = [
    "critical",
    "warning",
    "critical_recovery",
    "warning_recovery",
    "by",
    "metric",
    "target",
];

impl Variables {
    /// Adds a numeric variable.
    pub fn number(&mut self, name: impl Into<String>, value: f64) {
        self.0.insert(name.into(), Variable::Number(value));
    }

    /// Adds a string variable.
    pub fn text(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), Variable::Text(value.into()));
    }

    /// All variables, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Variable)> {
        self.0.iter().map(|(name, variable)| (name.as_str(), variable))
    }

    /// The value of `name`; `span` is its byte range in the notation.
    ///
    /// # Errors
    /// There is no such variable, or this monitor has none.
    pub fn get(&self, name: &str, span: &Range<usize>) -> Result<&Variable> {
        self.0.get(name).ok_or_else(|| self.unknown(name, span.clone()))
    }

    fn unknown(&self, name: &str, span: Range<usize>) -> NotationError {
        if OPTIONAL.contains(&name) || name.starts_with("by_") || name.starts_with("metric_") {
            return NotationError::new(span, format!("this monitor has no ${name}")).help(
                "restrict the test with 'services', 'tiers' or 'envs' to the monitors that have it, or write a number",
            );
        }
        let known = || self.0.keys().map(String::as_str);
        // `$criticalx15` probably means `($critical)x15`
        if let Some(glued) = known().filter(|k| name.starts_with(k)).max_by_key(|k| k.len()) {
            return NotationError::new(span, format!("unknown variable ${name}")).help(format!(
                "write ${{{glued}}}{}, or (${glued}) for a number",
                &name[glued.len()..]
            ));
        }
        let near = near_matches(name, known());
        let help = if near.is_empty() {
            format!(
                "known variables: {}",
                known().map(|k| format!("${k}")).collect::<Vec<_>>().join(", ")
            )
        } else {
            format!("did you mean ${}?", near.join(" or $"))
        };
        NotationError::new(span, format!("unknown variable ${name}")).help(help)
    }
}

/// The name after a dollar: `name` or `{name}`.
pub(super) fn name<'t>(cursor: &mut Cursor<'t>) -> Result<&'t str> {
    let braced = cursor.eat("{");
    let at = cursor.at();
    let name = cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err(
            NotationError::new(at.saturating_sub(1)..at.max(1), "'$' without the name of a variable")
                .help("write $$ for a dollar sign"),
        );
    }
    if braced {
        cursor.expect("}", "'}' after the name of a variable")?;
    }
    Ok(name)
}
