use render::Schedule;

use crate::document::Document;
use crate::markdown::{Table, code, text};
use crate::view::View;

/// Nothing where there are no downtimes.
pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    if view.downtimes.is_empty() {
        return;
    }
    document.heading(2, "Downtimes");
    document.block(
        "Known noise that services mute at known times. `cargo xtask maintenance` lists which monitors each mutes and when, with the maintenance windows of Terraform.",
    );
    let mut table = Table::new(["Service", "Downtime", "Environments", "Reason", "Only", "When"]);
    for downtime in &view.downtimes {
        let d = downtime.reference();
        let environments = downtime.by_env.iter().filter(|(_, spec)| spec.is_some());
        let environments: Vec<&str> = environments.map(|(env, _)| *env).collect();
        let only: Vec<String> = d.monitor_tags.iter().map(|tag| code(tag)).collect();
        table.row([
            code(downtime.service),
            code(downtime.name),
            environments.join(", "),
            text(&d.reason),
            if only.is_empty() {
                "all monitors".to_owned()
            } else {
                only.join(" ")
            },
            text(&when(&d.schedule)),
        ]);
    }
    document.block(&table.markdown());
}

fn when(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Once { start, end } => format!("{start} to {end}"),
        Schedule::Recurring {
            start,
            duration,
            rrule,
            timezone,
        } => format!("{duration} from {start} in {timezone}, {rrule}"),
    }
}
