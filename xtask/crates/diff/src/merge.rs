//! Merges changes that are the same in several environments, then those that are the same for several objects.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;

use crate::fact::Fact;
use crate::object::{DiffKind, ObjectId};
use crate::policy::Policy;
use crate::report::{Action, Change, Detail, Value};
use model::Risk;

/// Replaces the name of the environment, so that texts that differ only by it are equal.
const ENVIRONMENT: &str = "{env}";

/// Facts by environment, in the order of the report: by weight, then by name.
type Environments = BTreeMap<(u8, String), Vec<Fact>>;

/// The change of one object in one environment.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) action: Action,
    pub(crate) id: ObjectId,
    pub(crate) environment: String,
    pub(crate) facts: Vec<Fact>,
}

/// The merged entries, by risk. Within a risk, changes in environments that page come first.
pub(crate) fn merge(entries: Vec<Entry>, policies: &[&Policy]) -> Vec<Change> {
    let weight = |environment: &str| Policy::weight(policies, environment);
    let mut by_object: BTreeMap<(ObjectId, Action), Environments> = BTreeMap::new();
    for entry in entries {
        let environments = by_object.entry((entry.id, entry.action)).or_default();
        environments
            .entry((weight(&entry.environment), entry.environment))
            .or_default()
            .extend(entry.facts);
    }
    let changes = by_object.into_iter().flat_map(|((id, action), environments)| {
        let parts = by_direction(environments).into_iter();
        parts.map(move |environments| change(id.clone(), action.clone(), environments))
    });
    let mut changes = merge_objects(changes);
    let heaviest = |change: &Change| change.environments.iter().map(|e| weight(e)).max().unwrap_or_default();
    changes.sort_by_cached_key(|change| (change.risk, u8::MAX - heaviest(change), change.objects.first().cloned()));
    changes
}

fn change(id: ObjectId, action: Action, environments: Environments) -> Change {
    let facts: Vec<(String, Vec<Fact>)> = environments
        .into_iter()
        .map(|((_, environment), facts)| (environment, facts))
        .collect();
    let environments = facts.iter().map(|(environment, _)| environment.clone()).collect();
    let details = details(facts);
    let risk = details.iter().map(|detail| detail.risk).min();
    Change {
        risk: risk.map_or_else(
            || action_risk(&action, id.kind),
            |risk| risk.min(action_risk(&action, id.kind)),
        ),
        action,
        objects: vec![id],
        environments,
        details,
    }
}

/// The environments in which a monitor alerts more easily, apart from the others if it alerts less easily there: one new threshold may do both.
fn by_direction(environments: Environments) -> Vec<Environments> {
    let has = |facts: &[Fact], risk| facts.iter().any(|fact| fact.risk == risk);
    let is_tightened = |facts: &[Fact]| has(facts, Risk::Tightened) && !has(facts, Risk::Loosened);
    if !environments.values().any(|facts| has(facts, Risk::Loosened)) {
        return vec![environments];
    }
    let (tightened, others): (Environments, Environments) =
        environments.into_iter().partition(|(_, facts)| is_tightened(facts));
    [others, tightened]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect()
}

/// The risk of the action itself.
fn action_risk(action: &Action, kind: DiffKind) -> Risk {
    match (action, kind) {
        (_, DiffKind::Kubernetes | DiffKind::HelmValues | DiffKind::Datadog) => Risk::Platform,
        (_, DiffKind::File) => Risk::Unreadable,
        (Action::Removed, DiffKind::Monitor | DiffKind::Synthetic) => Risk::RemovedMonitor,
        (Action::Removed, DiffKind::Downtime) => Risk::Tightened,
        (_, DiffKind::Downtime) => Risk::Muted,
        (Action::Removed, DiffKind::Slo) => Risk::RemovedSlo,
        (Action::Removed, DiffKind::Dashboard) => Risk::RemovedDashboard,
        (Action::Moved(_), _) => Risk::Moved,
        (Action::Added, _) => Risk::Added,
        (Action::Changed, _) => Risk::Wording,
    }
}

/// The facts about one field, with and without the name of the environment.
struct Field {
    risk: Risk,
    what: String,
    /// `what` with the name of the environment replaced.
    neutral_what: String,
    /// Environment, `how`, and `how` with the name of the environment replaced.
    values: Vec<(String, String, String)>,
}

