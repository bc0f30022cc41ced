//! `cargo xtask lint`: gathers the facts, runs the rules, carries out the fixes. The crate `lint` sees neither the disk nor the clock.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use anstyle::AnsiColor;
use diagnostics::{Diagnostic, Severity, suggestion};
use lint::{Facts, Fix, Input, Report, Rule};
use model::Date;
use repository::{Changes, Difference, Inventory, Pages};

use crate::report::{self, Exit, coloured};
use cli::apply;
use cli::{Format, LintArgs};

pub(crate) fn run(root: &Path, args: &LintArgs, format: Format) -> ExitCode {
    if let Some(name) = &args.explain {
        return match rule(name) {
            Ok(rule) => explained(rule, format),
            Err(finding) => report::findings(&[*finding], format, Exit::Usage),
        };
    }
    let rules = match selected(&args.rules) {
        Ok(rules) => rules,
        Err(findings) => return report::findings(&findings, format, Exit::Usage),
    };
    let started = Instant::now();
    let today = args.today.unwrap_or_else(today);
    let mut linted = match Linted::read(root, &rules, today) {
        Ok(linted) => linted,
        Err(findings) => return report::findings(&findings, format, Exit::Findings),
    };
    if args.fix {
        match fix(root, &linted, format) {
            Ok(0) => {}
            // What is left is judged as it stands now.
            Ok(_) => match Linted::read(root, &rules, today) {
                Ok(again) => linted = again,
                Err(findings) => return report::findings(&findings, format, Exit::Findings),
            },
            Err(finding) => return report::findings(&[*finding], format, Exit::Usage),
        }
    }
    told(&linted, &rules, format, started)
}

/// The tree as it was read, and what the rules find in it.
struct Linted {
    inventory: Inventory,
    pages: Pages,
    objects: usize,
    report: Report,
}

impl Linted {
    fn read(root: &Path, rules: &[&'static Rule], today: Date) -> Result<Self, Vec<Diagnostic>> {
        repository::recover(root).map_err(|finding| vec![*finding])?;
        // A broken page says nothing of the libraries nor they of it: both are told at once.
        let (inventory, pages) = match (Inventory::read(root), Pages::read(root)) {
            (Ok(inventory), Ok(pages)) => (inventory, pages),
            (inventory, pages) => return Err([inventory.err(), pages.err()].into_iter().flatten().flatten().collect()),
        };
        let estate = render::definitions(&inventory)?;
        let values = render::values(&inventory, &estate.catalog)?;
        let files = repository::paths(root, "docs")?;
        let codeowners = codeowners(root).map_err(|finding| vec![*finding])?;
        let facts = Facts::read(Input {
            definitions: &estate,
            sources: &inventory.sources,
            archetypes: &inventory.archetypes,
            runbooks: &pages.texts,
            files: &files,
            codeowners: codeowners.as_ref(),
            values: &values,
            today,
        });
        let report = lint::lint(&facts, rules);
        drop(facts);
        Ok(Self {
            objects: estate.objects.len(),
            inventory,
            pages,
            report,
        })
    }

    /// The text of a file that was read.
    fn text(&self, path: &str) -> Option<Arc<str>> {
        let source = path
            .strip_prefix("jsonnet/")
            .and_then(|path| self.inventory.sources.get(path));
        source
            .map(|source| source.text.clone())
            .or_else(|| self.pages.texts.get(path).cloned())
    }
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

/// Carries the fixes out, all of them or none, and answers how many.
fn fix(root: &Path, linted: &Linted, format: Format) -> Result<usize, Box<Diagnostic>> {
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
    let say = if format.is_for_machines() {
        report::eprint_all
    } else {
        report::print_all
    };
    for Fix { path, description, .. } in &applied {
        say(&format!(
            "{} {path}: {description}\n",
            coloured("fixed", AnsiColor::Green)
        ));
    }
    Ok(applied.len())
}

/// The rules that `--rule` names: each a rule or a group; all where nothing is named.
fn selected(names: &[String]) -> Result<Vec<&'static Rule>, Vec<Diagnostic>> {
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
        // Of a name in the right group only the rules of that group are meant.
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

fn explained(rule: &Rule, format: Format) -> ExitCode {
    let text = if format.is_for_machines() {
        let severity = if rule.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        format!(
            "{}\n",
            serde_json::json!({ "rule": rule.name, "severity": severity, "summary": rule.summary, "rationale": rule.rationale, "fix": rule.fix })
        )
    } else {
        lint::explain(rule)
    };
    report::print_all(&text);
    Exit::Clean.into()
}

fn told(linted: &Linted, rules: &[&'static Rule], format: Format, started: Instant) -> ExitCode {
    let findings = &linted.report.findings;
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let exit = if errors == 0 { Exit::Clean } else { Exit::Findings };
    if !findings.is_empty() || format.is_for_machines() {
        let code = report::findings(findings, format, exit);
        if format.is_for_machines() {
            return code;
        }
    }
    let mark = match (errors, findings.len()) {
        (0, 0) => coloured("clean", AnsiColor::Green),
        (0, _) => coloured("warnings", AnsiColor::Yellow),
        _ => coloured("findings", AnsiColor::Red),
    };
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    report::print_all(&format!(
        "{mark}: {} over {} and {}, {}, {} ({} ms)\n",
        counted(rules.len(), "rule"),
        counted(linted.objects, "object"),
        counted(linted.pages.texts.len(), "page"),
        counted(errors, "error"),
        counted(findings.len() - errors, "warning"),
        started.elapsed().as_millis()
    ));
    let fixable = linted.report.fixes.len();
    if fixable > 0 {
        report::eprint_all(&format!("help: `cargo xtask lint --fix` mends {fixable} of them\n"));
    }
    exit.into()
}

/// Today, by this machine's clock in UTC.
fn today() -> Date {
    const DAY_S: u64 = 24 * 60 * 60;
    let days = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / DAY_S);
    Date::from_days(u32::try_from(days).unwrap_or(u32::MAX / 2))
}
