//! A scenario in the cluster of an environment, with Datadog itself: workloads are stopped, play faults or are cut off, and states are read from the API.
//!
//! It refuses where somebody is paged, asks before it starts, announces itself by an event that Slack shows, and leaves a [`Switch`] in the cluster that
//! reverts everything after the end, also if this process is gone.

mod change;
mod cluster;
mod policy;
mod switch;
mod watch;

use std::collections::BTreeSet;
use std::time::Duration;

use cli::{Failure, GamedayArgs};
use datadog_api::{Client, Credentials, Endpoint, ErrorKind, Request};
use datadog_loopback::stop_requested;
use diagnostics::suggestion;
use gameday_scenarios::{Observed, Plan, Staged};
use jiff::Timestamp;
use serde_json::json;

use crate::definitions::Everything;
use crate::problem::{Problem, Result, failure_with_help};
use crate::runner::Ran;
use crate::view::View;
use change::Change;
use cluster::Cluster;
use switch::Switch;
use watch::Watch;

/// The environment in which nothing is ever injected, whatever the policy says.
const PROD: &str = "prod";
const RULE: &str = "usage/stage";
/// Between two looks at the API, at most.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// How many looks a short scenario has at least.
const LOOKS: u32 = 60;
/// How long after the last injection the switch reverts.
const GRACE_S: i64 = 5 * 60;

/// Where a scenario is staged.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) environment: String,
    context: Option<String>,
    yes: bool,
}

impl Stage {
    /// The environment of the arguments.
    ///
    /// # Errors
    /// Failures must not be staged there.
    pub(crate) fn read(args: &GamedayArgs, everything: &Everything) -> std::result::Result<Option<Self>, Failure> {
        let Some(environment) = &args.env else {
            return Ok(None);
        };
        let environments = &everything.definitions.catalog.environments;
        let may = |environment: &str| environment != PROD && !everything.pages(environment);
        if !environments.contains_key(environment) {
            let message = format!("no environment is named '{environment}'");
            let near = suggestion(environment, environments.keys().map(String::as_str));
            return Err(failure_with_help(RULE, message, near));
        }
        if !may(environment) {
            let message = format!("failures are not staged in '{environment}': people are paged there");
            let others: Vec<&str> = environments
                .keys()
                .map(String::as_str)
                .filter(|name| may(name))
                .collect();
            let help = match others.as_slice() {
                [] => "leave --env out: the scenario runs on this machine".to_owned(),
                others => format!(
                    "leave --env out to run it on this machine, or use one of {}",
                    others.join(", ")
                ),
            };
            return Err(failure_with_help(RULE, message, help));
        }
        Ok(Some(Self {
            environment: environment.clone(),
            context: args.context.clone(),
            yes: args.yes,
        }))
    }

    /// Whether the scenario is run, after the question.
    fn ask(&self, plan: &Plan, changes: &[Change]) -> Result<bool> {
        let question = format!(
            "'{}' in '{}': {}, for up to {} min. Start?",
            plan.name,
            self.environment,
            listed(changes),
            plan.lasts / 60
        );
        cli::question::ask(&question, self.yes).map_err(Problem::from)
    }
}

/// Runs a scenario of the environment.
pub(crate) async fn run(everything: &Everything, plan: &Plan, stage: &Stage, view: &mut View) -> Result<Ran> {
    // What is wrong here is found before anything is asked of the cluster.
    let client = client(everything, &stage.environment)?;
    let cluster = Cluster::connect(
        &everything.definitions.catalog,
        &stage.environment,
        stage.context.as_deref(),
    )
    .await?;
    Switch::check(&cluster).await?;
    let mut changes = Vec::new();
    for (index, injection) in plan.scenario.inject.iter().enumerate() {
        changes.push(Change::of(everything, &cluster, &plan.name, (index, injection)).await?);
    }
    let mut watch = Watch::find(&client, everything, plan).await?;
    if !stage.ask(plan, &changes)? {
        return Err(Problem::Missing("not started".to_owned()));
    }
    let image = everything.definitions.catalog.platform.images.get("kubectl");
    let image =
        image.ok_or_else(|| Problem::failed("the policy names no image 'kubectl', with which the switch reverts"))?;
    let now = Timestamp::now().as_second();
    let switch = Switch::set(&cluster, &plan.name, image, &changes, now + plan.last() + GRACE_S).await?;
    let mut plan = plan.clone();
    let has_dashboards = !plan.scenario.expect.dashboards.is_empty();
    plan.scenario.expect.dashboards.clear();
    let mut observed = Observed::default();
    let mut open = Vec::new();
    let staged = async {
        announce(&client, everything, &plan, &changes, "starts").await?;
        act(
            &cluster,
            &mut plan,
            &changes,
            &mut open,
            (&mut watch, &mut observed),
            view,
        )
        .await
    };
    let outcome = tokio::select! {
        outcome = staged => outcome,
        Ok(()) = stop_requested() => Err(Problem::failed("stopped before its end; everything was reverted")),
    };
    // Whatever happened: what was changed is as before. The switch stays if that fails.
    let mut reverted = Ok(());
    for change in open {
        reverted = reverted.and(change.end(&cluster).await);
    }
    reverted.map_err(|problem| Problem::failed(format!("{problem}; the switch '{}' reverts it", switch::NAME)))?;
    switch.remove(&cluster).await?;
    let ending = if outcome.is_ok() { "has ended" } else { "was stopped" };
    announce(&client, everything, &plan, &changes, ending).await?;
    outcome?;
    let mut conditions = vec![
        format!(
            "in the cluster of '{}', with Datadog itself and its real load; time passes as the machine's clock",
            stage.environment
        ),
        "states are read from the API; recipients are those that the message names for the state, and the text is as it is declared".to_owned(),
    ];
    if has_dashboards {
        conditions.push("expectations of dashboards are not judged in a cluster".to_owned());
    }
    conditions.extend(changes.iter().filter_map(Change::condition));
    Ok(Ran {
        monitors: watch.monitors(),
        priorities: watch.priorities().clone(),
        plan,
        observed,
        conditions,
        pictures: None,
    })
}