fn details(facts: Vec<(String, Vec<Fact>)>) -> Vec<Detail> {
    let repeated = repeated(&facts);
    let mut index: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut fields: Vec<Field> = Vec::new();
    for (environment, facts) in facts {
        for fact in facts {
            let neutral_what = neutral(&fact.what, &environment);
            let neutral_how = neutral(&fact.how, &environment);
            // A field with several facts in one environment is also identified by `how`.
            let key = if repeated.contains(&neutral_what) {
                neutral_how.clone()
            } else {
                String::new()
            };
            let at = *index.entry((neutral_what.clone(), key)).or_insert(fields.len());
            if at == fields.len() {
                fields.push(Field {
                    risk: fact.risk,
                    what: fact.what.clone(),
                    neutral_what,
                    values: Vec::new(),
                });
            }
            let field = &mut fields[at];
            field.risk = field.risk.min(fact.risk);
            if field.what != fact.what {
                field.what.clone_from(&field.neutral_what);
            }
            field.values.push((environment.clone(), fact.how, neutral_how));
        }
    }
    fields.sort_by_key(|field| field.risk);
    fields.into_iter().map(detail).collect()
}

/// The fields with several facts in one environment.
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

fn detail(field: Field) -> Detail {
    let mut values: Vec<(Value, String)> = Vec::new();
    for (environment, how, neutral) in field.values {
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
        risk: field.risk,
        what: field.what,
        values: values.into_iter().map(|(value, _)| value).collect(),
    }
}

/// `text` with the name of the environment replaced where it is a whole word.
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

/// Merges changes that are the same for several objects of one kind.
fn merge_objects(changes: impl Iterator<Item = Change>) -> Vec<Change> {
    type Key = (DiffKind, Action, Vec<String>, Vec<Detail>);
    let mut index: HashMap<Key, usize> = HashMap::new();
    let mut all: Vec<Change> = Vec::new();
    for mut change in changes {
        let kind = change.objects.first().map_or(DiffKind::File, |id| id.kind);
        let key = (
            kind,
            change.action.clone(),
            change.environments.clone(),
            change.details.clone(),
        );
        match index.get(&key) {
            Some(&at) => all[at].objects.extend(mem::take(&mut change.objects)),
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
    fn only_whole_words_are_replaced() {
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
        let id = ObjectId {
            kind: DiffKind::Monitor,
            name: "a/b".to_owned(),
        };
        let change = change(id, Action::Changed, by_environment);
        let words: Vec<_> = change
            .details
            .iter()
            .map(|detail| detail.text(&change.environments))
            .collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn what_is_tightened_in_one_environment_is_not_below_what_is_loosened_in_another() {
        let entry = |environment: &str, risk, how: &str| Entry {
            action: Action::Changed,
            id: ObjectId {
                kind: DiffKind::Monitor,
                name: "a/b".to_owned(),
            },
            environment: environment.to_owned(),
            facts: vec![Fact::new(risk, "critical", how)],
        };
        let check = |entries, expected: &[&str]| {
            let lines: Vec<String> = merge(entries, &[])
                .iter()
                .map(|change| {
                    format!(
                        "{} {:?}: {}",
                        change.risk,
                        change.environments,
                        change.details[0].text(&change.environments)
                    )
                })
                .collect();
            assert_eq!(lines, expected);
        };
        let (loosened, tightened) = (Risk::Loosened, Risk::Tightened);
        check(
            vec![entry("dev", tightened, "20 -> 8"), entry("prod", loosened, "5 -> 8")],
            &[
                "loosened [\"prod\"]: critical 5 -> 8",
                "tightened [\"dev\"]: critical 20 -> 8",
            ],
        );
        check(
            vec![entry("dev", loosened, "20 -> 30"), entry("prod", loosened, "5 -> 8")],
            &["loosened [\"dev\", \"prod\"]: critical 20 -> 30 in dev, 5 -> 8 in prod"],
        );
    }

    #[test]
    fn environments_are_named_if_their_values_differ() {
        check(
            &[("dev", "critical", "5 -> 10"), ("prod", "critical", "5 -> 10")],
            &["critical 5 -> 10"],
        );
        check(
            &[("dev", "critical", "5 -> 9"), ("prod", "critical", "5 -> 10")],
            &["critical 5 -> 9 in dev, 5 -> 10 in prod"],
        );
        check(
            &[("dev", "notifies", "x-dev"), ("prod", "notifies", "x-prod")],
            &["notifies x-{env}"],
        );
        check(&[("dev", "a", "1"), ("prod", "b", "2")], &["a 1 in dev", "b 2 in prod"]);
        check(
            &[
                ("dev", "notifies", "x-dev"),
                ("prod", "notifies", "y"),
                ("prod", "notifies", "x-prod"),
            ],
            &["notifies x-{env}", "notifies y in prod"],
        );
    }
}
