//! The same change once: over environments, then over objects.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;

use crate::fact::Fact;
use crate::object::{Sort, Subject};
use crate::policy::Policy;
use crate::report::{Action, Change, Detail, Value};
use model::Risk;

/// What stands for the name of an environment in what is the same but for it.
const ENVIRONMENT: &str = "{env}";

/// Facts by environment, in the order in which environments are told: by weight, then by name.
type Environments = BTreeMap<(u8, String), Vec<Fact>>;

/// What became of one object in one environment.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) action: Action,
    pub(crate) subject: Subject,
    pub(crate) environment: String,
    pub(crate) facts: Vec<Fact>,
}

/// The entries, merged and in the order of their risk. Environments that wake people weigh more.
pub(crate) fn merged(entries: Vec<Entry>, policies: &[&Policy]) -> Vec<Change> {
    let weight = |environment: &str| Policy::weight(policies, environment);
    let mut by_object: BTreeMap<(Subject, Action), Environments> = BTreeMap::new();
    for entry in entries {
        let environments = by_object.entry((entry.subject, entry.action)).or_default();
        environments
            .entry((weight(&entry.environment), entry.environment))
            .or_default()
            .extend(entry.facts);
    }
    let changes = by_object
        .into_iter()
        .map(|((subject, action), environments)| change(subject, action, environments));
    let mut changes = over_objects(changes);
    let heaviest = |change: &Change| change.environments.iter().map(|e| weight(e)).max().unwrap_or_default();
    changes.sort_by_cached_key(|change| {
        (
            change.risk,
            u8::MAX - heaviest(change),
            change.subjects.first().cloned(),
        )
    });
    changes
}

fn change(subject: Subject, action: Action, environments: Environments) -> Change {
    let facts: Vec<(String, Vec<Fact>)> = environments
        .into_iter()
        .map(|((_, environment), facts)| (environment, facts))
        .collect();
    let environments = facts.iter().map(|(environment, _)| environment.clone()).collect();
    let details = details(facts);
    let risk = details.iter().map(|detail| detail.risk).min();
    Change {
        risk: risk.map_or_else(
            || of_action(&action, subject.sort),
            |risk| risk.min(of_action(&action, subject.sort)),
        ),
        action,
        subjects: vec![subject],
        environments,
        details,
    }
}

/// The risk that lies in the action itself.
fn of_action(action: &Action, sort: Sort) -> Risk {
    match (action, sort) {
        (_, Sort::Kubernetes | Sort::HelmValues | Sort::Datadog) => Risk::Platform,
        (_, Sort::File) => Risk::Unreadable,
        (Action::Removed, Sort::Monitor) => Risk::RemovedMonitor,
        (Action::Removed, Sort::Slo) => Risk::RemovedSlo,
        (Action::Removed, Sort::Dashboard) => Risk::RemovedDashboard,
        (Action::Moved(_), _) => Risk::Moved,
        (Action::Added, _) => Risk::Added,
        (Action::Changed, _) => Risk::Wording,
    }
}

/// Facts about one facet, with how they read in one environment and without its name.
struct Facet {
    risk: Risk,
    what: String,
    /// The same with the environment's name replaced.
    neutral_what: String,
    /// Environment, how, how without the environment's name.
    values: Vec<(String, String, String)>,
}

fn details(facts: Vec<(String, Vec<Fact>)>) -> Vec<Detail> {
    let repeated = repeated(&facts);
    let mut index: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut facets: Vec<Facet> = Vec::new();
    for (environment, facts) in facts {
        for fact in facts {
            let neutral_what = neutral(&fact.what, &environment);
            let neutral_how = neutral(&fact.how, &environment);
            // A facet that comes several times in one environment is known by how it differs too.
            let key = if repeated.contains(&neutral_what) {
                neutral_how.clone()
            } else {
                String::new()
            };
            let at = *index.entry((neutral_what.clone(), key)).or_insert(facets.len());
            if at == facets.len() {
                facets.push(Facet {
                    risk: fact.risk,
                    what: fact.what.clone(),
                    neutral_what,
                    values: Vec::new(),
                });
            }
            let facet = &mut facets[at];
            facet.risk = facet.risk.min(fact.risk);
            if facet.what != fact.what {
                facet.what.clone_from(&facet.neutral_what);
            }
            facet.values.push((environment.clone(), fact.how, neutral_how));
        }
    }
    facets.sort_by_key(|facet| facet.risk);
    facets.into_iter().map(detail).collect()
}

