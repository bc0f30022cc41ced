//! The way of one line.

use cli::LogsTryArgs;
use datadog_logs::samples::source_of;
use datadog_logs::{Context, Log};
use diagnostics::Diagnostic;
use serde_json::{Value, json};

use super::account::Account;
use super::indexes::Index;
use crate::changes::{self, Parts};
use crate::record::Recorder;

/// How much of a line is shown.
const LINE_CHARS_MAX: usize = 1000;

/// What became of a line.
pub(crate) struct Way {
    line: String,
    /// The pipelines that selected it, and what their processors did.
    pipelines: Vec<(String, Option<String>)>,
    /// The rule and the path of each match of the scanner.
    scanned: Vec<(String, String)>,
    log: Parts,
    metrics: Vec<String>,
    index: Option<(String, String)>,
    monitors: Vec<String>,
}

impl Way {
    pub(crate) fn of(account: &Account, line: &str, args: &LogsTryArgs, now_ms: i64) -> Result<Self, Box<Diagnostic>> {
        let context = Context { now_ms };
        let mut log = Log::from_line(line);
        log.source.clone_from(&args.source);
        log.service.clone_from(&args.service);
        log.preprocess(context);
        if args.pipeline.is_some() && log.source.is_none() {
            let engine = account.pipelines.first().and_then(|folder| folder.engine.as_ref());
            log.source = engine.and_then(|engine| source_of(engine.filter()?));
        }
        log.tags.extend(args.env.as_ref().map(|env| format!("env:{env}")));
        let mut pipelines = Vec::new();
        for folder in &account.pipelines {
            let Some(engine) = &folder.engine else { continue };
            if !engine.selects(&log) {
                continue;
            }
            let mut recorder = Recorder::default();
            engine.run_observed(&mut log, context, &mut recorder);
            pipelines.push((folder.name.clone(), args.explain.then(|| recorder.text(engine.nodes()))));
        }
        let scanned = account.scanner.scan(&mut log)?;
        let index = Index::keeps(&account.indexes, &log);
        let name = index.as_ref().map(|(name, _)| name.as_str());
        let monitors = account.monitors.iter().filter(|monitor| monitor.counts(&log, name));
        Ok(Self {
            line: line.to_owned(),
            pipelines,
            scanned,
            metrics: account.metrics.iter().filter_map(|metric| metric.of(&log)).collect(),
            monitors: monitors.map(|monitor| monitor.name.clone()).collect(),
            index,
            log: changes::parts(&log),
        })
    }

    pub(crate) fn text(&self) -> String {
        let mut out = format!("line       {}\n", changes::cut(&self.line, LINE_CHARS_MAX));
        if self.pipelines.is_empty() {
            out.push_str(
                "pipelines  none selects this line; name its source with --source, or a pipeline with --pipeline\n",
            );
        }
        for (name, steps) in &self.pipelines {
            out.push_str(&format!("pipeline   {name}\n"));
            out.push_str(steps.as_deref().unwrap_or_default());
        }
        for ((rule, path), times) in self.scanned_by_place() {
            let times = if times > 1 {
                format!(", {times} times")
            } else {
                String::new()
            };
            out.push_str(&format!("scanner    '{rule}' in {path}{times}\n"));
        }
        for (part, value) in &self.log {
            out.push_str(&format!(
                "  {} = {}\n",
                part.strip_prefix('$').unwrap_or(part),
                changes::short(value)
            ));
        }
        for metric in &self.metrics {
            out.push_str(&format!("metric     {metric}\n"));
        }
        match &self.index {
            Some((name, what)) => out.push_str(&format!("index      {name}: {what}\n")),
            None => out.push_str("index      none: no filter matches\n"),
        }
        match self.monitors.is_empty() {
            true => out.push_str("monitors   none counts it\n"),
            false => out.push_str(&format!("monitors   {}\n", self.monitors.join(", "))),
        }
        out.push('\n');
        out
    }

    /// How often each rule matched at each path, in the order of the first match.
    fn scanned_by_place(&self) -> Vec<(&(String, String), usize)> {
        let mut out: Vec<(&(String, String), usize)> = Vec::new();
        for found in &self.scanned {
            match out.iter_mut().find(|(known, _)| *known == found) {
                Some((_, times)) => *times += 1,
                None => out.push((found, 1)),
            }
        }
        out
    }

    pub(crate) fn json(&self) -> Value {
        let reserved = |part: &&String| part.starts_with('$');
        let attributes: Parts = self
            .log
            .iter()
            .filter(|(part, _)| !reserved(part))
            .map(|(p, v)| (p.clone(), v.clone()))
            .collect();
        let mut log: serde_json::Map<String, Value> = self
            .log
            .iter()
            .filter(|(part, _)| reserved(part))
            .map(|(part, value)| (part.trim_start_matches('$').to_owned(), value.clone()))
            .collect();
        log.insert("attributes".to_owned(), json!(attributes));
        let names: Vec<&String> = self.pipelines.iter().map(|(name, _)| name).collect();
        let scanned: Vec<Value> = self
            .scanned
            .iter()
            .map(|(rule, path)| json!({ "rule": rule, "path": path }))
            .collect();
        json!({
            "line": self.line,
            "pipelines": names,
            "scanner": scanned,
            "log": log,
            "metrics": self.metrics,
            "index": self.index.as_ref().map(|(name, what)| json!({ "name": name, "outcome": what })),
            "monitors": self.monitors,
        })
    }
}
