//! `cargo xtask lint`: reads the files, runs the rules, applies the fixes. The crate `lint` itself accesses neither the disk nor the clock.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use anstyle::AnsiColor;
use diagnostics::{Diagnostic, Severity, suggestion};
use lint::{Facts, Fix, Input, Report, Rule};
use model::Date;
use repository::{Changes, Difference, Inventory, Pages};
use serde_json::{Value, json};

use crate::estate::Estate;
use crate::exported;
use crate::report::{self, coloured};
use cli::apply;
use cli::{Exit, FindingFormat, LintArgs, VerbResult};

pub(crate) fn run(estate: &Estate, args: &LintArgs) -> VerbResult {
    if let Some(name) = &args.explain {
        return explain(name, args.format);
    }
    if let (Some(kind), Some(file)) = (args.payload, &args.file) {
        return exported::run(kind, file, args.format, datadog_schema::health::problems);
    }
    let rules = select(&args.rules)?;
    let started = Instant::now();
    let today = args.today.unwrap_or_else(today);
    let linted = Linted::read(estate, &rules, today)?;
    if args.fix && fix(estate.root(), &linted, args.format)? > 0 {
        // Report what is left.
        let fixed = Estate::new(estate.root().to_owned());
        return Ok(print(
            &Linted::read(&fixed, &rules, today)?,
            &rules,
            args.format,
            started,
        ));
    }
    Ok(print(&linted, &rules, args.format, started))
}

/// The files as they were read, and the findings in them.
struct Linted<'e> {
    inventory: &'e Inventory,
    runbooks: Pages,
    objects: usize,
    report: Report,
}

impl<'e> Linted<'e> {
    fn read(estate: &'e Estate, rules: &[&'static Rule], today: Date) -> Result<Self, Vec<Diagnostic>> {
        // Unfinished merges are reported together with what is wrong with the files: neither depends on the other.
        let merges = repository::no_unfinished_merges(estate.root());
        let (inventory, runbooks) = match (estate.with_pages(), merges) {
            (Ok(read), Ok(())) => read,
            (read, merges) => return Err([read.err(), merges.err()].into_iter().flatten().flatten().collect()),
        };
        let definitions = estate.definitions()?;
        let values = render::values(inventory, &definitions.catalog)?;
        let files = repository::paths(estate.root(), "docs")?;
        let operations = operations(estate.root(), inventory)?;
        let codeowners = codeowners(estate.root()).map_err(|finding| vec![*finding])?;
        let facts = Facts::read(Input {
            definitions,
            sources: &inventory.sources,
            archetypes: &inventory.archetypes,
            runbooks: &runbooks.texts,
            files: &files,
            codeowners: codeowners.as_ref(),
            operations: &operations,
            values: &values,
            today,
        });
        let report = lint::lint(&facts, rules);
        drop(facts);
        Ok(Self {
            objects: definitions.objects.len(),
            inventory,
            runbooks,
            report,
        })
    }

    /// The text of a file, `None` if it was not read.
    fn text(&self, path: &str) -> Option<Arc<str>> {
        let source = path
            .strip_prefix("jsonnet/")
            .and_then(|path| self.inventory.sources.get(path));
        source
            .map(|source| source.text.clone())
            .or_else(|| self.runbooks.texts.get(path).cloned())
    }
}

/// The texts of game days, log pipelines, maintenance windows, tests of monitors and worlds, by path.
fn operations(root: &Path, inventory: &Inventory) -> Result<BTreeMap<String, Arc<str>>, Vec<Diagnostic>> {
    let mut texts = repository::texts(root, "gamedays")?;
    texts.extend(repository::texts(root, "terraform/pipelines")?);
    let windows = repository::windows(root)?;
    texts.extend(windows.into_iter().map(|window| (window.path, window.text)));
    let unrendered = inventory.monitor_tests.iter().chain(&inventory.worlds);
    texts.extend(unrendered.map(|(path, source)| (format!("jsonnet/{path}"), source.text.clone())));
    Ok(texts)
}

