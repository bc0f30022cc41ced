use crate::document::Document;
use crate::markdown::{Table, code, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "SLO targets");
    document.block(
        "Targets are declared in `slos` of `jsonnet/services/<service>/service.libsonnet`. The error budget is the part of the window in which the service may fail:\nminutes of a full outage, or the same percentage of failed events.",
    );
    let mut table = Table::new([
        "Service",
        "SLO",
        "Objective",
        "Target",
        "Window",
        "Error budget",
        "Indicator",
    ]);
    for slo in &view.slos {
        let s = slo.reference();
        table.row([
            text(
                view.catalog
                    .services
                    .get(slo.service)
                    .map_or(slo.service, |s| s.title.as_str()),
            ),
            code(slo.name),
            text(&s.objective),
            slo.merged(|_, s| format!("{} %", s.target_percent)),
            slo.merged(|_, s| s.window.clone()),
            slo.merged(|_, s| minutes(s.budget_minutes)),
            slo.merged(|_, s| text(&s.indicator)),
        ]);
    }
    document.block(&table.markdown());
}

/// Minutes, and hours from two hours on.
fn minutes(minutes: f64) -> String {
    let hours = (minutes / 6.0).round() / 10.0;
    if hours < 2.0 {
        format!("{minutes} min")
    } else {
        format!("{minutes} min ({hours} h)")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn long_budgets_are_in_hours_too() {
        assert_eq!(super::minutes(43.2), "43.2 min");
        assert_eq!(super::minutes(216.0), "216 min (3.6 h)");
        assert_eq!(super::minutes(2160.0), "2160 min (36 h)");
    }
}
