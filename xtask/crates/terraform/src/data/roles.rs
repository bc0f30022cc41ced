//! Roles as data: the permissions that they name. The module `organization` checks the other fields.

use documents::yaml::{self, Tree};

use crate::Files;
use crate::rules::permission;
use diagnostics::Diagnostic;

pub(crate) fn check(files: &Files, findings: &mut Vec<Diagnostic>) {
    let of_roles = |path: &str| path.starts_with("terraform/organizations/") && path.ends_with("/roles.yaml");
    for (path, text) in files.iter().filter(|(path, _)| of_roles(path)) {
        // What is no YAML is a finding of the rule of secrets, which reads every file.
        let Ok(tree) = yaml::tree(text) else { continue };
        let Some(Tree::Map(roles)) = tree.get("roles").map(|roles| &roles.value) else {
            let finding = Diagnostic::error("terraform/data", format!("'{path}' has no roles"));
            findings.push(
                finding
                    .in_file(path)
                    .help("write `roles:`, and below it each role by its name"),
            );
            continue;
        };
        for (_, role) in roles {
            let Some(Tree::Map(permissions)) = role.get("permissions").map(|permissions| &permissions.value) else {
                continue;
            };
            for (name, _) in permissions {
                findings.extend(permission::unknown(name, path, text, name.span.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    fn check(text: &str, parts: &[&str]) {
        expect(&[("terraform/organizations/acme/roles.yaml", text)], parts);
    }

    #[test]
    fn a_permission_that_does_not_exist_is_found() {
        let roles =
            |name: &str| format!("roles:\n  swe:\n    title: t\n    permissions:\n      {name}: reads alerts\n");
        check(&roles("monitors_read"), &[]);
        check(
            &roles("monitors_red"),
            &["terraform/permission 'monitors_red'", "'monitors_read'"],
        );
        check("rles: {}\n", &["terraform/data", "has no roles"]);
        check("roles: [\n", &["terraform/data"]);
    }
}
