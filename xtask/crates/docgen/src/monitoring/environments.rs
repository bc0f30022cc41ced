use render::links;

use crate::document::Document;
use crate::markdown::{Table, code, link, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Environments");
    document.block(
        "Monitors, SLOs and agents are rendered for each environment, dashboards once for each Datadog organisation.",
    );
    let header = [
        "Environment",
        "Tag",
        "Cluster",
        "Organisation",
        "Route",
        "Datadog keys from",
        "Indexed logs",
        "Applies dashboards",
        "Links",
    ];
    let mut table = Table::new(header);
    for (name, env) in &view.environments {
        let organisation = view.catalog.organisations.get(&env.organisation);
        let app = organisation.map_or("", |o| o.app.as_str());
        let owner = organisation.is_some_and(|o| o.owner == *name);
        table.row([
            text(&env.title),
            code(&format!("env:{name}")),
            code(&env.cluster),
            format!(
                "{} ({})",
                code(&env.organisation),
                text(organisation.map_or("", |o| o.site.as_str()))
            ),
            text(&env.notify),
            format!("{}: {}", text(&env.secret_store), code(&env.secret_path)),
            format!("{} days", env.log_retention_days),
            if owner { "yes" } else { "no" }.to_owned(),
            [
                link("monitors", &links::monitors(app, name, None)),
                link("SLOs", &links::slos(app, name, None)),
                link("logs", &links::logs(app, name, None)),
                link("traces", &links::traces(app, name, None)),
            ]
            .join(" · "),
        ]);
    }
    document.block(&table.markdown());
}
