//! Keeps what was seen, and publishes a chosen set of runs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cli::report::print_all;
use cli::{Exit, Failure, GamedayArgs, VerbResult};
use diagnostics::Diagnostic;
use documents::phi::Patterns;
use gameday_scenarios::page::{self, Run};
use gameday_scenarios::{DETECTIONS, Detection, Facts, RECORDING, Verdict, evidence};

use crate::definitions::{Chosen, Everything};
use crate::problem::{failure, failure_with_help};
use crate::runner::Ran;

/// Where runs are kept, from the root of the repository. Git ignores it.
const FOLDER: &str = "evidence";
/// The published page.
const PAGE: &str = "docs/observability/evidence.md";
const RULE: &str = "gameday/evidence";

/// Writes the files of a run, unless one has patient data. Returns the folder.
pub(crate) fn keep(
    root: &Path,
    args: &GamedayArgs,
    everything: &Everything,
    chosen: &Chosen,
    ran: &Ran,
    (verdict, facts): (&Verdict, &Facts),
) -> Result<String, Failure> {
    let unmade = |error: serde_json::Error| failure(RULE, format!("a file of the run cannot be made: {error}"));
    let mut more: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut texts = String::new();
    if let Some(pictures) = &ran.pictures {
        let pages = pictures.pages.iter();
        more.extend(pages.map(|(name, page)| (name.clone(), page.clone().into_bytes())));
        more.insert(
            RECORDING.to_owned(),
            serde_json::to_vec(&pictures.recording).map_err(unmade)?,
        );
        texts = pictures.recording.texts();
    }
    let files =
        evidence::files(&ran.plan, &chosen.source.text, &ran.observed, (verdict, facts), more).map_err(unmade)?;
    let patterns = Patterns::new(&everything.definitions.catalog).map_err(|why| failure(RULE, why))?;
    // The manifest has hashes alone.
    for (name, content) in files.iter().filter(|(name, _)| *name != evidence::MANIFEST) {
        let text: Cow<'_, str> = match name.as_str() {
            RECORDING => Cow::Borrowed(&*texts),
            name if name.ends_with(".html") => visible(&String::from_utf8_lossy(content)).into(),
            _ => String::from_utf8_lossy(content),
        };
        if let Some(found) = patterns.found("", &text).first() {
            let message = format!(
                "'{name}' of {} would hold patient data: the pattern '{}' finds some",
                chosen.plan.name, found.pattern
            );
            let finding = Diagnostic::error(RULE, message)
                .help("nothing was written; see where the monitor's message takes it from");
            return Err(Failure::from(Box::new(finding)));
        }
    }
    let parent = args.keep.clone().unwrap_or_else(|| root.join(FOLDER));
    let folder = parent.join(evidence::folder(verdict));
    write(&folder, &files).map_err(|error| failure(RULE, format!("cannot write '{}': {error}", folder.display())))?;
    let shown = folder.strip_prefix(root).unwrap_or(&folder);
    Ok(shown.display().to_string())
}

/// The text of a page without its tags, in which numbers are places of a drawing.
fn visible(page: &str) -> String {
    let parts = page.split('<').filter_map(|part| part.split_once('>'));
    parts.map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

/// Replaces what an earlier run of the same day left.
fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    files
        .iter()
        .try_for_each(|(name, content)| fs::write(folder.join(name), content))
}

/// Verifies runs and writes the page and the times to detect.
pub(crate) fn publish(root: &Path, folders: &[PathBuf], drop_others: bool) -> VerbResult {
    let folders = if folders.is_empty() {
        all(&root.join(FOLDER))?
    } else {
        folders
            .iter()
            .map(|folder| cli::root::path_from(root, folder))
            .collect()
    };
    let (mut runs, mut findings) = (Vec::new(), Vec::new());
    for folder in &folders {
        match read(folder) {
            Ok(run) => runs.push(run),
            Err(problems) => findings.extend(problems.into_iter().map(|problem| {
                let finding = Diagnostic::error(RULE, format!("'{}': {problem}", folder.display()));
                finding.help("run the scenario again")
            })),
        }
    }
    if !findings.is_empty() {
        return Err(Failure::from(findings));
    }
    if runs.is_empty() {
        return Err(nothing_kept());
    }
    runs.sort_by(|a, b| a.folder.cmp(&b.folder));
    if !drop_others {
        lose_none(root, &runs)?;
    }
    let mut detections: Vec<Detection> = runs.iter().flat_map(|run| Detection::of(&run.verdict)).collect();
    detections.sort_by(|a, b| (&a.monitor, &a.scenario).cmp(&(&b.monitor, &b.scenario)));
    let detections = serde_json::to_string_pretty(&detections)
        .map_err(|error| failure(RULE, format!("the times to detect cannot be written: {error}")))?;
    for (name, text) in [(PAGE, page::page(&runs)), (DETECTIONS, detections + "\n")] {
        let path = root.join(name);
        fs::write(&path, text).map_err(|error| failure(RULE, format!("cannot write '{}': {error}", path.display())))?;
    }
    print_all(&format!(
        "{} verified; {PAGE} and {DETECTIONS} are written; run `cargo xtask docs`\n",
        cli::report::count(runs.len(), "run")
    ));
    Ok(Exit::Clean)
}

fn nothing_kept() -> Failure {
    let message = format!("no run is kept in '{FOLDER}'");
    failure_with_help(RULE, message, "run a scenario: `cargo xtask gameday --no-platform`")
}

/// Refuses to publish fewer scenarios than the page has. One whose file is gone may go.
fn lose_none(root: &Path, runs: &[Run]) -> Result<(), Failure> {
    let published = match fs::read_to_string(root.join(PAGE)) {
        Ok(page) => page::scenarios(&page),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failure(RULE, format!("cannot read '{PAGE}': {error}"))),
    };
    let lost: Vec<String> = published
        .into_iter()
        .filter(|name| runs.iter().all(|run| run.verdict.scenario != *name))
        .filter(|name| root.join(format!("gamedays/{name}.yaml")).exists())
        .collect();
    if lost.is_empty() {
        return Ok(());
    }
    let message = format!(
        "{PAGE} would lose {}: {}",
        cli::report::count(lost.len(), "run"),
        lost.join(", ")
    );
    let finding = Diagnostic::error(RULE, message)
        .note("nothing was written")
        .help("name the folders of their runs, too, or publish all that are kept with `cargo xtask gameday evidence`; --drop-others publishes these alone");
    Err(Failure::from(Box::new(finding)))
}

fn all(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Err(nothing_kept());
    }
    let unreadable = |error: std::io::Error| failure(RULE, format!("cannot read '{}': {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>();
    Ok(paths
        .map_err(unreadable)?
        .into_iter()
        .filter(|path| path.is_dir())
        .collect())
}

/// A run whose files agree with its manifest.
fn read(folder: &Path) -> Result<Run, Vec<String>> {
    let mut files = BTreeMap::new();
    let mut read = || -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path)?);
        }
        Ok(())
    };
    read().map_err(|error| vec![format!("cannot be read: {error}")])?;
    let problems = evidence::problems(&files);
    if !problems.is_empty() {
        return Err(problems);
    }
    let content = |name: &str| files.get(name).map(Vec::as_slice).unwrap_or_default();
    let verdict = serde_json::from_slice(content(evidence::VERDICT));
    let verdict = verdict.map_err(|error| vec![format!("{} cannot be read: {error}", evidence::VERDICT)])?;
    Ok(Run {
        folder: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        manifest: evidence::sha256(content(evidence::MANIFEST)),
        verdict,
    })
}
