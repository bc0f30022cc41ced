//! A scenario on the platform in miniature: real services, brokers and stores send to the double, whose clock may run faster than the machine's.

mod process;

use std::path::Path;
use std::time::Duration;

use gameday_scenarios::{Injection, Observed, Plan, Platform};
use serde_json::{Value, json};

use crate::dashboards;
use crate::datadog::Datadog;
use crate::definitions::Everything;
use crate::look::look;
use crate::problem::Result;
use crate::runner::Ran;
use crate::view::View;
use process::Process;

/// Between two looks at the double.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What is done to the platform, and when.
struct Action {
    at: i64,
    /// The index of the injection that begins with it.
    begins: Option<usize>,
    command: Value,
}

pub(crate) async fn run(
    root: &Path,
    everything: &Everything,
    plan: &Plan,
    settings: &Platform,
    view: &mut View,
) -> Result<Ran> {
    let mut plan = plan.clone();
    let mut datadog = Datadog::start(None)?;
    let speed = *settings.speed;
    let environment = plan.scenario.environment.value.clone();
    view.say("starting brokers, stores and services");
    let mut platform = Process::start(
        root,
        &plan.name,
        &json!({
            "datadog": datadog.server.url,
            "dogstatsd": datadog.server.dogstatsd.map(|address| address.port()),
            "env": environment,
            "uploads_per_s": *settings.uploads_per_minute * f64::from(speed) / 60.0,
            "seed": settings.seed,
        }),
    )?;
    platform.until_ready().await?;
    datadog
        .apply(everything, &environment, &|monitor| plan.applies(monitor))
        .await?;
    datadog.server.clock.run_at(speed);
    let start = datadog.server.clock.seconds();
    datadog.announce(&plan, start).await?;
    let mut actions = actions(&plan);
    let mut observed = Observed::default();
    loop {
        let now = datadog.server.clock.seconds() - start;
        let due = actions.iter().take_while(|action| action.at <= now).count();
        for action in actions.drain(..due) {
            platform.send(&action.command)?;
            if let Some(staged) = action.begins.and_then(|index| plan.injections.get_mut(index)) {
                staged.from = now;
            }
        }
        platform.check()?;
        look(&datadog, start, &mut observed);
        view.show(&plan, now, &observed);
        if now >= plan.lasts {
            break;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    platform.stop();
    let conditions = vec![
        format!("data time passes {speed} times as fast as the machine's clock; load is scaled with it, {} uploads in a minute of data time, seed {}", *settings.uploads_per_minute, settings.seed),
        "not sped up: how long a request or a job takes, time-outs, retries, restarts; so latencies and ages of jobs are those of the machine".to_owned(),
        format!("the trace agent counts in buckets of 10 s, which are {} s of data time and arrive that much later", 10 * speed),
        "RabbitMQ's queues are read from its management API by a stand-in for the agent's check; latencies of traces and logs are not sent".to_owned(),
    ];
    let world = datadog.server.store.telemetry();
    let pictures = Some(dashboards::show(everything, &plan, start, &world, &mut observed));
    Ok(Ran {
        pictures,
        monitors: datadog.monitors.len(),
        priorities: datadog.priorities.clone(),
        plan,
        observed,
        conditions,
    })
}

/// What is done, in order of time.
fn actions(plan: &Plan) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, (injection, staged)) in plan.scenario.inject.iter().zip(&plan.injections).enumerate() {
        let (begins, ends) = commands(injection);
        actions.extend(begins.into_iter().map(|command| Action {
            at: staged.from,
            begins: Some(index),
            command,
        }));
        actions.extend(ends.into_iter().map(|command| Action {
            at: staged.to,
            begins: None,
            command,
        }));
    }
    actions.sort_by_key(|action| action.at);
    actions
}

/// What begins and what ends an injection.
fn commands(injection: &Injection) -> (Vec<Value>, Vec<Value>) {
    let (mut begins, mut ends) = (Vec::new(), Vec::new());
    let start = |service: &str, faults: &str| json!({ "do": "start", "service": service, "faults": faults });
    if let Some(service) = &injection.stop {
        begins.push(json!({ "do": "stop", "service": service.value }));
        ends.push(start(service, ""));
    }
    if let Some(faults) = &injection.faults {
        begins.push(start(&faults.service, &faults.flags.join(",")));
        ends.push(start(&faults.service, ""));
    }
    if let Some(publish) = &injection.publish {
        begins.push(json!({ "do": "publish", "queue": publish.queue, "messages": publish.messages }));
    }
    (begins, ends)
}
