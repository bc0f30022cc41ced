//! The processors, compiled.

mod array;
mod category;
mod databases;
mod decoder;
mod lookup;
mod remap;
mod reserved;
mod schema;
pub mod url;

use serde_json::Value;

use crate::Log;
use crate::compile::Compiler;
use crate::definition::{Processor as Defined, SourceType};
use crate::expression::Expression;
use crate::grok::{self, Clock, Parsed, Rules};
use crate::observe::{Effect, Observer, Outcome, Skip};
use crate::path;
use crate::template::Template;

pub(crate) const APPLIED: Outcome = Outcome::Applied(Effect::Done);

/// A compiled processor.
#[derive(Debug)]
pub(crate) enum Processor {
    Remap(remap::Remap),
    Reserved(reserved::Reserved),
    Grok {
        source: String,
        rules: Rules,
    },
    Url(url::Url),
    UserAgent(databases::UserAgent),
    GeoIp(databases::GeoIp),
    Category(category::Categories),
    Arithmetic {
        expression: Expression,
        target: String,
        replace_missing: bool,
    },
    Build {
        template: Template,
        target: String,
        replace_missing: bool,
    },
    Lookup(lookup::Lookup),
    Array(array::Operation),
    ArrayMap(array::Map),
    Decode(decoder::Decoder),
    Schema(schema::Schema),
    Exclude(String),
}

/// What every processor has.
pub(crate) struct Description<'a> {
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) enabled: bool,
}

/// The kind, the name and whether it runs.
pub(crate) fn describe(processor: &Defined) -> Description<'_> {
    macro_rules! described {
        ($($variant:ident => $kind:literal),* $(,)?) => {
            match processor {
                $(Defined::$variant(p) => Description { kind: $kind, name: &p.name, enabled: p.enabled },)*
            }
        };
    }
    described! {
        Pipeline => "pipeline",
        AttributeRemapper => "attribute-remapper",
        StatusRemapper => "status-remapper",
        DateRemapper => "date-remapper",
        MessageRemapper => "message-remapper",
        ServiceRemapper => "service-remapper",
        TraceIdRemapper => "trace-id-remapper",
        SpanIdRemapper => "span-id-remapper",
        GrokParser => "grok-parser",
        UrlParser => "url-parser",
        UserAgentParser => "user-agent-parser",
        GeoIpParser => "geo-ip-parser",
        CategoryProcessor => "category-processor",
        ArithmeticProcessor => "arithmetic-processor",
        StringBuilderProcessor => "string-builder-processor",
        LookupProcessor => "lookup-processor",
        ArrayProcessor => "array-processor",
        ArrayMapProcessor => "array-map-processor",
        DecoderProcessor => "decoder-processor",
        SchemaProcessor => "schema-processor",
        ExcludeAttribute => "exclude-attribute",
    }
}

impl Processor {
    pub(crate) fn compile(processor: &Defined, compiler: &mut Compiler) -> Option<Self> {
        use reserved::Kind;
        Some(match processor {
            // pipelines are compiled by their own function
            Defined::Pipeline(_) => return None,
            Defined::AttributeRemapper(p) => Self::Remap(remap::Remap::new(p)),
            Defined::StatusRemapper(p) => Self::Reserved(reserved::Reserved::new(Kind::Status, p)),
            Defined::DateRemapper(p) => Self::Reserved(reserved::Reserved::new(Kind::Date, p)),
            Defined::MessageRemapper(p) => Self::Reserved(reserved::Reserved::new(Kind::Message, p)),
            Defined::ServiceRemapper(p) => Self::Reserved(reserved::Reserved::new(Kind::Service, p)),
            Defined::TraceIdRemapper(p) => Self::Reserved(reserved::Reserved::new(Kind::TraceId, p)),
            Defined::SpanIdRemapper(p) => Self::Reserved(reserved::Reserved::new(Kind::SpanId, p)),
            Defined::GrokParser(p) => Self::Grok {
                source: p.source.clone(),
                rules: compiler.grok(&p.grok.support_rules, &p.grok.match_rules)?,
            },
            Defined::UrlParser(p) => Self::Url(url::Url::new(p)),
            Defined::UserAgentParser(p) => Self::UserAgent(databases::UserAgent::new(p)),
            Defined::GeoIpParser(p) => Self::GeoIp(databases::GeoIp::new(p)),
            Defined::CategoryProcessor(p) => Self::Category(category::Categories {
                categories: compiler.categories(&p.categories),
                target: p.target.clone(),
            }),
            Defined::ArithmeticProcessor(p) => match Expression::new(&p.expression) {
                Ok(expression) => Self::Arithmetic {
                    expression,
                    target: p.target.clone(),
                    replace_missing: p.replace_missing,
                },
                Err(message) => {
                    let message = format!("'{}' is no formula: {message}", p.expression);
                    compiler.problem(&["expression"], "", message, None);
                    return None;
                }
            },
            Defined::StringBuilderProcessor(p) => Self::Build {
                template: Template::new(&p.template),
                target: p.target.clone(),
                replace_missing: p.replace_missing,
            },
            Defined::LookupProcessor(p) => Self::Lookup(lookup::Lookup::new(p, compiler)?),
            Defined::ArrayProcessor(p) => Self::Array(array::Operation::new(&p.operation, compiler)?),
            Defined::ArrayMapProcessor(p) => Self::ArrayMap(array::Map::new(p, compiler)?),
            Defined::DecoderProcessor(p) => Self::Decode(decoder::Decoder::new(p)),
            Defined::SchemaProcessor(p) => Self::Schema(schema::Schema::new(p, compiler)),
            Defined::ExcludeAttribute(p) => Self::Exclude(p.attribute_to_exclude.clone()),
        })
    }

