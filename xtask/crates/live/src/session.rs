//! What every verb begins with: the policy, the objects it looks at, and a client of the organisation that has them.

use std::env;
use std::path::Path;

use cli::{Exit, Failure, LiveScope};
use datadog_api::{Client, Config, Credentials, Endpoint};
use diagnostics::{Diagnostic, Severity};
use model::Catalog;
use repository::Inventory;

use crate::pup::Pup;
use crate::selection::Selection;

/// The client and what it is asked about.
pub(crate) struct Session {
    pub(crate) catalog: Catalog,
    pub(crate) selection: Selection,
    pub(crate) client: Client,
    /// A warning if the rendered files are out of date: they are what counts as declared.
    pub(crate) outdated: Option<Diagnostic>,
}

impl Session {
    /// Reads the policy and the credentials. Sends nothing.
    pub(crate) fn open(root: &Path, scope: &LiveScope, pup: &Pup) -> Result<Self, Failure> {
        let wrong = |findings: Vec<Diagnostic>| Failure::from(findings).as_usage();
        let inventory = Inventory::read(root).map_err(wrong)?;
        let catalog = render::catalog(&inventory).map_err(wrong)?;
        let selection = Selection::new(&catalog, scope, pup.organisation.as_deref())?;
        let client = client(&catalog, &selection, scope)?;
        Ok(Self {
            catalog,
            selection,
            client,
            outdated: outdated(root, &inventory),
        })
    }

    /// Refuses rendered files that are out of date, where a verb acts on what they do not declare.
    pub(crate) fn refuse_outdated(&self) -> Result<(), Failure> {
        let Some(warning) = &self.outdated else { return Ok(()) };
        let mut error = warning.clone();
        error.severity = Severity::Error;
        Err(Failure::from(vec![error]).as_usage())
    }
}

fn outdated(root: &Path, inventory: &Inventory) -> Option<Diagnostic> {
    let what = match render::outdated_files(root, inventory) {
        Ok(files) if files.is_empty() => return None,
        Ok(files) => match files.as_slice() {
            [file] => format!("'{file}' is out of date"),
            files => format!("{} rendered files are out of date", files.len()),
        },
        Err(_) => "jsonnet/ does not render".to_owned(),
    };
    let message = format!("{what}, and Datadog is compared with what is rendered");
    Some(Diagnostic::new(Severity::Warning, "live/outdated", message).help("run `cargo xtask render` first"))
}

fn client(catalog: &Catalog, selection: &Selection, scope: &LiveScope) -> Result<Client, Box<Diagnostic>> {
    let file = scope.keys.as_deref().map(datadog_api::read_key_file).transpose()?;
    let variable = |name: &str| match &file {
        // A token in the environment must not win over the file that was asked for.
        Some(_) if name == "DD_ACCESS_TOKEN" => None,
        Some(keys) if name.ends_with("_KEY") => keys.get(name).cloned(),
        _ => env::var(name).ok(),
    };
    let organisation = catalog.organisations.get(&selection.organisation);
    let site = organisation.map_or(datadog_api::DEFAULT_SITE, |organisation| organisation.site.as_str());
    let endpoint = Endpoint::read(&variable, site)?;
    if endpoint.site().is_some_and(|given| given != site) {
        let message = format!(
            "DD_SITE is '{}', but the organisation '{}' is at '{site}'",
            endpoint.site().unwrap_or_default(),
            selection.organisation
        );
        let help = "unset DD_SITE, or correct 'site' in jsonnet/policy/organisations.libsonnet";
        return Err(Box::new(Diagnostic::error("usage/site", message).help(help)));
    }
    let credentials = Credentials::read(&variable)?;
    Ok(Client::new(endpoint, credentials, Config::default())?)
}

/// An internal error, or wrong usage.
pub(crate) fn usage(message: String) -> Failure {
    Failure {
        findings: vec![Diagnostic::error("usage/live", message)],
        exit: Exit::Usage,
    }
}

/// The failure of a request.
pub(crate) fn failed(error: datadog_api::Error) -> Failure {
    Failure::from(Box::<Diagnostic>::from(error)).as_usage()
}
