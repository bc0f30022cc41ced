//! Dashboards. A file under `dashboards/` declares the question and the signals; variables, tags and layout are added here.

mod clients;
pub(crate) mod group;
mod header;
mod service;

use model::{Catalog, ObjectKind, Organisation, Service, Suppressions};
use serde_json::{Map, Value};

pub use clients::Clients;

use crate::args::{Args, Field, FieldType, optional, required};
use crate::constructed::Constructed;
use crate::finding::{Built, Finding, Findings, each};
use crate::object::{Dashboard, object};
use crate::signal::SignalContext;
use crate::suppress::{self, SUPPRESS};
use crate::{links, no_object};
use group::Group;

/// What every query of a dashboard is narrowed by.
const SCOPE: &str = "$env,$service,$version";

pub(crate) const FIELDS: &[Field] = &[
    required(
        "title",
        FieldType::Text,
        "what it is called, without the platform's name",
    )
    .example("'Data Stores'"),
    required("description", FieldType::Clause, "the question that it answers"),
    required(
        "groups",
        FieldType::Groups,
        "groups of widgets, the most important first; null is left out",
    ),
    SUPPRESS,
    optional(
        "service",
        FieldType::Services,
        "the services that its variable starts with",
    )
    .default("those of a service's dashboard, or all"),
];
const TEAM: &str = "the owning team, of policy/teams.libsonnet";
pub(crate) const OWNED: &[Field] = &[optional("team", FieldType::Team, TEAM).default("the team of the service")];
const UNOWNED: &[Field] = &[required("team", FieldType::Team, TEAM)];

/// Builds the dashboards of one service, or those across services, in one organisation.
#[derive(Clone, Copy, Debug)]
pub struct DashboardBuilder<'a> {
    catalog: &'a Catalog,
    clients: &'a Clients,
    name: &'a str,
    organisation: &'a Organisation,
    service: Option<&'a Service>,
}

/// The fields of a dashboard besides its groups.
struct DashboardParams<'a> {
    title: &'a str,
    description: String,
    team: &'a str,
    /// The services that its variable begins with.
    shown: Vec<&'a str>,
}

impl<'a> DashboardBuilder<'a> {
    /// `service` is `None` for dashboards across services. Returns `None` where the catalog does not hold the organisation or the service.
    #[must_use]
    pub fn new(
        catalog: &'a Catalog,
        clients: &'a Clients,
        organisation: &'a str,
        service: Option<&str>,
    ) -> Option<Self> {
        let service = match service {
            Some(name) => Some(catalog.services.get(name)?),
            None => None,
        };
        Some(Self {
            catalog,
            clients,
            name: organisation,
            organisation: catalog.organisations.get(organisation)?,
            service,
        })
    }