/// The facets that some environment has several of.
fn repeated(facts: &[(String, Vec<Fact>)]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (environment, facts) in facts {
        let mut seen = BTreeSet::new();
        for fact in facts {
            let what = neutral(&fact.what, environment);
            if !seen.insert(what.clone()) {
                found.insert(what);
            }
        }
    }
    found
}

fn detail(facet: Facet) -> Detail {
    let mut values: Vec<(Value, String)> = Vec::new();
    for (environment, how, neutral) in facet.values {
        match values.iter_mut().find(|(_, known)| *known == neutral) {
            Some((value, known)) => {
                if value.how != how {
                    value.how.clone_from(known);
                }
                if !value.environments.contains(&environment) {
                    value.environments.push(environment);
                }
            }
            None => values.push((
                Value {
                    environments: vec![environment],
                    how,
                },
                neutral,
            )),
        }
    }
    Detail {
        risk: facet.risk,
        what: facet.what,
        values: values.into_iter().map(|(value, _)| value).collect(),
    }
}

/// `text` with the environment's name, as a word of its own, replaced.
fn neutral(text: &str, environment: &str) -> String {
    if environment.is_empty() || !text.contains(environment) {
        return text.to_owned();
    }
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices(environment) {
        let end = at + environment.len();
        if part_of_word(text[..at].chars().next_back()) || part_of_word(text[end..].chars().next()) {
            continue;
        }
        out.push_str(&text[done..at]);
        out.push_str(ENVIRONMENT);
        done = end;
    }
    out + &text[done..]
}

/// What is the same for several objects of one sort, as one change.
fn over_objects(changes: impl Iterator<Item = Change>) -> Vec<Change> {
    type Key = (Sort, Action, Vec<String>, Vec<Detail>);
    let mut index: HashMap<Key, usize> = HashMap::new();
    let mut all: Vec<Change> = Vec::new();
    for mut change in changes {
        let sort = change.subjects.first().map_or(Sort::File, |subject| subject.sort);
        let key = (
            sort,
            change.action.clone(),
            change.environments.clone(),
            change.details.clone(),
        );
        match index.get(&key) {
            Some(&at) => all[at].subjects.extend(mem::take(&mut change.subjects)),
            None => {
                index.insert(key, all.len());
                all.push(change);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_the_environment() {
        assert_eq!(
            neutral("slack-x-prod product prod", "prod"),
            "slack-x-{env} product {env}"
        );
        assert_eq!(neutral("production", "prod"), "production");
    }

    fn check(facts: &[(&str, &str, &str)], expected: &[&str]) {
        let mut by_environment: Environments = BTreeMap::new();
        for (environment, what, how) in facts {
            let weight = u8::from(*environment == "prod");
            by_environment
                .entry((weight, (*environment).to_owned()))
                .or_default()
                .push(Fact::new(Risk::Loosened, *what, *how));
        }
        let subject = Subject {
            sort: Sort::Monitor,
            name: "a/b".to_owned(),
        };
        let change = change(subject, Action::Changed, by_environment);
        let words: Vec<_> = change
            .details
            .iter()
            .map(|detail| detail.words(&change.environments))
            .collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn environments_are_named_where_they_differ() {
        check(
            &[("dev", "critical", "5 -> 10"), ("prod", "critical", "5 -> 10")],
            &["critical 5 -> 10"],
        );
        check(
            &[("dev", "critical", "5 -> 9"), ("prod", "critical", "5 -> 10")],
            &["critical 5 -> 9 in dev, 5 -> 10 in prod"],
        );
        check(
            &[("dev", "tells", "x-dev"), ("prod", "tells", "x-prod")],
            &["tells x-{env}"],
        );
        check(&[("dev", "a", "1"), ("prod", "b", "2")], &["a 1 in dev", "b 2 in prod"]);
        check(
            &[
                ("dev", "tells", "x-dev"),
                ("prod", "tells", "y"),
                ("prod", "tells", "x-prod"),
            ],
            &["tells x-{env}", "tells y in prod"],
        );
    }
}
