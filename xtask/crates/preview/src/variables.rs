//! Template variables at their defaults.

use datadog_query::Word;
use datadog_query::metric::{self, Filter, Form, Membership, Tag, TagValue, Term};
use serde_json::Value;

use crate::payload::{items, text};

/// The template variables of a dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables(Vec<Variable>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Variable {
    name: String,
    prefix: Option<String>,
    values: Vec<String>,
}

impl Variables {
    /// Those of a dashboard's payload, at their defaults.
    #[must_use]
    pub fn of(dashboard: &Value) -> Self {
        let read = |variable: &Value| {
            let listed = items(variable, "defaults").iter().filter_map(Value::as_str);
            let values = listed.chain(text(variable, "/default")).map(str::to_owned).collect();
            Some(Variable {
                name: text(variable, "/name").filter(|name| !name.is_empty())?.to_owned(),
                prefix: text(variable, "/prefix")
                    .filter(|prefix| !prefix.is_empty())
                    .map(str::to_owned),
                values,
            })
        };
        let mut variables: Vec<Variable> = items(dashboard, "template_variables").iter().filter_map(read).collect();
        // `$service_name` is not `$service` and a rest
        variables.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.name.cmp(&b.name)));
        Self(variables)
    }

    /// Each as it is shown: `env: prod`, in order of the names.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        let mut shown: Vec<String> = self
            .0
            .iter()
            .map(|variable| format!("{}: {}", variable.name, variable.value()))
            .collect();
        shown.sort();
        shown
    }

    /// A metric query with its template variables filled in: a variable with several values needs another notation of the whole scope. What is no metric
    /// query is filled in as any text, and reported when it is evaluated.
    #[must_use]
    pub fn fill_metric(&self, written: &str) -> String {
        let Ok(mut expression) = metric::parse(written, metric::Context::Dashboard) else {
            return self.fill(written);
        };
        for query in expression.leaves_mut() {
            let scope = &mut query.scope;
            self.fill_filter(&mut scope.filter, &mut scope.form);
        }
        expression.to_string()
    }

    fn fill_filter(&self, filter: &mut Filter, form: &mut Form) {
        match filter {
            Filter::Term(Term::Everything(_)) => {}
            Filter::Term(Term::Tag(tag)) => tag
                .value
                .iter_mut()
                .for_each(|value| value.text = self.fill(&value.text)),
            Filter::In(membership) => membership
                .values
                .iter_mut()
                .for_each(|value| value.text = self.fill(&value.text)),
            Filter::Not(not) => self.fill_filter(&mut not.filter, form),
            Filter::Or(parts) => parts.iter_mut().for_each(|part| self.fill_filter(part, form)),
            Filter::And(parts) => {
                parts.iter_mut().for_each(|part| self.fill_filter(part, form));
                let everything = parts.first().cloned();
                parts.retain(|part| !is_everything(part));
                match (parts.pop(), everything) {
                    (Some(one), _) if parts.is_empty() => *filter = one,
                    (Some(last), _) => parts.push(last),
                    (None, Some(everything)) => *filter = everything,
                    (None, None) => {}
                }
            }
            Filter::Term(Term::Variable(used)) => {
                let Some(variable) = self.0.iter().find(|variable| variable.name == used.name.text) else {
                    return;
                };
                let span = used.name.span;
                let value = |text: &String| TagValue {
                    text: text.clone(),
                    quoted: false,
                    span,
                };
                let key = |text: &str| Word {
                    text: text.to_owned(),
                    span,
                };
                *filter = match (&variable.prefix, variable.values.as_slice()) {
                    _ if variable.is_everything() => Filter::Term(Term::Everything(span)),
                    (Some(prefix), [one]) => Filter::Term(Term::Tag(Tag {
                        key: key(prefix),
                        value: Some(value(one)),
                        span,
                    })),
                    (Some(prefix), several) => {
                        *form = Form::Functional;
                        let values = several.iter().map(value).collect();
                        Filter::In(Membership {
                            key: key(prefix),
                            negated: false,
                            values,
                            span,
                        })
                    }
                    (None, _) => Filter::Term(Term::Tag(Tag {
                        key: key(&variable.value()),
                        value: None,
                        span,
                    })),
                };
            }
        }
    }

    /// The text with `$name` as a tag and `$name.value` as its value.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('$') {
            out.push_str(&rest[..start]);
            let after = &rest[start + 1..];
            match self.0.iter().find(|variable| is_named(after, &variable.name)) {
                Some(variable) => {
                    let tail = &after[variable.name.len()..];
                    match tail.strip_prefix(".value") {
                        Some(tail) => {
                            out.push_str(&variable.value());
                            rest = tail;
                        }
                        None => {
                            out.push_str(&variable.tag());
                            rest = tail;
                        }
                    }
                }
                None => {
                    out.push('$');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// Whether it says nothing: a variable that is everything, negated or not.
fn is_everything(filter: &Filter) -> bool {
    match filter {
        Filter::Term(Term::Everything(_)) => true,
        Filter::Not(not) => is_everything(&not.filter),
        _ => false,
    }
}

fn is_named(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(word))
}

impl Variable {
    fn is_everything(&self) -> bool {
        self.values.is_empty() || self.values.iter().any(|value| value == "*")
    }

    fn value(&self) -> String {
        match self.values.as_slice() {
            _ if self.is_everything() => "*".to_owned(),
            [one] => one.clone(),
            several => format!("({})", several.join(" OR ")),
        }
    }

    fn tag(&self) -> String {
        let Some(prefix) = &self.prefix else {
            return self.value();
        };
        let tags: Vec<String> = self.values.iter().map(|value| format!("{prefix}:{value}")).collect();
        match tags.as_slice() {
            _ if self.is_everything() => "*".to_owned(),
            [one] => one.clone(),
            several => format!("({})", several.join(" OR ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn variables_are_filled_with_their_defaults() {
        let variables = Variables::of(&json!({ "template_variables": [
            { "name": "env", "prefix": "env", "defaults": ["prod"] },
            { "name": "service", "prefix": "service", "defaults": ["*"] },
            { "name": "service-owner", "prefix": "owner", "default": "ml" },
            { "name": "zone", "prefix": "zone", "defaults": ["a", "b"] },
            { "name": "free", "defaults": ["x"] },
            { "name": "" },
        ] }));
        let check = |text: &str, expected: &str| assert_eq!(variables.fill(text), expected, "{text}");
        check("sum:a{$env,$service,x:y}", "sum:a{env:prod,*,x:y}");
        check("env:$env.value", "env:prod");
        check("$service-owner $zone", "owner:ml (zone:a OR zone:b)");
        check("$free $environment $ costs 5$", "x $environment $ costs 5$");
        let query = |text: &str, expected: &str| assert_eq!(variables.fill_metric(text), expected, "{text}");
        query(
            "sum:a{$env,$service,!$zone,x:y} by {z}",
            "sum:a{env:prod AND NOT zone IN (a, b) AND x:y} by {z}",
        );
        query("sum:a{$env,$service,x:$env.value}", "sum:a{env:prod,x:prod}");
        query("sum:a{$service,!$service}", "sum:a{*}");
        query("sum:a{$service,x:y}", "sum:a{x:y}");
        query("sum:a{", "sum:a{");
        assert_eq!(
            variables.shown(),
            [
                "env: prod",
                "free: x",
                "service-owner: ml",
                "service: *",
                "zone: (a OR b)"
            ]
        );
    }
}
