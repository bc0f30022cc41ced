//! What the binary honours as an extension of Datadog's command line, `pup`: an executable `pup-<name>` becomes `pup <name>`, and gets its settings in its environment.

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
            read_only: yes("PUP_READ_ONLY"),
            auto_approve: yes("PUP_AUTO_APPROVE"),
        }
    }

    /// The name of the extension.
    pub(crate) fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// The verb with the output that `pup` asks for, unless its own flag asks for another.
    pub(crate) fn with_output(&self, mut verb: LiveVerb) -> Result<LiveVerb, (Failure, FindingFormat)> {
        match self.output.as_deref() {
            None | Some("table") => Ok(verb),
            Some("json") => {
                set_json(&mut verb);
                Ok(verb)
            }
            Some(other) => {
                let error = Diagnostic::error("usage/output", format!("PUP_OUTPUT '{other}' is not supported"));
                let failure = Failure {
                    findings: vec![error.help("use `--output json` or `--output table`")],
                    exit: Exit::Usage,
                };
                Err((failure, FindingFormat::Text))
            }
        }
    }
}

fn set_json(verb: &mut LiveVerb) {
    let diff = |format: &mut DiffFormat| {
        if *format == DiffFormat::Text {
            *format = DiffFormat::Json;
        }
    };
    match verb {
        LiveVerb::Plan(args) => diff(&mut args.format),
        LiveVerb::Drift(args) => diff(&mut args.format),
        LiveVerb::Status(args) => diff(&mut args.format),
        LiveVerb::Orphans(args) => args.format = OutputFormat::Json,
        LiveVerb::Adopt(args) => args.format = OutputFormat::Json,
        LiveVerb::Validate(args) => {
            if args.format == FindingFormat::Text {
                args.format = FindingFormat::Json;
            }
        }
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
