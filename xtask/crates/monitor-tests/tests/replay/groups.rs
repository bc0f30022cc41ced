//! Many groups, missing data, and alerts that last beyond the end of the history.

use crate::support::{MONDAY, monitor, read, target};
use monitor_tests::replay::{Replay, print};
use serde_json::{Value, json};

fn payload() -> Value {
    json!({
        "type": "query alert",
        "name": "queue is long",
        "message": "{{#is_alert}}@pagerduty-data{{/is_alert}} @slack-data",
        "query": "avg(last_5m):avg:queue.length{env:prod} by {queue} > 100",
        "options": { "on_missing_data": "show_and_notify_no_data", "new_group_delay": 0, "thresholds": { "critical": 100, "warning": 60 } },
    })
}

/// Eight queues: the first stops reporting, the second stays long, and only the first three have a spike.
fn history() -> String {
    let mut out = "time,value,group\n".to_owned();
    for queue in 0..8_i64 {
        for minute in (0..360).filter(|m| queue != 0 || *m < 200) {
            let wave = ((minute + 40 * queue) as f64 / 57.0).sin() * 40.0 + 50.0;
            let value = if queue == 1 && minute > 300 {
                180.0
            } else {
                wave + f64::from(u8::from(queue < 3 && (90..120).contains(&minute))) * 60.0
            };
            out.push_str(&format!("{},{value:.1},queue:<q&{queue}>\n", MONDAY + minute * 60));
        }
    }
    out
}

#[test]
fn the_text_has_groups_no_data_and_unfinished_alerts() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&history())).expect("a replay");
    let text = print::text(&replay, &[], None);
    assert!(text.contains("356 evaluations of 8 groups by queue"), "{text}");
    assert!(text.contains("No Data"), "{text}");
    let lasting = text
        .lines()
        .find(|l| l.contains("queue:<q&1>") && l.contains(" +"))
        .expect("an alert without an end");
    assert!(
        lasting.starts_with("Mon 11-02 05:0") && lasting.contains("Alert      180"),
        "{lasting}"
    );
}

#[test]
fn json_has_every_episode_and_notification() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&history())).expect("a replay");
    let rows = replay
        .sweep(&["critical=90..110/10".parse().expect("a sweep")])
        .expect("rows");
    let json = print::json(&replay, &rows);
    let episodes = json["episodes"].as_array().expect("episodes");
    let sum = |field: &str| {
        episodes
            .iter()
            .map(|s| s[field].as_u64().expect("a number"))
            .sum::<u64>()
    };
    assert_eq!(json["current"]["pages"], sum("pages"));
    let pages = json["notifications"]
        .as_array()
        .expect("notifications")
        .iter()
        .filter(|n| n["page"] == true)
        .count();
    assert_eq!(pages as u64, sum("pages"));
    assert_eq!(json["sweep"].as_array().map(Vec::len), Some(3));
    // the warning keeps its proportion
    assert_eq!(json["sweep"][2]["thresholds"]["warning"], 66.0);
}

#[test]
fn the_picture_has_the_worst_groups_and_counts_the_others() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&history())).expect("a replay");
    let picture = print::svg(&replay);
    if let Some(path) = std::env::var_os("REPLAY_PICTURE") {
        std::fs::write(path, &picture).expect("a picture to look at");
    }
    assert_eq!(picture.matches("class=\"panel\"").count(), 6);
    assert!(picture.contains("and 2 groups with fewer alerts"));
    assert!(picture.contains("queue:&lt;q&amp;1&gt;") && !picture.contains("<q&"));
    assert!(picture.contains("fill tint nodata"));
}
