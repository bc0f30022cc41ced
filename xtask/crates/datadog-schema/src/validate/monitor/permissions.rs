//! Who may edit a monitor (doc: monitors/guide/how-to-set-up-rbac-for-monitors).

use crate::payload::{PayloadKind, Problem, Severity, pointer};
use serde_json::Value;

pub(crate) fn check(monitor: &Value, out: &mut Vec<Problem>) {
    locked(monitor, out);
    let roles = monitor["restricted_roles"].as_array().into_iter().flatten().enumerate();
    for (index, role) in roles.filter_map(|(index, role)| Some((index, role.as_str()?))) {
        if !is_uuid(role) {
            out.push(
                Problem::error(
                    "monitor/restricted-role",
                    pointer::item("/restricted_roles", index),
                    format!("'{role}' is not the identifier of a role"),
                )
                .at(0..role.len())
                .help("write the role's UUID; names of roles are not accepted"),
            );
        }
    }
}

/// "The `locked` monitor option has been replaced with role-based access control": the answer of the API (Terraform provider, issue 1996). Monitors that were saved before
/// still have it.
fn locked(monitor: &Value, out: &mut Vec<Problem>) {
    if monitor["options"]["locked"] != true {
        return;
    }
    let message = "'locked' no longer restricts who may edit a monitor; the API rejects it when the monitor is saved";
    let problem = Problem::error("monitor/locked", "/options/locked", message)
        .help("remove it, and set a restriction policy or restricted_roles");
    let severity = if PayloadKind::Monitor.is_answer(monitor) {
        Severity::Warning
    } else {
        Severity::Error
    };
    out.push(Problem { severity, ..problem });
}

/// `8-4-4-4-12` hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(|group| {
        let is_hexadecimal = group.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hexadecimal.then_some(group.len())
    });
    groups.eq([8, 4, 4, 4, 12].map(Some))
}
