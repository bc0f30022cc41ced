//! The first group of a service's dashboard: its monitors, its error budgets, what it is and who owns it.

use model::Service;
use serde_json::json;

use super::DashboardBuilder;
use super::group::Group;
use crate::finding::{Built, Findings};
use crate::links;
use crate::widget::{self, Widget};

pub(super) fn group<'a>(
    builder: &DashboardBuilder<'a>,
    service: &'a Service,
    objectives: &[&str],
    findings: &mut Findings,
) -> Built<Group<'a>> {
    let context = builder.context();
    let mut widget = |kind: &str, args: serde_json::Value| -> Built<Widget> {
        widget::build(
            &context,
            &json!({ "constructor": format!("widget.{kind}"), "args": args }),
            findings,
        )
    };
    let name = &service.name;
    let mut widgets = vec![widget(
        "monitors",
        json!({ "service": name, "hint": "Alerting monitors first; each links to its runbook" }),
    )?];
    if !objectives.is_empty() {
        widgets.push(widget(
            "slos",
            json!({ "service": name, "hint": "Remaining error budget" }),
        )?);
    }
    widgets.push(widget("note", json!({ "text": text(builder, service, objectives) }))?);
    Ok(Group::of_row(&service.title, widgets))
}

fn text(builder: &DashboardBuilder<'_>, service: &Service, objectives: &[&str]) -> String {
    let platform = &builder.catalog.platform;
    let app = &builder.organisation.app;
    let search = format!("service:{}", service.name);
    let streams = |streams: &[model::Stream]| {
        streams
            .iter()
            .map(|s| format!("{}/{}", s.broker, s.name))
            .collect::<Vec<_>>()
    };
    let dashboards = |names: &[String]| names.iter().map(|name| link(builder, name)).collect::<Vec<_>>();
    let mut out = format!("**{}** {}.", service.title, service.purpose);
    out += &format!("\n\nTier {}, {}", service.tier, owner(builder, service));
    if !objectives.is_empty() {
        out += &format!("\n\n**Objectives**\n- {}", objectives.join("\n- "));
    }
    for (title, items) in [
        ("Consumes", streams(&service.consumes)),
        ("Produces", streams(&service.produces)),
        ("Depends on", dashboards(&service.depends_on)),
        ("Used by", dashboards(builder.clients.of_service(&service.name))),
    ] {
        if !items.is_empty() {
            out += &format!("\n\n**{title}** {}", items.join(", "));
        }
    }
    out += &format!(
        "\n\n[Runbooks]({}) | [Declaration]({}) | [Logs]({})",
        links::repository(platform, "tree", &format!("runbooks/{}", service.name)),
        links::repository(platform, "tree", &format!("jsonnet/{}", service.file)),
        links::search_logs(app, &search)
    );
    if service.runs.kind == "deployment" {
        out += &format!(" | [Traces]({})", links::search_traces(app, &search));
    }
    out
}

/// The owning team with its channel in the environment that applies the organisation's dashboards.
fn owner(builder: &DashboardBuilder<'_>, service: &Service) -> String {
    let Some(team) = builder.catalog.teams.get(&service.team) else {
        return service.team.clone();
    };
    let channel = team
        .slack
        .replace("slack-", "")
        .replace("{env}", &builder.organisation.owner);
    format!("{} (`#{channel}`)", team.title)
}

/// A link to a service's dashboard.
fn link(builder: &DashboardBuilder<'_>, name: &str) -> String {
    let catalog = builder.catalog;
    let title = catalog
        .services
        .get(name)
        .map_or(name, |service| service.title.as_str());
    let dashboard = links::dashboard(
        &builder.organisation.app,
        &links::dashboard_title(&catalog.platform, title),
    );
    format!("[{title}]({dashboard})")
}
