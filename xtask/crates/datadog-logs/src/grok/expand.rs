//! Replaces references by what they refer to, until a rule is one regular expression with a group for each attribute.

use std::collections::BTreeMap;

use diagnostics::suggestion;

use super::class::normalized;
use super::date::DateFormat;
use super::filter::Filter;
use super::pattern::{self, Argument, Call, Part, Reference};
use super::{Definition, GrokError, library};

/// The longest expression of a rule, which stops rules that refer to each other many times.
const LENGTH_MAX: usize = 256 * 1024;

/// The most attributes of a rule.
const FIELDS_MAX: usize = 500;

/// What names the groups that belong to attributes.
const GROUP: &str = "__attribute_";

/// An attribute and what is done with its text.
pub(super) type Target = (Option<String>, Vec<Filter>);

/// The attribute of a group, by its name.
pub(super) fn index(group: &str) -> Option<usize> {
    group.strip_prefix(GROUP)?.parse().ok()
}

pub(super) struct Expansion<'a> {
    by_name: &'a BTreeMap<&'a str, Definition<'a>>,
    regex: String,
    targets: Vec<Target>,
    open: Vec<String>,
}

/// An error and the bytes of the rule, if they are in that rule itself.
type Faulty<T> = Result<T, Box<GrokError>>;

impl<'a> Expansion<'a> {
    pub(super) const fn new(by_name: &'a BTreeMap<&'a str, Definition<'a>>) -> Self {
        Self {
            by_name,
            regex: String::new(),
            targets: Vec::new(),
            open: Vec::new(),
        }
    }

    pub(super) fn rule(mut self, name: &str, definition: &Definition<'_>) -> Result<(String, Vec<Target>), GrokError> {
        self.expand(name, definition).map_err(|error| *error)?;
        Ok((self.regex, self.targets))
    }

    fn expand(&mut self, name: &str, definition: &Definition<'_>) -> Faulty<()> {
        if self.open.iter().any(|open| open == name) {
            let mut way = self.open.join(" -> ");
            way.push_str(&format!(" -> {name}"));
            let error = fault(
                definition,
                format!("rule '{name}' refers to itself: {way}"),
                name.to_owned(),
            );
            return Err(error);
        }
        self.open.push(name.to_owned());
        let parts = pattern::parts(definition.text)
            .map_err(|error| fault(definition, error.message, definition.text[error.span].to_owned()))?;
        for part in parts {
            match part {
                Part::Regex(text) => self.regex.push_str(&normalized(text)),
                Part::Reference(reference) => self.reference(&reference, definition)?,
            }
            if self.regex.len() > LENGTH_MAX || self.targets.len() > FIELDS_MAX {
                let message = format!("rule '{name}' is too long when its references are replaced");
                return Err(fault(definition, message, definition.text.to_owned()));
            }
        }
        self.open.pop();
        Ok(())
    }

    fn reference(&mut self, reference: &Reference, definition: &Definition<'_>) -> Faulty<()> {
        let word = definition.text[reference.span.clone()].to_owned();
        let at = |message: String| fault(definition, message, word.clone());
        match &reference.attribute {
            None => self.regex.push_str("(?:"),
            Some(attribute) => {
                self.regex.push_str(&format!("(?<{GROUP}{}>", self.targets.len()));
                let path = (!attribute.is_empty()).then(|| attribute.clone());
                self.targets.push((path, Vec::new()));
            }
        }
        let target = self.targets.len().wrapping_sub(1);
        let implied = self.matcher(&reference.matcher, definition, &word)?;
        self.regex.push(')');
        if reference.attribute.is_some() {
            let mut filters: Vec<Filter> = implied.into_iter().collect();
            for call in &reference.filters {
                filters.push(Filter::new(call).map_err(|error| {
                    let mut fault = at(error.message);
                    fault.help = error.help;
                    fault
                })?);
            }
            if let Some((_, of_target)) = self.targets.get_mut(target) {
                *of_target = filters;
            }
        }
        Ok(())
    }

    /// Appends the expression of a matcher, and returns the filter that it implies.
    fn matcher(&mut self, call: &Call, definition: &Definition<'_>, word: &str) -> Faulty<Option<Filter>> {
        let at = |message: String| fault(definition, message, word.to_owned());
        if let Some(rule) = self.rule_of(call) {
            self.expand(&call.name, &rule)?;
            return Ok(None);
        }
        match (call.name.as_str(), call.arguments.as_slice()) {
            ("regex", [Argument::Text(regex)]) => {
                self.regex.push_str(&normalized(regex));
                Ok(None)
            }
            ("date", [Argument::Text(format), zone @ ..]) if zone.len() <= 1 => {
                let zone = zone.first().and_then(Argument::text);
                let date = DateFormat::new(format, zone).map_err(at)?;
                self.regex.push_str(&date.regex());
                Ok(Some(Filter::Date(Box::new(date))))
            }
            ("boolean", arguments) if arguments.len() <= 2 => {
                let mut texts = arguments.iter().filter_map(Argument::text);
                let yes = texts.next().map_or_else(|| "true".to_owned(), normalized);
                let no = texts.next().map_or_else(|| "false".to_owned(), normalized);
                self.regex.push_str(&format!("(?i:{yes}|{no})"));
                Ok(Some(Filter::boolean(&yes).map_err(|error| at(error.message))?))
            }
            ("regex" | "date" | "boolean", _) => Err(at(format!("wrong arguments of '{}'", call.name))),
            (name, _) => {
                let Some(expression) = library::expression(name) else {
                    let mut known: Vec<&str> = self.by_name.keys().copied().collect();
                    known.extend(library::names());
                    let mut error = at(format!("unknown matcher or rule '{name}'"));
                    error.help = Some(suggestion(name, known));
                    return Err(error);
                };
                self.library(expression);
                Ok(Filter::implied_by(name))
            }
        }
    }

    /// The rule that a call names. A matcher of the library comes before a match rule of its name, and within a support rule of its name.
    fn rule_of(&self, call: &Call) -> Option<Definition<'a>> {
        let rule = self.by_name.get(call.name.as_str()).copied()?;
        let in_library = library::names().any(|name| name == call.name);
        let shadowed = rule.in_match_rules || !call.arguments.is_empty() || self.open.contains(&call.name);
        (!(in_library && shadowed)).then_some(rule)
    }

    /// Appends an expression of the library, which refers to nothing but the library.
    fn library(&mut self, expression: &str) {
        let mut rest = expression;
        while let Some((before, after)) = rest.split_once("%{") {
            self.regex.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            self.regex.push_str("(?:");
            self.library(library::expression(name).unwrap_or_default());
            self.regex.push(')');
            rest = after;
        }
        self.regex.push_str(rest);
    }
}

fn fault(definition: &Definition<'_>, message: String, word: String) -> Box<GrokError> {
    Box::new(GrokError {
        message,
        in_match_rules: definition.in_match_rules,
        line: definition.line,
        word,
        help: None,
    })
}