    /// The rules of a grok parser.
    pub(crate) const fn rules(&self) -> Option<&Rules> {
        match self {
            Self::Grok { rules, .. } => Some(rules),
            _ => None,
        }
    }

    /// What it may choose from.
    pub(crate) fn choices(&self) -> Vec<String> {
        match self {
            Self::Grok { rules, .. } => rules.names().map(|(name, _)| name.to_owned()).collect(),
            Self::Category(categories) => categories.categories.iter().map(|(_, name)| name.clone()).collect(),
            Self::Lookup(lookup) => lookup.keys(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn apply<O: Observer>(&self, log: &mut Log, clock: Clock, observer: &mut O) -> Outcome {
        match self {
            Self::Remap(remap) => remap.apply(log),
            Self::Reserved(reserved) => reserved.apply(log, clock),
            Self::Grok { source, rules } => parse(log, source, rules, clock),
            Self::Url(url) => url.apply(log),
            Self::UserAgent(user_agent) => user_agent.apply(log, observer),
            Self::GeoIp(geo_ip) => geo_ip.apply(log, observer),
            Self::Category(categories) => categories.apply(log),
            Self::Arithmetic {
                expression,
                target,
                replace_missing,
            } => {
                let number = expression.evaluate(log, *replace_missing);
                build(
                    log,
                    target,
                    number.and_then(serde_json::Number::from_f64).map(Value::Number),
                )
            }
            Self::Build {
                template,
                target,
                replace_missing,
            } => {
                let text = template.render(log, *replace_missing);
                build(log, target, text.map(Value::String))
            }
            Self::Lookup(lookup) => lookup.apply(log),
            Self::Array(operation) => operation.apply(log),
            Self::ArrayMap(map) => map.apply(log, clock, observer),
            Self::Decode(decoder) => decoder.apply(log),
            Self::Schema(schema) => schema.apply(log),
            Self::Exclude(attribute) => match path::remove(&mut log.attributes, attribute) {
                Some(_) => APPLIED,
                None => Outcome::Skipped(Skip::NoSource),
            },
        }
    }
}

fn parse(log: &mut Log, source: &str, rules: &Rules, clock: Clock) -> Outcome {
    let parsed = match log.get(source).as_deref() {
        None => return Outcome::Skipped(Skip::NoSource),
        Some(Value::String(text)) => rules.parse(text.trim_end(), clock),
        Some(other) => match crate::template::text(other) {
            Some(text) => rules.parse(text.trim_end(), clock),
            None => return Outcome::Skipped(Skip::WrongValue("no text")),
        },
    };
    match parsed {
        Parsed::Matched { rule, attributes } => {
            grok::merge(&mut log.attributes, attributes);
            Outcome::Applied(Effect::Rule(rule))
        }
        Parsed::NoMatch => Outcome::Skipped(Skip::NoRule),
        Parsed::GaveUp(rule) => Outcome::Skipped(Skip::GaveUp(rule)),
    }
}

fn build(log: &mut Log, target: &str, value: Option<Value>) -> Outcome {
    match value {
        Some(value) => {
            path::set(&mut log.attributes, target, value);
            APPLIED
        }
        None => Outcome::Skipped(Skip::NoSource),
    }
}

/// The first source that exists, and its value.
fn first<'a>(log: &'a Log, sources: &'a [String]) -> Option<std::borrow::Cow<'a, Value>> {
    sources.iter().find_map(|source| log.get(source))
}

/// Whether sources are tags.
fn is_tag(kind: SourceType) -> bool {
    kind == SourceType::Tag
}
