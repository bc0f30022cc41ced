//! What every verb begins with: the policy, the objects it looks at, and a client of the organisation that has them.

use std::env;
use std::path::Path;

use cli::{Exit, Failure, LiveScope};
use datadog_api::{Client, Config, Credentials, Endpoint};
use diagnostics::Diagnostic;
use model::Catalog;
use repository::Inventory;

use crate::pup::Pup;
use crate::selection::Selection;

/// The client and what it is asked about.
pub(crate) struct Session {
    pub(crate) catalog: Catalog,
    pub(crate) selection: Selection,
    pub(crate) client: Client,
}

impl Session {
    /// Reads the policy and the credentials. Sends nothing.
    pub(crate) fn open(root: &Path, scope: &LiveScope, pup: &Pup) -> Result<Self, Failure> {
        let catalog = Inventory::read(root).and_then(|inventory| render::catalog(&inventory));
        let catalog = catalog.map_err(|findings| Failure::from(findings).as_usage())?;
        let selection = Selection::new(&catalog, scope, pup.organisation.as_deref())?;
        let client = client(&catalog, &selection, scope)?;
        Ok(Self {
            catalog,
            selection,
            client,
        })
    }
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