/// The text of `CODEOWNERS`; `None` if there is no such file.
fn codeowners(root: &Path) -> Result<Option<Arc<str>>, Box<Diagnostic>> {
    match std::fs::read_to_string(root.join("CODEOWNERS")) {
        Ok(text) => Ok(Some(text.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Box::new(
            Diagnostic::error("lint/io", format!("cannot read 'CODEOWNERS': {error}"))
                .in_file("CODEOWNERS")
                .help("make it a readable text file in UTF-8"),
        )),
    }
}

/// Applies the fixes, all or none, and returns their number.
fn fix(root: &Path, linted: &Linted<'_>, format: FindingFormat) -> Result<usize, Box<Diagnostic>> {
    let (changed, applied) = lint::apply(|path| linted.text(path), &linted.report.fixes);
    let mut changes = Changes::default();
    for (path, new) in changed {
        changes.differences.push(Difference {
            old: linted.text(&path).map(|text| text.to_string()),
            path,
            new: Some(new),
        });
    }
    apply::write(root, &changes)?;
    let print = if format.is_machine_readable() {
        report::eprint_all
    } else {
        report::print_all
    };
    for Fix { path, description, .. } in &applied {
        print(&format!(
            "{} {path}: {description}\n",
            coloured("fixed", AnsiColor::Green)
        ));
    }
    Ok(applied.len())
}

/// The rules with these names, each the name of a rule or of a group; all rules if there are no names.
fn select(names: &[String]) -> Result<Vec<&'static Rule>, Vec<Diagnostic>> {
    if names.is_empty() {
        return Ok(lint::rules().to_vec());
    }
    let (mut rules, mut findings): (Vec<&'static Rule>, _) = (Vec::new(), Vec::new());
    for name in names {
        let of_group: Vec<_> = lint::rules()
            .iter()
            .copied()
            .filter(|rule| rule.group() == name)
            .collect();
        match (of_group.is_empty(), rule(name)) {
            (false, _) => rules.extend(of_group),
            (true, Ok(rule)) => rules.push(rule),
            (true, Err(finding)) => findings.push(*finding),
        }
    }
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    if findings.is_empty() { Ok(rules) } else { Err(findings) }
}

fn rule(name: &str) -> Result<&'static Rule, Box<Diagnostic>> {
    lint::find(name).ok_or_else(|| {
        // If the group is right, suggest only its rules.
        let group = name.split_once('/').map_or(name, |(group, _)| group);
        let names = || lint::rules().iter().map(|rule| rule.name);
        let near = diagnostics::near_matches(name, names());
        let help = match near.as_slice() {
            [] if lint::rules().iter().any(|rule| rule.group() == group) => suggestion(name, names().filter(|rule| rule.starts_with(&format!("{group}/")))),
            [] => "the groups are agent, dashboard, monitor, policy, runbook, slo and tagging; docs/reference/lint-rules.md lists the rules".to_owned(),
            _ => suggestion(name, names()),
        };
        Box::new(Diagnostic::error("usage/rule", format!("unknown rule '{name}'")).help(help))
    })
}

/// Describes the rule `name`, or all rules of the group `name`. As JSON, a rule is one object, a group an object with the list `rules`.
fn explain(name: &str, format: FindingFormat) -> VerbResult {
    let rules = select(&[name.to_owned()])?;
    match (format, rules.as_slice()) {
        (FindingFormat::Text, rules) => {
            let texts: Vec<_> = rules.iter().map(|rule| lint::explain(rule)).collect();
            report::print_all(&texts.join("\n"));
        }
        (FindingFormat::Json, [rule]) if rule.name == name => report::print_json(as_json(rule)),
        (FindingFormat::Json, rules) => {
            let rules: Vec<_> = rules.iter().map(|rule| as_json(rule)).collect();
            report::print_json(json!({ "rules": rules }));
        }
        (FindingFormat::Sarif | FindingFormat::Github, _) => {
            let error = Diagnostic::error("usage/format", "--explain prints text or JSON only");
            return Err(Box::new(error.help("use --format text or --format json")).into());
        }
    }
    Ok(Exit::Clean)
}

fn as_json(rule: &Rule) -> Value {
    json!({ "rule": rule.name, "severity": rule.severity, "summary": rule.summary, "rationale": rule.rationale, "fix": rule.fix })
}

fn print(linted: &Linted<'_>, rules: &[&'static Rule], format: FindingFormat, started: Instant) -> Exit {
    let findings = &linted.report.findings;
    let exit = Exit::of_findings(findings);
    if !findings.is_empty() || format.is_machine_readable() {
        report::print_findings(findings, format);
    }
    if format.is_machine_readable() {
        return exit;
    }
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let mark = match (errors, findings.len()) {
        (0, 0) => coloured("clean", AnsiColor::Green),
        (0, _) => coloured("warnings", AnsiColor::Yellow),
        _ => coloured("findings", AnsiColor::Red),
    };
    report::print_all(&format!(
        "{mark}: {} on {} and {}, {}, {} ({} ms)\n",
        report::count(rules.len(), "rule"),
        report::count(linted.objects, "object"),
        report::count(linted.runbooks.texts.len(), "runbook"),
        report::count(errors, "error"),
        report::count(findings.len() - errors, "warning"),
        started.elapsed().as_millis()
    ));
    let fixable = linted.report.fixes.len();
    if fixable > 0 {
        report::eprint_all(&format!("help: `cargo xtask lint --fix` fixes {fixable} of them\n"));
    }
    exit
}

/// Today in UTC.
fn today() -> Date {
    const DAY_S: u64 = 24 * 60 * 60;
    let days = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / DAY_S);
    Date::from_days(u32::try_from(days).unwrap_or(u32::MAX / 2))
}
