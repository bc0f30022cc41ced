//! Checks names from the command line before any file is created.

use diagnostics::{Diagnostic, suggestion};
use model::{ObjectKind, ObjectPath, ReservedName, Slug};
use render::DASHBOARDS;
use repository::Inventory;

/// Parses `<service>/<name>`.
///
/// # Errors
/// When the text has another form, the name is not kebab-case, or the service is unknown.
pub(super) fn object(text: &str, kind: ObjectKind, inventory: &Inventory) -> Result<ObjectPath, Box<Diagnostic>> {
    let Some((service, name)) = text.split_once('/').filter(|(_, name)| !name.contains('/')) else {
        return Err(Box::new(
            Diagnostic::error("usage/object", format!("'{text}' is not a valid {kind} name")).help(format!(
                "write <service>/<name>, as in 'transcription/{}'",
                example(kind)
            )),
        ));
    };
    slug(name)?;
    let across = kind == ObjectKind::Dashboard && service == DASHBOARDS;
    if !across && !inventory.services.contains_key(service) {
        let known = inventory
            .services
            .keys()
            .map(String::as_str)
            .chain((kind == ObjectKind::Dashboard).then_some(DASHBOARDS));
        return Err(Box::new(
            Diagnostic::error("usage/service", format!("unknown service '{service}'")).help(suggestion(service, known)),
        ));
    }
    Ok(ObjectPath {
        service: service.to_owned(),
        kind,
        name: name.to_owned(),
    })
}

/// Checks a name that becomes a path segment and part of a Kubernetes name.
///
/// # Errors
/// When it is not kebab-case, or too long.
pub(super) fn slug(name: &str) -> Result<(), Box<Diagnostic>> {
    Slug::parse(name).map(drop).map_err(|error| {
        Box::new(
            Diagnostic::error("usage/name", format!("the name '{name}' is invalid: {error}"))
                .help("choose another name: it becomes part of a path and of a Kubernetes name"),
        )
    })
}

/// Checks the name of a new service.
///
/// # Errors
/// When it is invalid or reserved.
pub(super) fn service(name: &str) -> Result<(), Box<Diagnostic>> {
    slug(name)?;
    match ReservedName::find(name) {
        Some(reserved) => Err(Box::new(
            Diagnostic::error("usage/name", format!("a service cannot be named '{name}'")).help(reserved.help()),
        )),
        None => Ok(()),
    }
}

const fn example(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Monitor => "failure-rate",
        ObjectKind::Slo => "success",
        ObjectKind::Dashboard => "jobs",
        ObjectKind::Downtime => "nightly-batch",
        ObjectKind::Synthetic => "login",
    }
}

/// `failure-rate` as words: `failure rate`.
pub(super) fn phrase(name: &str) -> String {
    name.replace('-', " ")
}

/// `failure-rate` as a title: `Failure Rate`.
pub(super) fn title(name: &str) -> String {
    let capital = |word: &str| {
        word.chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .chain(word.chars().skip(1))
            .collect::<String>()
    };
    name.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str, kind: ObjectKind) -> String {
        let mut inventory = Inventory::default();
        inventory.services.entry("transcription".to_owned()).or_default();
        let finding = object(text, kind, &inventory).expect_err(text);
        format!(
            "{}: {}: {}",
            finding.rule,
            finding.message,
            finding.help.unwrap_or_default()
        )
    }

    #[test]
    fn an_invalid_name_is_rejected_with_the_reason() {
        assert!(
            refused("failure-rate", ObjectKind::Monitor)
                .contains("write <service>/<name>, as in 'transcription/failure-rate'")
        );
        assert!(refused("transcription/a/b", ObjectKind::Slo).starts_with("usage/object"));
        assert!(refused("transcription/Failure_Rate", ObjectKind::Monitor).contains("'F' is not allowed there"));
        assert!(refused("transcripton/failure-rate", ObjectKind::Monitor).contains("did you mean 'transcription'?"));
        assert!(refused("platform/failure-rate", ObjectKind::Monitor).starts_with("usage/service"));
    }

    #[test]
    fn words_and_titles_come_from_the_name() {
        assert_eq!(phrase("dead-letters"), "dead letters");
        assert_eq!(title("dead-letters"), "Dead Letters");
    }
}
