//! The formats of `jsonnet/worlds/`: `normal.yaml` says how the estate is when nothing happens, any other file is a world, in which something happens.
//! See `docs/reference/worlds.md`.

mod happening;
mod normal;
mod signal;
mod time;

use std::sync::Arc;

use diagnostics::Diagnostic;
use documents::yaml::{self, Located, ParseError};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use happening::{Change, Happening, Repeat, Replicas, Scale};
pub use normal::{Emitted, Excuse, Excused, Normal, Origin, Pods, Rhythm, RoleValues};
pub use signal::{CheckRuns, CheckStatus, Count, Lines, Role, Shape, Signal, Values};
pub(crate) use time::{DAY_S, SHORTEST_S};
pub use time::{TimeError, at, clock, length};

/// A file of `jsonnet/worlds/`.
#[derive(Clone, Debug)]
pub struct WorldSource {
    /// Its path from the root of the repository.
    pub path: String,
    /// Its content.
    pub text: Arc<str>,
}

/// The name of the file that says how the estate is when nothing happens.
pub const NORMAL: &str = "normal";

impl WorldSource {
    /// The file's name without its extension.
    #[must_use]
    pub fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".yaml").unwrap_or(file)
    }

    pub(crate) fn finding(&self, rule: &str, message: impl Into<String>, span: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, message).at(&*self.path, self.text.clone(), span)
    }

    /// # Errors
    /// The text is not YAML, or has unknown, missing or wrong fields.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, Box<Diagnostic>> {
        yaml::parse(&self.text).map_err(|ParseError { message, span, help }| {
            let form = "see docs/reference/worlds.md for the format";
            let finding = self.finding("worlds/file", format!("'{}' is not valid: {message}", self.path), span);
            Box::new(finding.help(help.map_or_else(|| form.to_owned(), |help| format!("{help} ({form})"))))
        })
    }
}

/// A world: a span of time in which something happens to the estate.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// What it is, for example `A quiet week`. The heading of its section on the page.
    pub title: Located<String>,
    /// What it is for, in a sentence or two.
    pub about: Located<String>,
    /// The day and time at which it starts: `Mon 00:00`, the default. Times are those of the clinics.
    pub start: Option<Located<String>>,
    /// How long it lasts: `7d`, `18h`.
    pub lasts: Located<String>,
    /// Whether nobody may be paged in it, which a test asserts.
    #[serde(default)]
    pub quiet: bool,
    /// What happens, in any order.
    #[serde(default)]
    pub happens: Vec<Located<Happening>>,
}
