//! Files that return something else than their object.

use model::ObjectKind;

use crate::finding::{Finding, Findings, Reported};

/// Reports a file whose value is not what a constructor of its kind returns.
pub(crate) fn no_object(kind: ObjectKind, service: &str, name: &str, findings: &mut Findings) -> Reported {
    let constructor = match kind {
        ObjectKind::Monitor => "ctx.monitor.threshold",
        ObjectKind::Slo => "ctx.slo.events",
        ObjectKind::Dashboard => "ctx.dashboard",
        ObjectKind::Downtime => "ctx.downtime.recurring",
        ObjectKind::Synthetic => "ctx.synthetic.http",
    };
    findings.push(
        Finding::new(
            "jsonnet/no-object",
            format!("the file of {kind} '{service}/{name}' does not return a {kind}"),
        )
        .help(format!(
            "a file under {}/ is function(ctx) {constructor}({{ ... }}), or another constructor of its kind",
            kind.folder()
        )),
    )
}
