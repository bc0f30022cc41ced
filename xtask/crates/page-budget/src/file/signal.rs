//! How a metric, a check or a log behaves.

use std::collections::BTreeMap;

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;

/// The values of a metric. Of several entries for the same series the last one applies.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// The metric's name; `*` matches any characters.
    pub metric: Located<String>,
    /// Only the series of these services. Default: all.
    #[serde(default)]
    pub services: Vec<Located<String>>,
    /// Only series with these tags.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
    /// Only the pod of a service that leads, or only those that follow it.
    pub on: Option<Role>,
    /// A gauge's value, from the first to the last minute: `12`, or `20..1500`.
    pub level: Option<Located<Values>>,
    /// How far a gauge's value varies, as a share of it. Default: 0.
    pub spread: Option<f64>,
    /// Events of a count or of a cumulative gauge, or values of a distribution: this many a minute over all series of the service, when the rhythm is at its
    /// peak.
    pub per_minute: Option<f64>,
    /// A multiple of another metric with the same tags: the share of its events for a count, its value times the share for a gauge, a value for each of its
    /// events for a distribution.
    pub of: Option<Located<String>>,
    /// See `of`: 0.97 for 97 %. Default: 1.
    pub share: Option<Located<f64>>,
    /// The median of a distribution's values.
    pub typical: Option<f64>,
    /// The value that one of a hundred values of a distribution exceeds.
    pub slow: Option<f64>,
    /// Pods of the service: a gauge of Kubernetes' state.
    pub replicas: Option<Count>,
    /// Whether it follows the rhythm of the clinics. Default: counts and distributions do, gauges do not.
    pub rhythm: Option<bool>,
    /// What it would be otherwise, times this.
    pub times: Option<f64>,
    /// The metric is not sent.
    #[serde(default)]
    pub missing: bool,
}

/// `20`, or `20..1500`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Values {
    /// The value in the first minute.
    pub from: f64,
    /// The value in the last minute.
    pub to: f64,
}

/// Which pod of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The primary, or whatever the product calls the one that leads.
    Leader,
    /// All others.
    Follower,
}

/// Which pods of a service are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Count {
    /// Those that run.
    Available,
    /// Those that should run.
    Desired,
    /// Those that should run and do not.
    Unavailable,
}

/// The runs of a service check.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRuns {
    /// The check's name; `*` matches any characters.
    pub check: Located<String>,
    /// Only the runs of these services. Default: all.
    #[serde(default)]
    pub services: Vec<Located<String>>,
    /// Only runs with these tags.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
    /// Only the pod of a service that leads, or only those that follow it.
    pub on: Option<Role>,
    /// Their result.
    pub status: CheckStatus,
}

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckStatus {
    /// `OK`
    Ok,
    /// `WARNING`
    Warning,
    /// `CRITICAL`
    Critical,
    /// `UNKNOWN`
    Unknown,
    /// The check does not run.
    Missing,
}

/// Log lines.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// The services that write them. Default: all that run in pods.
    #[serde(default)]
    pub services: Vec<Located<String>>,
    /// How many a minute, by each service, when the rhythm is at its peak. Zero silences the service. Of several entries for the same service and the same
    /// text the last one applies.
    pub per_minute: f64,
    /// Whether they follow the rhythm of the clinics. Default: no.
    #[serde(default)]
    pub rhythm: bool,
    /// The text. Default: an ordinary line.
    #[serde(default)]
    pub message: String,
    /// Their status. Default: `info`.
    pub status: Option<String>,
    /// Other attributes.
    #[serde(default)]
    pub attributes: BTreeMap<String, serde_json::Value>,
}

/// What an entry says about values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// `level`
    Level(Values),
    /// `per_minute`
    PerMinute(f64),
    /// `of`, with `share`
    Share(f64),
    /// `replicas`
    Replicas(Count),
    /// `times`
    Times(f64),
    /// `missing`
    Missing,
}

impl Signal {
    fn share_or_all(&self) -> f64 {
        self.share.as_ref().map_or(1.0, |share| share.value)
    }

    /// The one field that says how many or how much.
    ///
    /// # Errors
    /// There is none, or more than one, or a field that does not go with it.
    pub fn shape(&self) -> Result<Shape, String> {
        let mut found: Vec<(&str, Shape)> = Vec::new();
        if let Some(level) = &self.level {
            found.push(("level", Shape::Level(level.value)));
        }
        if let Some(rate) = self.per_minute {
            found.push(("per_minute", Shape::PerMinute(rate)));
        }
        if self.of.is_some() {
            found.push(("of", Shape::Share(self.share_or_all())));
        }
        if let Some(count) = self.replicas {
            found.push(("replicas", Shape::Replicas(count)));
        }
        if let Some(times) = self.times {
            found.push(("times", Shape::Times(times)));
        }
        if self.missing {
            found.push(("missing", Shape::Missing));
        }
        let shape = match found.as_slice() {
            [(_, shape)] => *shape,
            [] => return Err("it has none of level, per_minute, of, replicas, times, missing".to_owned()),
            [(a, _), (b, _), ..] => return Err(format!("it has both '{a}' and '{b}'")),
        };
        let only = |field: &str, set: bool, allowed: bool| {
            if set && !allowed {
                Err(format!("'{field}' has no effect here"))
            } else {
                Ok(())
            }
        };
        let values = matches!(shape, Shape::PerMinute(_) | Shape::Share(_));
        only("share", self.share.is_some(), self.of.is_some())?;
        only("typical", self.typical.is_some(), values)?;
        only("slow", self.slow.is_some(), values && self.typical.is_some())?;
        only(
            "spread",
            self.spread.is_some(),
            matches!(shape, Shape::Level(_) | Shape::Share(_)),
        )?;
        only(
            "rhythm",
            self.rhythm.is_some(),
            matches!(shape, Shape::Level(_) | Shape::PerMinute(_)),
        )?;
        let negative = [
            self.per_minute,
            self.share.as_ref().map(|share| share.value),
            self.times,
            self.spread,
        ]
        .into_iter()
        .flatten()
        .any(|number| !number.is_finite() || number < 0.0);
        let positive = [self.typical, self.slow]
            .into_iter()
            .flatten()
            .all(|number| number > 0.0);
        match (negative, positive, self.typical, self.slow) {
            (true, ..) => Err("a number is negative".to_owned()),
            (_, false, ..) => Err("'typical' and 'slow' must be above 0".to_owned()),
            (_, _, Some(typical), Some(slow)) if slow < typical => Err("'slow' is below 'typical'".to_owned()),
            _ => Ok(shape),
        }
    }
}

impl std::str::FromStr for Values {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |part: &str| {
            let read = part.trim().parse::<f64>().ok().filter(|n| n.is_finite());
            read.ok_or_else(|| format!("'{text}' is neither a number nor a range: write 12, or 20..1500"))
        };
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        Ok(Self {
            from: number(from)?,
            to: number(to)?,
        })
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Values {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Values".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["number", "string"] })
    }
}
