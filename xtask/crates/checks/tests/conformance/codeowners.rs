//! CODEOWNERS names the team of each service that its declaration names: the team that is paged also reviews the changes.

use crate::measure::{estate, repository};

#[test]
fn every_service_is_owned_by_its_team() {
    let text = std::fs::read_to_string(repository().join("CODEOWNERS")).expect("readable");
    let owner_of = |path: &str| {
        let mut owners = text
            .lines()
            .filter_map(|line| line.split_once(char::is_whitespace))
            .filter(|(pattern, _)| *pattern == path);
        owners.next_back().map(|(_, owner)| owner.trim().to_owned())
    };
    let mut wrong = Vec::new();
    for (name, service) in &estate().catalog.services {
        for path in [format!("/jsonnet/services/{name}/"), format!("/runbooks/{name}/")] {
            let owner = owner_of(&path);
            if !owner
                .as_deref()
                .is_some_and(|owner| owner.ends_with(&format!("/{}", service.team)))
            {
                wrong.push(format!(
                    "{path} is owned by {owner:?}, and the declaration names the team '{}'",
                    service.team
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nhelp: change the lines of CODEOWNERS",
        wrong.join("\n")
    );
}

#[test]
fn every_line_names_an_existing_service() {
    let text = std::fs::read_to_string(repository().join("CODEOWNERS")).expect("readable");
    let services = estate().catalog.services;
    for line in text.lines() {
        for folder in ["/jsonnet/services/", "/runbooks/"] {
            if let Some((name, _)) = line.strip_prefix(folder).and_then(|rest| rest.split_once('/')) {
                let kept = services.contains_key(name) || ["archetypes", "troubleshooting"].contains(&name);
                assert!(
                    kept,
                    "CODEOWNERS names '{name}', which is not a service: {line}\nhelp: remove the line"
                );
            }
        }
    }
}
