//! What is wrong with a window.

use std::collections::BTreeSet;

use datadog_simulator::time::DAY_S;
use diagnostics::{Diagnostic, find_word, suggestion};
use documents::window;
use jiff::Timestamp;
use repository::WindowFile;

use crate::declared::Declared;
use crate::downtimes::{is_known, names, selected};
use crate::muted::{Monitors, Muted, monitor_name};
use crate::reporter::Reporter;
use crate::schedule::Schedule;
use crate::{Bytes, Input, Window};

/// What limits windows.
const POLICY: &str = "jsonnet/policy/maintenance.libsonnet";

/// How many of the next times are shown.
const SHOWN: usize = 3;

/// Reads a window and reports everything that is wrong with it; `None` if its form is wrong.
pub(crate) fn window(input: Input<'_>, file: &WindowFile, findings: &mut Vec<Diagnostic>) -> Option<Window> {
    match window::Window::parse(&file.text) {
        Ok(window) => checked(input, file, window, findings),
        Err(mistakes) => {
            findings.extend(mistakes.into_iter().map(|mistake| form(file, mistake)));
            None
        }
    }
}

/// Reports everything that is wrong with a downtime of the operator, by the rules of windows.
pub(crate) fn declared(input: Input<'_>, declared: Declared, findings: &mut Vec<Diagnostic>) -> Option<Window> {
    let Declared { file, window } = declared;
    let mistakes = window.mistakes(&file.text);
    if mistakes.is_empty() {
        return checked(input, &file, window, findings);
    }
    findings.extend(mistakes.into_iter().map(|mistake| form(&file, mistake)));
    None
}

/// Reports everything that is wrong with a window whose form is right.
fn checked(
    input: Input<'_>,
    file: &WindowFile,
    window: window::Window,
    findings: &mut Vec<Diagnostic>,
) -> Option<Window> {
    if !input.catalog.environments.contains_key(&file.env) {
        let known = names(&input.catalog.environments);
        let message = format!("window '{}' is in the unknown environment '{}'", file.name, file.env);
        findings.push(
            Diagnostic::error("maintenance/unknown-environment", message)
                .in_file(&file.path)
                .help(suggestion(&file.env, known)),
        );
        return None;
    }
    let reporter = &mut Reporter::new(file, findings);
    let monitors = Monitors::of(input.catalog, input.objects, &file.env);
    let mutes = mutes(input, file, &window, &monitors, reporter);
    paging(&window, &mutes, reporter);
    channels(input, file, &window, &monitors, reporter);
    let schedule = Schedule::read(&window, reporter);
    Some(Window {
        env: file.env.clone(),
        name: file.name.clone(),
        reason: window.reason.value.trim().to_owned(),
        next: schedule.map_or_else(Vec::new, |schedule| next(input, &schedule, reporter)),
        mutes,
        mutes_p1_because: window.mutes_p1_because.map(|because| because.value),
    })
}

fn form(file: &WindowFile, mistake: documents::yaml::ParseError) -> Diagnostic {
    let message = format!("window '{}/{}': {}", file.env, file.name, mistake.message);
    let finding =
        Diagnostic::error("maintenance/form", message).at(file.path.as_str(), file.text.clone(), mistake.span);
    finding.help(
        mistake
            .help
            .unwrap_or_else(|| "terraform/environments/README.md explains the fields".to_owned()),
    )
}

/// The monitors that it mutes, the gravest first. A part of the scope that mutes none is reported: it is misspelt, or no longer needed.
fn mutes(
    input: Input<'_>,
    file: &WindowFile,
    window: &window::Window,
    monitors: &Monitors<'_>,
    reporter: &mut Reporter<'_>,
) -> Vec<Muted> {
    let mut all = Vec::new();
    for part in selected(&file.env, window, input.catalog, reporter) {
        let muted = monitors.muted(&part.target);
        if muted.is_empty() {
            let what = format!("mutes nothing: no monitor of {} has {}", file.env, part.what);
            let help = "`cargo xtask maintenance` lists what the other windows mute; monitors have the tags of jsonnet/policy/tags.libsonnet";
            reporter.report("mutes-nothing", &what, part.at.clone(), help);
        }
        never_muted(input, &muted, part.at, reporter);
        all.extend(muted);
    }
    all.sort();
    all.dedup();
    all
}

/// Reports monitors that no window may mute: what they watch is no consequence of planned work.
fn never_muted(input: Input<'_>, mutes: &[Muted], at: Bytes, reporter: &mut Reporter<'_>) {
    let Some(limits) = &input.catalog.maintenance else {
        return;
    };
    let because = |muted: &Muted| Some((muted.monitor.clone(), limits.never_muted_because(&muted.monitor)?));
    let mut never: Vec<(String, &str)> = mutes.iter().filter_map(because).collect();
    never.sort_unstable();
    let Some((first, because)) = never.first() else {
        return;
    };
    let what = format!("mutes what no window may mute: {first}{}", and_more(never.len() - 1));
    let help = format!(
        "narrow the scope to the services that the work touches, or to a severity: {because} (never_muted in {POLICY})"
    );
    reporter.report("never-muted", &what, at, &help);
}

