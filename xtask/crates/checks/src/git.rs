//! What Git knows, asked of `git` itself: revisions and the files they hold. Nothing here runs a hook or a filter, touches the index or the work tree, or
//! opens a connection.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use diagnostics::Diagnostic;

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    /// What it was called.
    pub(crate) revision: String,
    /// Its id, in hexadecimal.
    pub(crate) id: String,
}

impl Commit {
    /// `main (4f2a1bc)`, or the id alone where nothing else was said.
    pub(crate) fn title(&self) -> String {
        let short = &self.id[..self.id.len().min(7)];
        if self.id.starts_with(&self.revision) {
            short.to_owned()
        } else {
            format!("{} ({short})", self.revision)
        }
    }
}

/// The files of a commit: the id of each content, by path from the root of the tree.
pub(crate) type Tree = BTreeMap<String, String>;

type Outcome<T> = Result<T, Box<Diagnostic>>;

/// `git` at `root`. A partial clone must not fetch what it lacks: this is an offline command.
fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(root)
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    command
}

/// What a command printed, or what it complained of.
fn output(command: &mut Command) -> Outcome<Result<Vec<u8>, String>> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_run(&error))?;
    Ok(if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    })
}

fn not_run(error: &io::Error) -> Box<Diagnostic> {
    let help = if error.kind() == io::ErrorKind::NotFound {
        "install git: revisions are read through it"
    } else {
        "see whether git works here"
    };
    Box::new(Diagnostic::error("usage/git", format!("'git' cannot be run: {error}")).help(help))
}

fn failed(what: &str, complaint: &str) -> Box<Diagnostic> {
    let mut finding = Diagnostic::error("usage/git", what);
    for line in complaint.lines().take(3) {
        finding = finding.note(format!("git: {line}"));
    }
    Box::new(finding)
}

/// The commit that `revision` names.
pub(crate) fn commit(root: &Path, revision: &str) -> Outcome<Commit> {
    let wanted = format!("{revision}^{{commit}}");
    match output(git(root).args(["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]))? {
        Ok(id) => Ok(Commit {
            revision: revision.to_owned(),
            id: String::from_utf8_lossy(&id).trim().to_owned(),
        }),
        Err(complaint) => Err(no_commit(root, revision, &complaint)),
    }
}

/// Why there is no such commit: no repository, a shallow clone, or a wrong name.
fn no_commit(root: &Path, revision: &str, complaint: &str) -> Box<Diagnostic> {
    let inside = output(git(root).args(["rev-parse", "--is-shallow-repository"]));
    let unknown = format!("there is no commit '{revision}'");
    match inside {
        Err(finding) => finding,
        Ok(Err(complaint)) => {
            let help = "run the command in a clone of the repository, or name its root with --root";
            let finding = failed(&format!("'{}' is in no repository of Git", root.display()), &complaint);
            Box::new(finding.help(help))
        }
        Ok(Ok(shallow)) if shallow.starts_with(b"true") => {
            let help = "the clone is shallow: fetch the rest with `git fetch --unshallow`, or the commit alone with `git fetch origin <commit>`";
            Box::new(failed(&unknown, complaint).help(help))
        }
        Ok(Ok(_)) => {
            let help = format!(
                "`git log --oneline` names commits and `git branch --all` branches; a branch that is only on the server is 'origin/{revision}', after `git fetch`"
            );
            Box::new(failed(&unknown, complaint).help(help))
        }
    }
}

/// The commit in which the histories of two commits parted.
pub(crate) fn merge_base(root: &Path, one: &Commit, other: &Commit) -> Outcome<Commit> {
    match output(git(root).args(["merge-base", &one.id, &other.id]))? {
        Ok(id) => Ok(Commit {
            revision: format!("where {} and {} part", one.revision, other.revision),
            id: String::from_utf8_lossy(&id).trim().to_owned(),
        }),
        Err(complaint) => {
            let help = "a shallow clone lacks the common history: fetch it with `git fetch --unshallow`";
            Err(Box::new(
                failed(
                    &format!("'{}' and '{}' have no commit in common", one.revision, other.revision),
                    &complaint,
                )
                .help(help),
            ))
        }
    }
}

/// The files of `commit` below `folders` of `root`. Hidden files are passed over, as on the disk; so are links to other repositories.
pub(crate) fn tree(root: &Path, commit: &Commit, folders: &[&str]) -> Outcome<Tree> {
    let listed = output(git(root).args(["ls-tree", "-r", "-z", &commit.id, "--"]).args(folders))?;
    let listed = listed.map_err(|complaint| {
        failed(
            &format!("the files of '{}' cannot be listed", commit.revision),
            &complaint,
        )
    })?;
    let mut tree = Tree::new();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        let parts = entry.split_once('\t').and_then(|(about, path)| {
            Some((about.split(' ').collect::<Vec<_>>(), path.to_owned())).filter(|(about, _)| about.len() == 3)
        });
        let Some((about, path)) = parts else {
            return Err(failed(
                &format!("git lists the files of '{}' in an unknown form", commit.revision),
                &entry,
            ));
        };
        let hidden = path.split('/').any(|segment| segment.starts_with('.'));
        if about[1] == "blob" && !hidden {
            tree.insert(path, about[2].to_owned());
        }
    }
    Ok(tree)
}

/// The contents of blobs, in the order of their ids.
pub(crate) fn contents(root: &Path, ids: &[&str]) -> Outcome<Vec<Vec<u8>>> {
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| not_run(&error))?;
    let (Some(mut questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("'git cat-file' has no pipes", ""));
    };
    let asked: String = ids.iter().flat_map(|id| [id, "\n"]).collect();
    // Asking and listening at once: either pipe may fill up.
    let (written, read) = thread::scope(|scope| {
        let asking = scope.spawn(move || questions.write_all(asked.as_bytes()));
        let read = answered(BufReader::new(answers), ids);
        (asking.join(), read)
    });
    let contents = read?;
    let status = child.wait().map_err(|error| not_run(&error))?;
    match written {
        Ok(Ok(())) if status.success() => Ok(contents),
        _ => Err(failed("'git cat-file' ended early", "")),
    }
}

/// `<id> <type> <size>`, a line break, the content and a line break, for each id.
fn answered(mut answers: impl BufRead, ids: &[&str]) -> Outcome<Vec<Vec<u8>>> {
    let broken = |error: io::Error| failed(&format!("the answers of 'git cat-file' cannot be read: {error}"), "");
    let mut contents = Vec::with_capacity(ids.len());
    for id in ids {
        let mut header = String::new();
        answers.read_line(&mut header).map_err(broken)?;
        let size = header
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse::<u64>().ok());
        let Some(size) = size else {
            let help = "a partial clone lacks contents: fetch them with `git fetch --refetch --filter=tree:0 --no-filter`, or clone without a filter";
            return Err(Box::new(
                failed(&format!("the content {id} is not in this clone"), header.trim_end()).help(help),
            ));
        };
        let mut content = Vec::new();
        answers.by_ref().take(size).read_to_end(&mut content).map_err(broken)?;
        let mut end = [0];
        answers.read_exact(&mut end).map_err(broken)?;
        contents.push(content);
    }
    Ok(contents)
}
