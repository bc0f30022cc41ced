//! Runs the chosen cases one after the other, on one stack where they leave it whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use cli::report as out;
use cli::{E2eArgs, E2eVerb, Exit, OutputFormat, VerbResult};
use datadog_loopback::stop_requested;
use diagnostics::Diagnostic;
use tokio::runtime::Runtime;

use crate::cases::{self, Case, Outcome, Tools, Work};
use crate::contexts::Contexts;
use crate::environments::{self, Environment};
use crate::parts::{self, Parts, Stopped};
use crate::problem::{Context, Problem, Result};
use crate::report::{self, Ending, Row};
use crate::session::{EVERYTHING, Session};
use crate::stack::{Found, Given};
use crate::wait;

/// Where runs keep their files, from the root of the repository.
const RUNS: &str = ".cache/e2e";

pub(crate) fn run(root: &Path, args: &E2eArgs) -> VerbResult {
    match &args.verb {
        Some(E2eVerb::List) => {
            list();
            return Ok(Exit::Clean);
        }
        Some(E2eVerb::Build { programs }) => return build(root, programs),
        None => {}
    }
    let chosen = cases::named(&args.cases).map_err(|problem| usage(&problem, "run `cargo xtask e2e list`"))?;
    let environments = chosen_environments(root, &args.env).map_err(|problem| usage(&problem, "see helm-values/"))?;
    let given = Contexts::read(&args.clusters).and_then(|contexts| {
        let environments = contexts.limit(environments, !args.env.is_empty())?;
        Ok((contexts, environments))
    });
    const CLUSTERS: &str =
        "give --cluster management=<context> and --cluster <environment>=<context>; without any, a run starts its own";
    let (contexts, environments) = given.map_err(|problem| usage(&problem, CLUSTERS))?;
    wait::read_patience().map_err(|problem| usage(&problem, "leave it out, or set it to 2 on a busy machine"))?;
    let parts = match Parts::prepare(root) {
        Ok(parts) => parts,
        Err(Stopped::Missing(what)) => return Ok(skipped(&what)),
        Err(Stopped::Failed(problem)) => return Err(failure(&problem)),
    };
    let runtime = Runtime::new().map_err(|cause| failure(&Problem::new(cause.to_string())))?;
    let folder = root.join(RUNS).join(std::process::id().to_string());
    let given = runtime.block_on(Given::connect(&contexts, &folder.join("clusters")));
    let given = given.map_err(|problem| usage(&problem, "see `kubectl config get-contexts`"))?;
    if !given.is_empty() && !is_agreed(&runtime, &given, &parts, args.yes)? {
        return Ok(Exit::Usage);
    }
    let run = Run {
        root,
        parts: &parts,
        environments: &environments,
        given: &given,
        folder,
        format: args.format,
    };
    let started = Instant::now();
    let rows = runtime.block_on(async {
        tokio::select! {
            rows = run.all(&chosen) => Some(rows),
            // Everything that runs is dropped, and with it its processes.
            // Where signals cannot be waited for, it runs to its end.
            Ok(()) = stop_requested() => None,
        }
    });
    // Its processes have ended: nothing writes into the clusters any more.
    let removed = runtime.block_on(given.remove(&parts));
    let Some(rows) = rows else {
        out::eprint_all("stopped; the files of the run are kept\n");
        removed.map_err(|problem| failure(&problem))?;
        return Ok(Exit::Usage);
    };
    report::print(&rows, args.format, started.elapsed().as_secs_f64());
    let is_clean = rows.iter().all(|row| row.ending != Ending::Failed);
    if is_clean && !args.keep {
        if let Err(cause) = fs::remove_dir_all(&run.folder) {
            out::eprint_all(&format!("cannot remove '{}': {cause}\n", run.folder.display()));
        }
    } else {
        out::eprint_all(&format!("logs and state: {}\n", run.folder.display()));
    }
    removed.map_err(|problem| failure(&problem))?;
    Ok(report::exit(&rows))
}

/// Whether the clusters that are given may be used: they are empty, and a person agrees to what is installed. What an earlier run left is removed.
fn is_agreed(runtime: &Runtime, given: &Given, parts: &Parts, yes: bool) -> Result<bool, cli::Failure> {
    const EMPTY: &str =
        "name clusters that are made for such runs: a run removes what it installs, and would remove that, too";
    let found = runtime
        .block_on(given.check())
        .map_err(|problem| usage(&problem, EMPTY))?;
    out::eprint_all(&format!(
        "Installs into {}:\n  - Argo CD and its definitions (management)\n  - the definitions of External Secrets, and a service account of a cluster administrator for Argo CD\n  - what manifests/argocd applies: the namespace datadog, the operator's chart, the estate\n  - a quota by which no pod starts in the namespaces argocd and datadog: programs of this machine run in their place\nRemoves all of it at the end.\n",
        given.addresses().join(", ")
    ));
    if found == Found::Leftovers {
        out::eprint_all("A run that was stopped has left some of it, which is removed first.\n");
    }
    if !cli::question::ask("install?", yes)? {
        return Ok(false);
    }
    if found == Found::Leftovers {
        runtime
            .block_on(given.remove(parts))
            .map_err(|problem| failure(&problem))?;
    }
    Ok(true)
}