    /// Builds the dashboard `name` from the value of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn dashboard(&self, name: &str, value: &Value) -> Result<Dashboard, Vec<Finding>> {
        let mut findings = Findings::default();
        let made = self.build(name, value, &mut findings);
        findings.locate(&[], value);
        findings.finish(made)
    }

    fn build(&self, name: &str, value: &Value, findings: &mut Findings) -> Built<Dashboard> {
        let owner = self.service.map_or("platform", |service| service.name.as_str());
        let constructed = Constructed::read("dashboard", value, &["shown"], findings)?;
        match (constructed, self.service) {
            (Some(constructed), _) if constructed.name == "dashboard" => self.own(&constructed, findings),
            (Some(constructed), Some(service)) if constructed.name == "service" => {
                self.of_service(service, constructed.args, findings)
            }
            _ => Err(no_object::no_object(ObjectKind::Dashboard, owner, name, findings)),
        }
    }

    fn context(&self) -> SignalContext<'a> {
        SignalContext {
            catalog: self.catalog,
            scope: SCOPE,
            service: None,
            programs: &[],
        }
    }

    /// A dashboard with a file of its own.
    fn own<'v>(&self, constructed: &Constructed<'v>, findings: &mut Findings) -> Built<Dashboard>
    where
        'a: 'v,
    {
        let owned = if self.service.is_some() { OWNED } else { UNOWNED };
        let args = Args::read("dashboard", constructed.args, &[FIELDS, owned], findings)?;
        let title = args.text("title", findings);
        let description = args.text("description", findings);
        let team = self.team(&args, findings);
        let groups = args
            .list("groups", findings)
            .and_then(|groups| self.groups(groups, findings));
        let shown = args.texts_or_none("service", findings);
        let suppress = suppress::read(&args, findings);
        let by_context = || texts(constructed.fact("shown"));
        let params = DashboardParams {
            title: title?,
            description: description?.to_owned(),
            team: team?,
            shown: shown?.unwrap_or_else(by_context),
        };
        let suppress = suppress?;
        Ok(Dashboard {
            suppress,
            ..self.with_groups(&params, groups?)
        })
    }

    fn team<'v>(&self, args: &Args<'v>, findings: &mut Findings) -> Built<&'v str>
    where
        'a: 'v,
    {
        let name = match (args.get("team"), self.service) {
            (None, Some(service)) => return Ok(&service.team),
            _ => args.text("team", findings)?,
        };
        let known = &self.catalog.teams;
        if known.contains_key(name) {
            return Ok(name);
        }
        let known = known.keys().map(String::as_str);
        Err(args.unknown("team", "dashboard/unknown-team", "team", name, known, findings))
    }

    fn groups<'v>(&self, values: &'v [Value], findings: &mut Findings) -> Built<Vec<Group<'v>>>
    where
        'a: 'v,
    {
        let context = self.context();
        let groups = each(values.iter().filter(|value| !value.is_null()), |value| {
            Group::read(&context, value, findings)
        })?;
        Ok(groups.into_iter().flatten().collect())
    }

    /// The dashboard of these groups, the supporting ones last.
    fn with_groups(&self, params: &DashboardParams<'_>, mut groups: Vec<Group<'_>>) -> Dashboard {
        // Stable: within each kind the order stays.
        groups.sort_by_key(|group| group.supporting);
        let mut y = 0;
        let widgets: Vec<_> = groups
            .into_iter()
            .map(|group| {
                let top = y;
                y += group.height();
                group.at(top)
            })
            .collect();
        Dashboard {
            title: params.title.to_owned(),
            description: params.description.clone(),
            suppress: Suppressions::new(),
            payload: self.payload(params, widgets).into(),
        }
    }

    fn payload(&self, params: &DashboardParams<'_>, widgets: Vec<Map<String, Value>>) -> Map<String, Value> {
        let environments: Vec<_> = self
            .catalog
            .environments
            .iter()
            .filter(|(_, e)| e.organisation == self.name)
            .collect();
        let names: Vec<_> = environments.iter().map(|(name, _)| name.as_str()).collect();
        let presets = environments
            .iter()
            .map(|(name, e)| object!({ "name": e.title.as_str(), "template_variables": [object!({ "name": "env", "values": [name.as_str()] })] }));
        object!({
            "title": links::dashboard_title(&self.catalog.platform, params.title),
            "description": params.description.as_str(),
            "layout_type": "ordered",
            "reflow_type": "fixed",
            "tags": [format!("team:{}", params.team)],
            "default_timeframe": object!({ "type": "live", "unit": "hour", "value": 4 }),
            // Every query of a dashboard is narrowed by these.
            "template_variables": [
                object!({ "name": "env", "prefix": "env", "available_values": names, "defaults": [self.organisation.owner.as_str()] }),
                object!({ "name": "service", "prefix": "service", "defaults": params.shown.as_slice() }),
                object!({ "name": "version", "prefix": "version", "defaults": ["*"] }),
            ],
            "template_variable_presets": presets.collect::<Vec<_>>(),
            "widgets": widgets,
        })
    }
}

/// The texts of a list that a context adds.
fn texts(value: Option<&Value>) -> Vec<&str> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
