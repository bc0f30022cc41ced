//! Which objects a verb looks at: folders of `manifests/`, a service, kinds. All of them belong to one Datadog organisation, because a key does.

use std::collections::BTreeSet;

use cli::LiveScope;
use diagnostics::{Diagnostic, suggestion};
use model::{Catalog, ObjectKind};

/// The objects of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The Datadog organisation.
    pub(crate) organisation: String,
    /// The environments.
    pub(crate) environments: Vec<String>,
    /// The folders below `manifests/`, each with the environment whose cluster applies it.
    pub(crate) folders: Vec<(String, String)>,
    /// Only this service.
    pub(crate) service: Option<String>,
    /// The kinds.
    pub(crate) kinds: Vec<ObjectKind>,
}

impl Selection {
    /// The objects that the command line names.
    pub(crate) fn new(
        catalog: &Catalog,
        scope: &LiveScope,
        organisation: Option<&str>,
    ) -> Result<Self, Box<Diagnostic>> {
        let environments = environments(catalog, scope.env.as_deref(), organisation)?;
        if let Some(service) = &scope.service
            && !catalog.services.contains_key(service)
            && service != model::PLATFORM
        {
            let names = catalog.services.keys().map(String::as_str);
            let error = Diagnostic::error("usage/service", format!("there is no service '{service}'"));
            return Err(Box::new(error.help(suggestion(service, names))));
        }
        let organisations: BTreeSet<&str> = environments
            .iter()
            .filter_map(|env| Some(catalog.environments.get(env)?.organisation.as_str()))
            .collect();
        let names: Vec<&str> = organisations.into_iter().collect();
        let [organisation] = names.as_slice() else {
            let message = format!(
                "the environments belong to {} organisations: {}",
                names.len(),
                names.join(", ")
            );
            let error = Diagnostic::error("usage/organisation", message);
            return Err(Box::new(error.help("give --env: a key belongs to one organisation")));
        };
        let mut folders: Vec<_> = environments.iter().map(|env| (env.clone(), env.clone())).collect();
        let owner = catalog
            .organisations
            .get(*organisation)
            .map(|organisation| &organisation.owner);
        if let Some(owner) = owner.filter(|owner| environments.contains(owner)) {
            folders.push(((*organisation).to_owned(), owner.clone()));
        }
        let kinds = scope
            .kind
            .map_or_else(|| ObjectKind::ALL.to_vec(), |kind| vec![kind.into()]);
        Ok(Self {
            organisation: (*organisation).to_owned(),
            environments,
            folders,
            service: scope.service.clone(),
            kinds,
        })
    }

    /// The same objects of every service and kind: what references and doubles are looked up in.
    pub(crate) fn whole(&self) -> Self {
        Self {
            service: None,
            kinds: ObjectKind::ALL.to_vec(),
            ..self.clone()
        }
    }

    /// Whether an object is one of these.
    pub(crate) fn contains(&self, service: &str, kind: ObjectKind) -> bool {
        self.service.as_deref().is_none_or(|only| only == service) && self.kinds.contains(&kind)
    }

    /// Its name for people: `Datadog (scribemed, prod)`.
    pub(crate) fn title(&self) -> String {
        format!("Datadog ({}: {})", self.organisation, self.environments.join(", "))
    }
}

fn environments(
    catalog: &Catalog,
    env: Option<&str>,
    organisation: Option<&str>,
) -> Result<Vec<String>, Box<Diagnostic>> {
    if let Some(organisation) = organisation
        && !catalog.organisations.contains_key(organisation)
    {
        let names = catalog.organisations.keys().map(String::as_str);
        let message = format!("DD_ORG is '{organisation}', which jsonnet/policy/organisations.libsonnet does not have");
        let error = Diagnostic::error("usage/organisation", message);
        return Err(Box::new(error.help(suggestion(organisation, names))));
    }
    let of_session = |name: &str| {
        let found = catalog
            .environments
            .get(name)
            .map(|environment| environment.organisation.as_str());
        organisation.is_none_or(|organisation| found == Some(organisation))
    };
    let Some(env) = env else {
        return Ok(catalog
            .environments
            .keys()
            .filter(|name| of_session(name))
            .cloned()
            .collect());
    };
    if !catalog.environments.contains_key(env) {
        let names = catalog.environments.keys().map(String::as_str);
        let error = Diagnostic::error("usage/environment", format!("there is no environment '{env}'"));
        return Err(Box::new(error.help(suggestion(env, names))));
    }
    if !of_session(env) {
        let message = format!("'{env}' does not belong to the organisation in DD_ORG");
        let error = Diagnostic::error("usage/organisation", message);
        return Err(Box::new(error.help("log in to its organisation with `pup auth login`")));
    }
    Ok(vec![env.to_owned()])
}
