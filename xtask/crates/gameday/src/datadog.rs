//! The double of Datadog, with the objects of an environment applied as the operator does.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};

use datadog_api::{Client, Credentials, Endpoint, Request};
use datadog_loopback::{Config, Server};
use gameday_scenarios::Plan;
use linked::{Id, Template};
use model::ObjectKind;
use page_budget::monitor_name;
use render::Object;
use serde_json::{Value, json};

use crate::definitions::Everything;
use crate::problem::{Problem, Result};

/// The double, a client of it, and what was applied.
pub(crate) struct Datadog {
    pub(crate) server: Server,
    client: Client,
    /// The names of the monitors, by id.
    pub(crate) monitors: BTreeMap<u64, String>,
    /// Their priorities, by name.
    pub(crate) priorities: BTreeMap<String, u8>,
}

impl Datadog {
    /// Starts it with a clock that is stopped at this time, or runs.
    pub(crate) fn start(stopped_at: Option<i64>) -> Result<Self> {
        let server = Server::start(Config {
            stopped_at,
            enforce_limits: false,
            dogstatsd: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
            ..Config::default()
        })
        .map_err(|error| Problem::failed(error.to_string()))?;
        let url = server.url.clone();
        // Any keys do, and those of the environment must not be sent, not even to the double.
        let environment = |name: &str| match name {
            "DD_URL" => Some(url.clone()),
            "DD_API_KEY" | "DD_APP_KEY" => Some("none".to_owned()),
            _ => None,
        };
        let endpoint = Endpoint::read(&environment, datadog_api::DEFAULT_SITE)?;
        let client = Client::new(
            endpoint,
            Credentials::read(&environment)?,
            datadog_api::Config::default(),
        )?;
        Ok(Self {
            server,
            client,
            monitors: BTreeMap::new(),
            priorities: BTreeMap::new(),
        })
    }

    pub(crate) async fn post(&self, path: &'static str, body: Value) -> Result<Value> {
        Ok(self.client.call(&Request::ask(path, None, body)).await?)
    }

    /// Applies the chosen monitors and what they refer to: what needs ids after the objects that have them.
    pub(crate) async fn apply(
        &mut self,
        everything: &Everything,
        environment: &str,
        chosen: &dyn Fn(&str) -> bool,
    ) -> Result<()> {
        let mut waiting: Vec<&Object> = wanted(everything, environment, chosen);
        let mut ids: BTreeMap<String, Id> = BTreeMap::new();
        while !waiting.is_empty() {
            let mut later = Vec::new();
            for object in &waiting {
                let payload = object.spec.payload();
                let template = Template::read(payload)
                    .map_err(|_| Problem::failed(format!("{} has a broken placeholder", object.path)))?;
                let payload = match template.map(|template| template.resolve(&ids)) {
                    None => payload.clone(),
                    Some(Ok(resolved)) => resolved,
                    Some(Err(_)) => {
                        later.push(*object);
                        continue;
                    }
                };
                let id = self.create(object, payload).await?;
                ids.insert(object.path.reference(), id);
            }
            if later.len() == waiting.len() {
                let names: Vec<String> = later.iter().map(|object| object.path.reference()).collect();
                return Err(Problem::failed(format!(
                    "no object has the ids for {}",
                    names.join(", ")
                )));
            }
            waiting = later;
        }
        Ok(())
    }

    async fn create(&mut self, object: &Object, payload: Value) -> Result<Id> {
        let path = match object.path.kind {
            ObjectKind::Monitor => "/api/v1/monitor",
            ObjectKind::Slo => "/api/v1/slo",
            ObjectKind::Downtime => "/api/v2/downtime",
            ObjectKind::Dashboard | ObjectKind::Synthetic => {
                return Err(Problem::failed(format!("{} is not applied here", object.path)));
            }
        };
        let priority = payload["priority"]
            .as_u64()
            .and_then(|priority| u8::try_from(priority).ok());
        let created = self.post(path, payload).await?;
        let id = id(&created).ok_or_else(|| Problem::failed(format!("the answer for {} has no id", object.path)))?;
        if object.path.kind == ObjectKind::Monitor {
            let number = id
                .as_str()
                .parse()
                .map_err(|_| Problem::failed(format!("'{id}' is no id of a monitor")))?;
            let name = monitor_name(&object.path);
            self.priorities
                .extend(priority.map(|priority| (name.clone(), priority)));
            self.monitors.insert(number, name);
        }
        Ok(id)
    }

    /// Announces the maintenance windows of the scenario, which starts at this time in unix seconds.
    pub(crate) async fn announce(&self, plan: &Plan, start: i64) -> Result<()> {
        let time = |seconds: i64| {
            let at =
                jiff::Timestamp::from_second(start + seconds).map_err(|error| Problem::failed(error.to_string()))?;
            Ok::<_, Problem>(at.to_string())
        };
        for (window, staged) in plan.scenario.maintenance.iter().zip(&plan.maintenance) {
            let body = json!({ "data": { "type": "downtime", "attributes": {
                "message": window.what.value,
                "scope": window.scope.value,
                "monitor_identifier": { "monitor_tags": ["*"] },
                "mute_first_recovery_notification": true,
                "schedule": { "start": time(staged.from)?, "end": time(staged.to)? },
            } } });
            self.post("/api/v2/downtime", body).await?;
        }
        Ok(())
    }
}

/// The chosen monitors, what they refer to, and the downtimes of the environment.
fn wanted<'e>(everything: &'e Everything, environment: &str, chosen: &dyn Fn(&str) -> bool) -> Vec<&'e Object> {
    let objects: Vec<&Object> = everything.objects(environment).collect();
    let is_chosen = |object: &Object| match object.path.kind {
        ObjectKind::Monitor => chosen(&monitor_name(&object.path)),
        ObjectKind::Downtime => object.linked.is_none(),
        _ => false,
    };
    let mut wanted: Vec<&Object> = objects.iter().copied().filter(|object| is_chosen(object)).collect();
    let mut next = 0;
    while let Some(object) = wanted.get(next) {
        let references = object.linked.iter().flat_map(|linked| &linked.references);
        let found = references.filter_map(|path| objects.iter().copied().find(|other| other.path == *path));
        let new: Vec<&Object> = found
            .filter(|other| !wanted.iter().any(|known| known.path == other.path))
            .collect();
        wanted.extend(new);
        next += 1;
    }
    wanted
}

/// The id in what the API returns for a new object.
fn id(created: &Value) -> Option<Id> {
    let data = &created["data"];
    let object = [&data[0], data, created];
    let id = object.iter().map(|object| &object["id"]).find(|id| !id.is_null())?;
    let text = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    Id::parse(&text).ok()
}