/// Reports each entry of `never_muted` that no monitor has: it keeps nothing on.
pub(crate) fn unknown_never_muted(input: Input<'_>) -> Vec<Diagnostic> {
    let Some(limits) = &input.catalog.maintenance else {
        return Vec::new();
    };
    let monitors = input.objects.iter().filter_map(monitor_name);
    let monitors: Vec<String> = monitors.collect::<BTreeSet<_>>().into_iter().collect();
    let source = POLICY.strip_prefix("jsonnet/").and_then(|path| input.sources.get(path));
    let finding = |entry: &str| {
        let message = format!("'{entry}' of never_muted is no monitor");
        let finding = Diagnostic::error("maintenance/unknown-monitor", message);
        let help = suggestion(entry, monitors.iter().map(String::as_str));
        let at = source.and_then(|source| Some((source, find_word(&source.text, &(0..0), entry)?)));
        match at {
            Some((source, at)) => finding.at(POLICY, source.text.clone(), at),
            None => finding.in_file(POLICY),
        }
        .help(help)
    };
    limits.unknown_never_muted(&monitors).map(finding).collect()
}

/// A page that is muted needs a reason, and a reason needs a page.
fn paging(window: &window::Window, mutes: &[Muted], reporter: &mut Reporter<'_>) {
    let pages: Vec<&str> = mutes
        .iter()
        .filter(|muted| muted.pages)
        .map(|muted| muted.monitor.as_str())
        .collect();
    match (&window.mutes_p1_because, pages.as_slice()) {
        (None, [first, others @ ..]) => {
            let what = format!("mutes P1 monitors that page: {first}{}", and_more(others.len()));
            let help = "narrow the scope, or say in `mutes_p1_because` why nobody needs to be paged";
            reporter.report("mutes-p1", &what, window.reason.span.clone(), help);
        }
        (Some(because), []) => reporter.report(
            "unused-reason",
            "mutes no P1 that pages",
            because.span.clone(),
            "remove 'mutes_p1_because': it would hide a P1 that is muted later",
        ),
        _ => {}
    }
}

fn and_more(others: usize) -> String {
    match others {
        0 => String::new(),
        n => format!(" and {n} more"),
    }
}

fn channels(
    input: Input<'_>,
    file: &WindowFile,
    window: &window::Window,
    monitors: &Monitors<'_>,
    reporter: &mut Reporter<'_>,
) {
    let known = names(&input.catalog.teams);
    for team in &window.notify.teams {
        if is_known("team", team, &known, reporter) && !monitors.has_channel(team, &file.env) {
            let what = format!(
                "notifies team '{}', whose channel no route of {} notifies",
                team.value, file.env
            );
            let help = "remove the team: no integration makes a channel that no alert is sent to";
            reporter.report("missing-integration", &what, team.span.clone(), help);
        }
    }
}

/// The next times at which it is active, and what is wrong with its schedule.
fn next(input: Input<'_>, schedule: &Schedule, reporter: &mut Reporter<'_>) -> Vec<(jiff::Zoned, jiff::Zoned)> {
    let now = input.now.as_second();
    let times = schedule.times.spans(i64::MAX);
    limits(input, schedule, times.first().map(|(from, _)| *from), reporter);
    let next: Vec<_> = times.iter().filter(|(_, to)| *to > now).take(SHOWN).collect();
    let at = schedule.start.clone();
    match (times.last(), next.as_slice()) {
        (None, _) => reporter.report(
            "never",
            "never occurs",
            at,
            "change the rule: no day is what it selects",
        ),
        (Some((_, to)), []) => {
            let what = format!(
                "is over since {}",
                shown(*to, schedule).map_or_else(String::new, |at| day(&at))
            );
            reporter.report(
                "over",
                &what,
                at,
                "remove the file: Datadog rejects a downtime in the past",
            );
        }
        (_, next) if next.windows(2).any(|pair| pair[1].0 <= pair[0].1) => {
            let help = "shorten `duration`, or let it recur less often";
            reporter.report(
                "always",
                "begins again before it ends, so it never ends",
                schedule.length.clone(),
                help,
            );
        }
        _ => {}
    }
    next.into_iter()
        .filter_map(|(from, to)| Some((shown(*from, schedule)?, shown(*to, schedule)?)))
        .collect()
}

/// Reports a window that is longer, or begins later, than the policy allows.
fn limits(input: Input<'_>, schedule: &Schedule, first: Option<i64>, reporter: &mut Reporter<'_>) {
    let Some(limits) = &input.catalog.maintenance else {
        return;
    };
    if schedule.is_longer(limits.longest_hours) {
        let what = format!("lasts longer than {} hours", limits.longest_hours);
        let help = format!("plan several windows, or raise longest_hours in {POLICY}");
        reporter.report("too-long", &what, schedule.length.clone(), &help);
    }
    if let (Some(days), Some(first)) = (limits.longest_ahead_days, first)
        && first.saturating_sub(input.now.as_second()) > i64::from(days) * DAY_S
    {
        let begins = shown(first, schedule).map_or_else(String::new, |at| format!(" on {}", day(&at)));
        let what = format!("begins{begins}, more than {days} days ahead");
        let help = "declare it when the work is near: who reviews it now cannot know what it will mute; longest_ahead_days of the policy is the limit";
        reporter.report("too-far-ahead", &what, schedule.start.clone(), help);
    }
}

fn shown(second: i64, schedule: &Schedule) -> Option<jiff::Zoned> {
    let time = Timestamp::from_second(second).ok()?;
    Some(time.to_zoned(schedule.zone.clone()))
}

fn day(time: &jiff::Zoned) -> String {
    time.strftime("%Y-%m-%d").to_string()
}
