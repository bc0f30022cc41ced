//! A service's dashboard, put together from its archetypes: the header, the groups of its own folder, then those of each archetype.

use model::Service;
use serde_json::Value;

use super::{DashboardBuilder, DashboardParams, header};
use crate::args::{Args, Field, FieldType, optional, required};
use crate::finding::{Built, Findings, each};
use crate::object::Dashboard;

/// What `jsonnet/lib/assemble/service_dashboards.libsonnet` returns.
const FIELDS: &[Field] = &[
    required(
        "shown",
        FieldType::Services,
        "the services that the dashboard's variable starts with",
    ),
    required("objectives", FieldType::Texts, "the SLOs of the service, as sentences"),
    required(
        "parts",
        FieldType::Objects("Part"),
        "the groups, by the file that has them",
    ),
];
const PART: &[Field] = &[
    optional(
        "archetype",
        FieldType::Text,
        "the archetype whose dashboard.libsonnet it is",
    )
    .default("the service's own overview.libsonnet"),
    required("groups", FieldType::Groups, "groups of widgets; null is left out"),
];

impl DashboardBuilder<'_> {
    pub(super) fn of_service(&self, service: &Service, value: &Value, findings: &mut Findings) -> Built<Dashboard> {
        let args = Args::read("dashboard of a service", value, &[FIELDS], findings)?;
        let shown = args.texts("shown", findings);
        let objectives = args.texts("objectives", findings);
        let parts = args.list("parts", findings);
        let groups = parts.and_then(|parts| {
            each(parts, |part| {
                let part = Args::read("part of a service's dashboard", part, &[PART], findings)?;
                let file = match part.text_or_none("archetype", findings)? {
                    Some(archetype) => format!("lib/archetype/{archetype}/dashboard.libsonnet"),
                    None => format!("services/{}/dashboards/overview.libsonnet", service.name),
                };
                findings.within(Some(file), |findings| {
                    let groups = part.list("groups", findings)?;
                    self.groups(groups, findings)
                })
            })
        });
        let (shown, groups) = (shown?, groups?);
        let header = header::group(self, service, &objectives?, findings)?;
        let params = DashboardParams {
            title: &service.title,
            description: format!("{} {}: health and dependencies", service.title, service.purpose),
            team: &service.team,
            shown,
        };
        Ok(self.with_groups(
            &params,
            [header].into_iter().chain(groups.into_iter().flatten()).collect(),
        ))
    }
}
