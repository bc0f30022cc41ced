//! What an SLO is at: its history and its status.

use axum::extract::Path;
use datadog_simulator::Graph;
use datadog_simulator::time::{DAY_S, Frame};
use serde_json::{Value, json};

use super::missing;
use crate::answer::{Answer, Refusal, Reply};
use crate::api::query::{frame, refused};
use crate::call::Call;
use crate::store::{Id, Kind, Organisation, SloState};

/// The length of a time window.
fn length_s(timeframe: &str) -> i64 {
    let days = timeframe.strip_suffix('d').and_then(|days| days.parse::<i64>().ok());
    days.unwrap_or(30) * DAY_S
}

/// What an SLO is at over the window of one of its thresholds.
pub(super) fn of_threshold(data: &mut Organisation, id: &str, threshold: &Value, now: i64) -> Option<SloState> {
    let target = threshold["target"].as_f64()?;
    let length = length_s(threshold["timeframe"].as_str()?);
    data.slo_state(id, length, target, now)
}

/// The state in the API's words.
pub(super) fn word(state: Option<&SloState>, threshold: &Value) -> &'static str {
    let target = threshold["target"].as_f64().unwrap_or_default();
    match state.and_then(|state| state.sli) {
        None => "no_data",
        Some(sli) if sli < target => "breached",
        Some(sli) if threshold["warning"].as_f64().is_some_and(|warning| sli < warning) => "warning",
        Some(_) => "ok",
    }
}

fn range(call: &Call) -> Result<Frame, Refusal> {
    let second = |name: &str| {
        let value = call.parameter(name).and_then(|value| value.parse::<i64>().ok());
        value.ok_or_else(|| Refusal::invalid(format!("The parameter '{name}' must be a time in seconds")))
    };
    frame(second("from_ts")?, second("to_ts")?)
}

fn slo(data: &Organisation, id: &str) -> Result<Value, Refusal> {
    data.get(Kind::Slo, &Id::from(id)).cloned().ok_or_else(|| missing(id))
}

/// `/api/v1/slo/{id}/history`
pub(super) async fn history(Path(id): Path<String>, call: Call) -> Reply {
    let frame = range(&call)?;
    let interval = Graph::step_s(frame).max(60);
    let periods: Vec<Frame> = (frame.from..frame.to)
        .step_by(usize::try_from(interval).unwrap_or(60))
        .map(|from| Frame {
            from,
            to: (from + interval).min(frame.to),
        })
        .collect();
    let (slo, whole, parts) = call.with(|data| {
        let slo = slo(data, &id)?;
        let target = call.parameter("target").and_then(|target| target.parse().ok());
        let target: f64 = target.or_else(|| slo["target_threshold"].as_f64()).unwrap_or(99.0);
        let whole = data.slo_states(&id, &[frame], target).map_err(refused)?;
        let parts = data.slo_states(&id, &periods, target).map_err(refused)?;
        Ok::<_, Refusal>((slo, whole.first().copied(), parts))
    })?;
    let sli = whole.and_then(|state| state.sli);
    let remaining = whole.and_then(|state| state.budget_remaining);
    let thresholds = slo["thresholds"].as_array().into_iter().flatten();
    let budgets: serde_json::Map<String, Value> = thresholds
        .clone()
        .filter_map(|threshold| Some((threshold["timeframe"].as_str()?.to_owned(), json!(remaining))))
        .collect();
    let by_timeframe: serde_json::Map<String, Value> = thresholds
        .filter_map(|threshold| Some((threshold["timeframe"].as_str()?.to_owned(), threshold.clone())))
        .collect();
    let mut body = json!({
        "from_ts": frame.from,
        "to_ts": frame.to,
        "type": slo["type"],
        "type_id": slo["type_id"],
        "slo": slo,
        "thresholds": by_timeframe,
        "overall": {
            "name": slo["name"],
            "sli_value": sli,
            "uptime": sli,
            "error_budget_remaining": budgets,
            "precision": { "7d": 2, "30d": 2, "90d": 2 },
            "span_precision": 2,
            "preview": false,
        },
    });
    if slo["type"] == "metric" {
        let column = |of: fn(&SloState) -> f64| {
            let values: Vec<f64> = parts.iter().map(of).collect();
            json!({ "count": values.len(), "sum": values.iter().sum::<f64>(), "values": values })
        };
        body["series"] = json!({
            "numerator": column(|state| state.counts.good),
            "denominator": column(|state| state.counts.total),
            "times": periods.iter().map(|period| period.from * 1000).collect::<Vec<_>>(),
            "interval": interval,
            "res_type": "time_series",
            "resp_version": 2,
            "query": "",
            "message": "",
        });
    }
    Ok(Answer::ok(json!({ "data": body, "errors": [] })))
}

/// `/api/v2/slo/{id}/status`
pub(super) async fn status(Path(id): Path<String>, call: Call) -> Reply {
    let frame = range(&call)?;
    let (slo, state) = call.with(|data| {
        let slo = slo(data, &id)?;
        let target = slo["target_threshold"].as_f64().unwrap_or(99.0);
        let states = data.slo_states(&id, &[frame], target).map_err(refused)?;
        Ok::<_, Refusal>((slo, states.first().copied()))
    })?;
    let remaining = state.and_then(|state| state.budget_remaining);
    let lost = state.map_or(0.0, |state| state.counts.total - state.counts.good);
    let unit = if slo["type"] == "metric" { "requests" } else { "seconds" };
    Ok(Answer::ok(json!({ "data": {
        "id": id,
        "type": "slo_status",
        "attributes": {
            "sli": state.and_then(|state| state.sli).unwrap_or(0.0),
            "error_budget_remaining": remaining.unwrap_or(0.0),
            "raw_error_budget_remaining": { "unit": unit, "value": lost },
            "span_precision": 2,
            "state": word(state.as_ref(), &slo["thresholds"][0]),
        },
    } })))
}

#[cfg(test)]
mod tests {
    use datadog_simulator::slo::SliCounts;

    use super::*;

    #[test]
    fn states_have_words() {
        let threshold = json!({ "timeframe": "30d", "target": 99.0, "warning": 99.5 });
        let word = |good: f64, total: f64| word(Some(&SloState::new(SliCounts { good, total }, 99.0)), &threshold);
        assert_eq!(
            [word(0.0, 0.0), word(98.0, 100.0), word(99.2, 100.0), word(100.0, 100.0)],
            ["no_data", "breached", "warning", "ok"]
        );
        let state = SloState::new(
            SliCounts {
                good: 995.0,
                total: 1000.0,
            },
            99.0,
        );
        assert_eq!(state.budget_remaining.map(f64::round), Some(50.0));
    }
}
