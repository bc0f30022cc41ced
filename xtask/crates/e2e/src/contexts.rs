//! Which clusters a run uses: its own, or those that somebody names.

use std::collections::BTreeMap;

use crate::environments::Environment;
use crate::problem::{Problem, Result};

/// The variable with the clusters to use.
const E2E_CLUSTERS: &str = "E2E_CLUSTERS";

/// The cluster of Argo CD.
pub(crate) const MANAGEMENT: &str = "management";

/// Contexts of the kubeconfig by the names of the clusters; none where the run starts its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contexts(BTreeMap<String, String>);

impl Contexts {
    /// Those of the flags, otherwise those of the variable.
    pub(crate) fn read(flags: &[String]) -> Result<Self> {
        let variable = std::env::var(E2E_CLUSTERS).unwrap_or_default();
        let of_variable: Vec<String> = variable
            .split(',')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        Self::parse(if flags.is_empty() { &of_variable } else { flags })
    }

    fn parse(pairs: &[String]) -> Result<Self> {
        let mut contexts: BTreeMap<String, String> = BTreeMap::new();
        for pair in pairs {
            let Some((name, context)) = pair
                .split_once('=')
                .filter(|(name, context)| !name.is_empty() && !context.is_empty())
            else {
                return Err(Problem::new(format!("'{pair}' is not <name>=<context>")));
            };
            if let Some((other, _)) = contexts.iter().find(|(_, given)| *given == context) {
                return Err(Problem::new(format!(
                    "'{other}' and '{name}' have the same context '{context}': each needs a cluster of its own"
                )));
            }
            if contexts.insert(name.to_owned(), context.to_owned()).is_some() {
                return Err(Problem::new(format!("the cluster of '{name}' is given twice")));
            }
        }
        Ok(Self(contexts))
    }

    /// Whether the run starts its own clusters.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The context of a cluster.
    pub(crate) fn of(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The names of the clusters and their contexts.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, context)| (name.as_str(), context.as_str()))
    }

    /// The environments that have a cluster; all of them where the run starts its own.
    ///
    /// # Errors
    /// A cluster is missing, or is of no environment.
    pub(crate) fn limit(&self, environments: Vec<Environment>, is_chosen: bool) -> Result<Vec<Environment>> {
        if self.is_empty() {
            return Ok(environments);
        }
        let is_known =
            |name: &str| name == MANAGEMENT || environments.iter().any(|environment| environment.name == name);
        if let Some((name, _)) = self.iter().find(|(name, _)| !is_known(name)) {
            return Err(Problem::new(format!(
                "there is no environment '{name}' to have a cluster"
            )));
        }
        let has_cluster = |environment: &&Environment| self.of(&environment.name).is_some();
        let missing = environments
            .iter()
            .find(|environment| is_chosen && !has_cluster(environment));
        let missing = missing.map(|environment| environment.name.as_str());
        let missing = missing.or_else(|| self.of(MANAGEMENT).is_none().then_some(MANAGEMENT));
        let limited: Vec<Environment> = environments.iter().filter(has_cluster).cloned().collect();
        match missing.or_else(|| limited.is_empty().then_some("an environment")) {
            Some(name) => Err(Problem::new(format!("no cluster is given for {name}"))),
            None => Ok(limited),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contexts(pairs: &[&str]) -> Result<Contexts> {
        Contexts::parse(&pairs.iter().map(|&pair| pair.to_owned()).collect::<Vec<_>>())
    }

    fn environments(names: &[&str]) -> Vec<Environment> {
        let environment = |name: &&str| Environment {
            name: (*name).to_owned(),
            cluster: String::new(),
            site: String::new(),
        };
        names.iter().map(environment).collect()
    }

    #[test]
    fn a_pair_is_a_name_and_a_context() {
        for (pairs, expected) in [
            (&["prod"][..], "'prod' is not <name>=<context>"),
            (&["prod="], "'prod=' is not <name>=<context>"),
            (&["prod=a", "prod=b"], "the cluster of 'prod' is given twice"),
            (
                &["dev=a", "prod=a"],
                "'dev' and 'prod' have the same context 'a': each needs a cluster of its own",
            ),
        ] {
            assert_eq!(contexts(pairs).expect_err("a problem").to_string(), expected);
        }
    }

    #[test]
    fn environments_without_a_cluster_are_left_out_unless_they_are_chosen() {
        let given = contexts(&["management=m", "prod=p"]).expect("contexts");
        let all = environments(&["dev", "prod"]);
        assert_eq!(given.limit(all.clone(), false), Ok(environments(&["prod"])));
        assert!(
            given
                .limit(all.clone(), true)
                .is_err_and(|problem| problem.to_string() == "no cluster is given for dev")
        );
        assert_eq!(Contexts::default().limit(all.clone(), false), Ok(all.clone()));
        for (pairs, expected) in [
            (
                ["management=m", "prd=p"],
                "there is no environment 'prd' to have a cluster",
            ),
            (["dev=m", "prod=p"], "no cluster is given for management"),
        ] {
            let problem = contexts(&pairs)
                .and_then(|given| given.limit(all.clone(), false))
                .expect_err("a problem");
            assert_eq!(problem.to_string(), expected);
        }
        let alone = contexts(&["management=m"]).and_then(|given| given.limit(all, false));
        assert!(alone.is_err_and(|problem| problem.to_string() == "no cluster is given for an environment"));
    }
}
