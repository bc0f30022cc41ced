//! Terraform itself, or OpenTofu.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use diagnostics::Diagnostic;
use serde::Deserialize;

use super::usage;

/// The oldest release that has ephemeral resources and write-only arguments. OpenTofu has them from the release of the same number.
const MIN: (u32, u32) = (1, 11);

/// A program that was found to be new enough.
#[derive(Clone)]
pub(crate) struct Program {
    path: PathBuf,
    /// `Terraform 1.11.4`.
    pub(crate) title: String,
    pub(crate) is_tofu: bool,
    settings: Vec<(String, PathBuf)>,
}

#[derive(Deserialize)]
struct Version {
    terraform_version: String,
}

impl Program {
    /// Finds the program and asks for its version.
    pub(crate) fn find(name: &str) -> Result<Self, Box<Diagnostic>> {
        let is_tofu = Path::new(name).file_stem() == Some(OsStr::new("tofu"));
        let title = if is_tofu { "OpenTofu" } else { "Terraform" };
        let get = if is_tofu {
            "https://opentofu.org/docs/intro/install"
        } else {
            "https://developer.hashicorp.com/terraform/install"
        };
        let help = format!(
            "install {title} {}.{} or newer ({get}), or name another with --binary",
            MIN.0, MIN.1
        );
        let output = Command::new(name)
            .args(["version", "-json"])
            .env("CHECKPOINT_DISABLE", "1")
            // OpenTofu prints a warning before the JSON if the file does not exist.
            .env_remove("TF_CLI_CONFIG_FILE")
            .output();
        let output = output.map_err(|why| usage(format!("'{name}' cannot be run: {why}"), help.clone()))?;
        let version = serde_json::from_slice::<Version>(&output.stdout)
            .map_err(|why| {
                usage(
                    format!("'{name} version -json' does not print a version: {why}"),
                    help.clone(),
                )
            })?
            .terraform_version;
        if release(&version).is_none_or(|found| found < MIN) {
            return Err(usage(format!("{title} {version} is too old"), help));
        }
        Ok(Self {
            path: name.into(),
            title: format!("{title} {version}"),
            is_tofu,
            settings: Vec::new(),
        })
    }

    /// The same with another environment variable for each run.
    pub(crate) fn set(&mut self, name: &str, value: PathBuf) {
        self.settings.push((name.to_owned(), value));
    }

    /// Runs it in `folder`, with its data in `data`.
    pub(crate) fn run(&self, folder: &Path, data: &Path, args: &[&str]) -> Result<Output, Box<Diagnostic>> {
        let mut command = Command::new(&self.path);
        command
            .args(args)
            .current_dir(folder)
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_INPUT", "0")
            .env("TF_DATA_DIR", data)
            // An unreachable registry must be noticed at once.
            .env("TF_REGISTRY_DISCOVERY_RETRY", "0")
            .env("TF_REGISTRY_CLIENT_TIMEOUT", "10")
            .env_remove("TF_CLI_ARGS")
            .env_remove("TF_WORKSPACE");
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        command.output().map_err(|why| {
            usage(
                format!("'{}' cannot be run: {why}", self.path.display()),
                "check that it can be executed",
            )
        })
    }
}

/// `1.11.4` and `1.12.0-beta1` as their first two numbers.
fn release(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_its_first_two_numbers() {
        assert_eq!(release("1.11.4"), Some((1, 11)));
        assert_eq!(release("1.12.0-beta1"), Some((1, 12)));
        assert_eq!(release("dev"), None);
    }

    #[test]
    fn a_missing_program_names_where_to_get_it() {
        let error = Program::find("/no/such/tofu").err().expect("an error");
        assert!(error.message.starts_with("'/no/such/tofu' cannot be run"), "{error:?}");
        assert!(
            error.help.as_deref().is_some_and(|help| help.contains("opentofu.org")),
            "{error:?}"
        );
    }
}