fn listed(changes: &[Change]) -> String {
    changes.iter().map(Change::to_string).collect::<Vec<_>>().join(", ")
}

/// Does what is due and looks at the API until the scenario is over. `open`: what has begun and not ended.
async fn act<'c>(
    cluster: &Cluster,
    plan: &mut Plan,
    changes: &'c [Change],
    open: &mut Vec<&'c Change>,
    (watch, observed): (&mut Watch<'_>, &mut Observed),
    view: &mut View,
) -> Result<()> {
    let pause = (Duration::from_secs(plan.lasts.unsigned_abs()) / LOOKS).min(LOOK_EVERY);
    let start = Timestamp::now().as_second();
    let mut waiting: Vec<&Change> = changes.iter().collect();
    loop {
        let now = Timestamp::now().as_second() - start;
        let is_due = |change: &&Change, at: fn(&Staged) -> i64| {
            let staged = plan.injections.get(change.index);
            staged.is_some_and(|staged| at(staged) <= now)
        };
        let (begin, later) = waiting
            .into_iter()
            .partition::<Vec<_>, _>(|change| is_due(change, |staged| staged.from));
        let end: Vec<&Change> = open
            .iter()
            .copied()
            .filter(|change| is_due(change, |staged| staged.to))
            .collect();
        waiting = later;
        for change in begin {
            open.push(change);
            change.begin(cluster).await?;
            if let Some(staged) = plan.injections.get_mut(change.index) {
                staged.from = now;
            }
        }
        for change in end {
            change.end(cluster).await?;
            open.retain(|other| other.index != change.index);
        }
        watch.look(start, observed).await?;
        view.show(plan, now, observed);
        if now >= plan.lasts {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
    }
}

/// The client of the environment's organisation.
fn client(everything: &Everything, environment: &str) -> Result<Client> {
    let variable = |name: &str| std::env::var(name).ok();
    let catalog = &everything.definitions.catalog;
    let organisation = catalog
        .environments
        .get(environment)
        .and_then(|environment| catalog.organisations.get(&environment.organisation));
    let site = organisation.map_or(datadog_api::DEFAULT_SITE, |organisation| organisation.site.as_str());
    let endpoint = Endpoint::read(&variable, site)?;
    let credentials = Credentials::read(&variable).map_err(|error| match error.kind {
        ErrorKind::Credentials => {
            let message = format!(
                "{}; set DD_API_KEY and DD_APP_KEY of the organisation of '{environment}'",
                error.message
            );
            Problem::failed(message)
        }
        _ => error.into(),
    })?;
    Ok(Client::new(endpoint, credentials, datadog_api::Config::default())?)
}

/// An event that mentions the channels of the teams whose services are concerned: Datadog posts it there, and dashboards show it as a line.
async fn announce(client: &Client, everything: &Everything, plan: &Plan, changes: &[Change], what: &str) -> Result<()> {
    let catalog = &everything.definitions.catalog;
    let environment = plan.scenario.environment.as_str();
    let channel = |service: &str| {
        let team = catalog.teams.get(&catalog.services.get(service)?.team)?;
        team.handle("slack", environment)
    };
    let services = changes.iter().flat_map(Change::services);
    let channels: BTreeSet<String> = services.filter_map(channel).collect();
    let handles: Vec<String> = channels.iter().map(|handle| format!("@{handle}")).collect();
    let body = json!({
        "title": format!("Game day '{}' in {environment} {what}", plan.name),
        "text": format!("{}: {}, for up to {} min. {}", plan.scenario.title.value, listed(changes), plan.lasts / 60, handles.join(" ")),
        "alert_type": "info",
        "tags": [format!("env:{environment}"), format!("gameday:{}", plan.name)],
    });
    client.call(&Request::ask("/api/v1/events", None, body)).await?;
    Ok(())
}
