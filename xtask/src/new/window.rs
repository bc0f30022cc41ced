//! The file of a new maintenance window.

use diagnostics::{Diagnostic, suggestion};
use render::Catalog;

use super::tree::Tree;
use super::{Scaffold, facts, names};

const WINDOW: &str = include_str!("templates/window.yaml");

impl Tree<'_> {
    /// A window of a team that mutes only what matters least: it is valid in every environment.
    pub(super) fn window(&self, text: &str) -> Result<Scaffold, Box<Diagnostic>> {
        let Some((env, name)) = text.split_once('/') else {
            let error = Diagnostic::error("usage/window", format!("'{text}' is not a valid name of a window"));
            return Err(Box::new(
                error.help("write <environment>/<name>, as in staging/weekly-patches"),
            ));
        };
        let environments = &self.catalog.environments;
        if !environments.contains_key(env) {
            let error = Diagnostic::error("usage/environment", format!("unknown environment '{env}'"));
            let near = suggestion(env, environments.keys().map(String::as_str));
            return Err(Box::new(error.help(near)));
        }
        names::slug(name)?;
        let path = format!("terraform/environments/{env}/maintenance/{name}.yaml");
        let facts = facts::of_window(&self.catalog, name, self.owning_team()?);
        Ok(Scaffold {
            files: vec![self.created(path.clone(), facts::fill(WINDOW, &facts))?],
            next: vec![
                format!("edit {path}: the reason, the scope and when it is active"),
                format!("cargo xtask maintenance {env}"),
            ],
            code: None,
        })
    }

    /// The first team that owns a service, so that there is a monitor to mute; otherwise the first team.
    fn owning_team(&self) -> Result<&str, Box<Diagnostic>> {
        let Catalog { services, .. } = &self.catalog;
        match services.values().map(|service| service.team.as_str()).min() {
            Some(team) => Ok(team),
            None => self.team(None),
        }
    }
}