fn build(root: &Path, programs: &[String]) -> VerbResult {
    parts::known(programs).map_err(|problem| usage(&problem, "leave the names out to build all"))?;
    match parts::build(root, programs) {
        Ok(()) => Ok(Exit::Clean),
        Err(Stopped::Missing(what)) => Ok(skipped(&what)),
        Err(Stopped::Failed(problem)) => Err(failure(&problem)),
    }
}

fn list() {
    let width = cases::ALL.iter().map(|case| case.name.len()).max().unwrap_or_default();
    let lines = cases::ALL
        .iter()
        .map(|case| format!("{:<width$}  {}\n", case.name, case.summary));
    out::print_all(&lines.collect::<String>());
}

fn chosen_environments(root: &Path, names: &[String]) -> Result<Vec<Environment>> {
    let all = environments::all(root)?;
    for name in names {
        if !all.iter().any(|environment| environment.name == *name) {
            let near = diagnostics::suggestion(name, all.iter().map(|environment| environment.name.as_str()));
            return Err(Problem::new(format!("no environment '{name}'{near}")));
        }
    }
    let wanted = |environment: &Environment| names.is_empty() || names.contains(&environment.name);
    Ok(all.into_iter().filter(wanted).collect())
}

/// On CI a skipped step must not look like success.
fn on_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

fn skipped(what: &str) -> Exit {
    out::eprint_all(&format!("skipped: {what}\n"));
    if on_ci() { Exit::Findings } else { Exit::Clean }
}

fn usage(problem: &Problem, help: &str) -> cli::Failure {
    cli::Failure::from(Box::new(Diagnostic::error("usage/e2e", problem.to_string()).help(help)))
}

fn failure(problem: &Problem) -> cli::Failure {
    cli::Failure::from(Box::new(Diagnostic::error("e2e/stack", problem.to_string()))).as_usage()
}

struct Run<'r> {
    root: &'r Path,
    parts: &'r Parts,
    environments: &'r [Environment],
    given: &'r Given,
    folder: PathBuf,
    format: OutputFormat,
}

impl Run<'_> {
    async fn all(&self, chosen: &[Case]) -> Vec<Row> {
        let mut stack = Kept::default();
        let mut rows = Vec::new();
        for case in chosen {
            self.say(&format!("==> {}\n", case.name));
            let started = Instant::now();
            let before = stack.calls();
            let result = self.case(case, &mut stack).await;
            let seconds = started.elapsed().as_secs_f64();
            let calls = stack.calls().saturating_sub(before);
            let row = row(case, result, seconds, calls);
            self.say(&format!("<== {}: {} ({seconds:.1} s)\n", case.name, row.ending.word()));
            if row.ending == Ending::Failed {
                self.say(&format!("{}\n", row.notes.join("\n")));
                // The next case must not suffer from this one.
                stack.session = None;
            }
            rows.push(row);
        }
        rows
    }

    async fn case(&self, case: &Case, stack: &mut Kept) -> Result<Outcome> {
        match case.work {
            Work::Programs(work) => {
                let folder = self.folder.join(case.name);
                fs::create_dir_all(&folder).context(|| format!("cannot create '{}'", folder.display()))?;
                let tools = Tools {
                    root: self.root,
                    parts: self.parts,
                    run: &folder,
                };
                work(&tools).await
            }
            Work::Empty(work) => {
                if stack.session.as_ref().is_some_and(|session| session.is_bootstrapped) {
                    stack.session = None;
                }
                work(self.session(stack).await?).await
            }
            Work::Synced(work) => {
                let session = self.session(stack).await?;
                if !session.is_bootstrapped {
                    session.bootstrap().await?;
                    session.settle("the first sync of everything", EVERYTHING).await?;
                }
                let outcome = work(session).await?;
                session
                    .restore()
                    .await
                    .context(|| "the stack was not as before afterwards".to_owned())?;
                Ok(outcome)
            }
        }
    }

    /// The stack that runs, or a new one.
    async fn session<'k>(&self, stack: &'k mut Kept) -> Result<&'k mut Session> {
        if stack.session.is_none() {
            // A stack before this one has left its objects in clusters that are not its own.
            if stack.started > 0 {
                self.given.remove(self.parts).await?;
            }
            self.given.prepare().await?;
            stack.started += 1;
            let folder = self.folder.join(format!("stack-{}", stack.started));
            let session = Session::start(self.root, &folder, self.parts, self.environments, self.given).await?;
            stack.session = Some(session);
        }
        stack.session.as_mut().ok_or_else(|| Problem::new("no stack"))
    }

    fn say(&self, text: &str) {
        if self.format.is_machine_readable() {
            out::eprint_all(text);
        } else {
            out::print_all(text);
        }
    }
}

/// The stack that cases share.
#[derive(Default)]
struct Kept {
    session: Option<Session>,
    started: usize,
}

impl Kept {
    /// How many calls Datadog's double has answered.
    fn calls(&self) -> u64 {
        self.session.as_ref().map_or(0, |session| session.stack.datadog.calls())
    }
}

fn row(case: &Case, result: Result<Outcome>, seconds: f64, calls: u64) -> Row {
    let (ending, objects, notes) = match result {
        Ok(Outcome { skipped: Some(why), .. }) => (Ending::Skipped, 0, vec![why]),
        Ok(outcome) => (Ending::Passed, outcome.objects, outcome.notes),
        Err(problem) => (Ending::Failed, 0, vec![problem.to_string()]),
    };
    Row {
        case: case.name,
        ending,
        seconds,
        objects,
        calls,
        notes,
    }
}
