//! What the binary honours as an extension of Datadog's command line, `pup`: an executable `pup-<name>` becomes `pup <name>`, and gets its settings in its environment
//! (<https://github.com/DataDog/pup/blob/main/docs/EXTENSIONS.md>).

mod formatted;

use std::env;
use std::path::Path;

use cli::{DiffFormat, Exit, Failure, FindingFormat, LiveVerb, OutputFormat};
use datadog_api::Environment;
use diagnostics::Diagnostic;

/// The settings that `pup` passes on; nothing is set otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pup {
    extension: Option<String>,
    /// The organisation of the session.
    pub(crate) organisation: Option<String>,
    output: Option<String>,
    /// An expression of jq that selects from the result.
    filter: Option<String>,
    /// The format that `pup format` gives the JSON; without it the JSON is printed as it is.
    rendered_as: Option<String>,
    /// Whether nothing may be changed.
    pub(crate) read_only: bool,
    /// Whether questions are answered with yes.
    pub(crate) auto_approve: bool,
}

impl Pup {
    /// The settings of this process.
    pub(crate) fn of_process() -> Self {
        let executable = env::args_os().next().unwrap_or_default();
        Self::read(Path::new(&executable), &|name| env::var(name).ok())
    }

    fn read(executable: &Path, environment: Environment<'_>) -> Self {
        let name = executable
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let Some(extension) = name.strip_prefix("pup-").filter(|name| !name.is_empty()) else {
            return Self::default();
        };
        let set = |name| environment(name).filter(|value: &String| !value.is_empty());
        let yes = |name| set(name).is_some_and(|value| !matches!(value.to_lowercase().as_str(), "0" | "false" | "no"));
        Self {
            extension: Some(extension.to_owned()),
            organisation: set("DD_ORG"),
            output: set("PUP_OUTPUT"),
            filter: set("PUP_FILTER"),
            rendered_as: None,
            read_only: yes("PUP_READ_ONLY"),
            auto_approve: yes("PUP_AUTO_APPROVE"),
        }
    }

    /// The name of the extension.
    pub(crate) fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// The settings and the verb with the output that `pup` asks for, unless the verb's own flag asks for another.
    ///
    /// # Errors
    /// With an output that does not exist, or a filter of something else than JSON.
    pub(crate) fn with_output(mut self, mut verb: LiveVerb) -> Result<(Self, LiveVerb), Failure> {
        let output = self.output.as_deref().unwrap_or("table");
        if !OUTPUTS.contains(&output) {
            let error = Diagnostic::error("usage/output", format!("PUP_OUTPUT '{output}' is not supported"));
            return Err(refused(error.help(format!("use one of {}", OUTPUTS.join(", ")))));
        }
        if output == "table" && self.filter.is_none() {
            return Ok((self, verb));
        }
        let by_flag = !json_instead_of_text(&mut verb);
        if by_flag && self.filter.is_some() && verb.format() != FindingFormat::Json {
            let error = Diagnostic::error(
                "usage/filter",
                "--jq selects from JSON, and --format asks for another format",
            );
            return Err(refused(error.help("leave out --format, or --jq")));
        }
        let output = if by_flag { "json" } else { output };
        self.rendered_as = (output != "json" || self.filter.is_some()).then(|| output.to_owned());
        Ok((self, verb))
    }

    /// The format of the findings of a failure: those that are not rendered with a result are text.
    pub(crate) const fn failures(&self, verb: &LiveVerb) -> FindingFormat {
        if self.rendered_as.is_some() {
            FindingFormat::Text
        } else {
            verb.format()
        }
    }
}

/// What `pup --output` takes.
const OUTPUTS: [&str; 5] = ["json", "table", "yaml", "csv", "tsv"];

fn refused(error: Diagnostic) -> Failure {
    Failure {
        findings: vec![error],
        exit: Exit::Usage,
    }
}

/// Asks for JSON where no flag asks for another format than text. Whether it does.
fn json_instead_of_text(verb: &mut LiveVerb) -> bool {
    fn replace<F: PartialEq>(format: &mut F, text: F, json: F) -> bool {
        let is_text = *format == text;
        if is_text {
            *format = json;
        }
        is_text
    }
    match verb {
        LiveVerb::Plan(args) => replace(&mut args.format, DiffFormat::Text, DiffFormat::Json),
        LiveVerb::Drift(args) => replace(&mut args.format, DiffFormat::Text, DiffFormat::Json),
        LiveVerb::Status(args) => replace(&mut args.format, DiffFormat::Text, DiffFormat::Json),
        LiveVerb::Orphans(args) => replace(&mut args.format, OutputFormat::Text, OutputFormat::Json),
        LiveVerb::Adopt(args) => replace(&mut args.format, OutputFormat::Text, OutputFormat::Json),
        LiveVerb::Validate(args) => replace(&mut args.format, FindingFormat::Text, FindingFormat::Json),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(executable: &str, variables: &[(&str, &str)]) -> Pup {
        Pup::read(Path::new(executable), &|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn settings_count_for_the_extension_alone() {
        let variables = [
            ("DD_ORG", "scribemed"),
            ("PUP_READ_ONLY", "1"),
            ("PUP_AUTO_APPROVE", "true"),
        ];
        let pup = read("/usr/bin/pup-scribemed", &variables);
        assert_eq!(pup.extension(), Some("scribemed"));
        assert_eq!(pup.organisation.as_deref(), Some("scribemed"));
        assert!(pup.read_only && pup.auto_approve);
        assert_eq!(read("/usr/bin/live", &variables), Pup::default());
        assert_eq!(read("pup-", &variables), Pup::default());
        let off = read("pup-x", &[("PUP_READ_ONLY", "false"), ("PUP_AUTO_APPROVE", "0")]);
        assert!(!off.read_only && !off.auto_approve);
    }
}
