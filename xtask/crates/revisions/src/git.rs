//! Reads revisions and their files with `git`. Never runs hooks or filters, changes the index or the working tree, or connects to a server.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use diagnostics::Diagnostic;

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The revision as given.
    pub revision: String,
    /// The id, in hexadecimal.
    pub id: String,
}

impl Commit {
    /// `main (4f2a1bc)`, or the short id alone if the revision is an id.
    #[must_use]
    pub fn title(&self) -> String {
        let short = &self.id[..self.id.len().min(7)];
        if self.id.starts_with(&self.revision) {
            short.to_owned()
        } else {
            format!("{} ({short})", self.revision)
        }
    }
}

/// The files of a commit: the id of each blob, by path from the root.
pub(crate) type Tree = BTreeMap<String, String>;

type Outcome<T> = Result<T, Box<Diagnostic>>;

/// `git` at `root`. It must not fetch objects that a partial clone lacks: this command works offline.
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

/// The standard output of a command, or its standard error if it failed.
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
        "install git; it is needed to read revisions"
    } else {
        "check that `git --version` works"
    };
    Box::new(Diagnostic::error("usage/git", format!("'git' cannot be run: {error}")).help(help))
}

fn failed(what: &str, stderr: &str) -> Box<Diagnostic> {
    let mut finding = Diagnostic::error("usage/git", what);
    for line in stderr.lines().take(3) {
        finding = finding.note(format!("git: {line}"));
    }
    Box::new(finding)
}

/// Resolves a revision.
///
/// # Errors
/// When there is no such commit, or `git` does not run.
pub fn commit(root: &Path, revision: &str) -> Outcome<Commit> {
    let wanted = format!("{revision}^{{commit}}");
    match output(git(root).args(["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]))? {
        Ok(id) => Ok(Commit {
            revision: revision.to_owned(),
            id: String::from_utf8_lossy(&id).trim().to_owned(),
        }),
        Err(stderr) => Err(no_commit(root, revision, &stderr)),
    }
}

/// Explains why a revision does not resolve: no repository, a shallow clone, or a wrong name.
fn no_commit(root: &Path, revision: &str, stderr: &str) -> Box<Diagnostic> {
    let inside = output(git(root).args(["rev-parse", "--is-shallow-repository"]));
    let unknown = format!("there is no commit '{revision}'");
    match inside {
        Err(finding) => finding,
        Ok(Err(stderr)) => {
            let help = "run the command in a clone of the repository, or give its root with --root";
            let finding = failed(&format!("'{}' is not in a Git repository", root.display()), &stderr);
            Box::new(finding.help(help))
        }
        Ok(Ok(shallow)) if shallow.starts_with(b"true") => {
            let help = "the clone is shallow; fetch its history with `git fetch --unshallow`, or one commit with `git fetch origin <commit>`";
            Box::new(failed(&unknown, stderr).help(help))
        }
        Ok(Ok(_)) => {
            let help = format!(
                "list commits with `git log --oneline`, and branches with `git branch --all`; a branch that exists only on the server is 'origin/{revision}' after `git fetch`"
            );
            Box::new(failed(&unknown, stderr).help(help))
        }
    }
}

/// The merge base of two commits.
///
/// # Errors
/// When they have none, or `git` does not run.
pub fn merge_base(root: &Path, one: &Commit, other: &Commit) -> Outcome<Commit> {
    match output(git(root).args(["merge-base", &one.id, &other.id]))? {
        Ok(id) => Ok(Commit {
            revision: format!("the merge base of {} and {}", one.revision, other.revision),
            id: String::from_utf8_lossy(&id).trim().to_owned(),
        }),
        Err(stderr) => {
            let help = "if the clone is shallow, fetch its history with `git fetch --unshallow`";
            Err(Box::new(
                failed(
                    &format!("'{}' and '{}' have no commit in common", one.revision, other.revision),
                    &stderr,
                )
                .help(help),
            ))
        }
    }
}

/// The files of `commit` in `folders`. Skips hidden files, as on disk, and submodules.
pub(crate) fn tree(root: &Path, commit: &Commit, folders: &[&str]) -> Outcome<Tree> {
    let listed = output(git(root).args(["ls-tree", "-r", "-z", &commit.id, "--"]).args(folders))?;
    let listed =
        listed.map_err(|stderr| failed(&format!("the files of '{}' cannot be listed", commit.revision), &stderr))?;
    let mut tree = Tree::new();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        let parts = entry.split_once('\t').and_then(|(fields, path)| {
            Some((fields.split(' ').collect::<Vec<_>>(), path.to_owned())).filter(|(fields, _)| fields.len() == 3)
        });
        let Some((fields, path)) = parts else {
            return Err(failed(
                &format!("cannot parse the list of files of '{}'", commit.revision),
                &entry,
            ));
        };
        let hidden = path.split('/').any(|segment| segment.starts_with('.'));
        if fields[1] == "blob" && !hidden {
            tree.insert(path, fields[2].to_owned());
        }
    }
    Ok(tree)
}

/// Reads blobs, in the order of `ids`.
pub(crate) fn contents(root: &Path, ids: &[&str]) -> Outcome<Vec<Vec<u8>>> {
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| not_run(&error))?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("'git cat-file' has no pipes", ""));
    };
    let requests: String = ids.iter().flat_map(|id| [id, "\n"]).collect();
    // Write and read in parallel, because either pipe may fill up.
    let (written, read) = thread::scope(|scope| {
        let writer = scope.spawn(move || stdin.write_all(requests.as_bytes()));
        let read = read_blobs(BufReader::new(stdout), ids);
        (writer.join(), read)
    });
    let contents = read?;
    let status = child.wait().map_err(|error| not_run(&error))?;
    match written {
        Ok(Ok(())) if status.success() => Ok(contents),
        _ => Err(failed("'git cat-file' ended early", "")),
    }
}

/// Parses the output of `git cat-file --batch`: `<id> <type> <size>`, a line break, the content and a line break for each id.
fn read_blobs(mut output: impl BufRead, ids: &[&str]) -> Outcome<Vec<Vec<u8>>> {
    let broken = |error: io::Error| failed(&format!("cannot read the output of 'git cat-file': {error}"), "");
    let mut contents = Vec::with_capacity(ids.len());
    for id in ids {
        let mut header = String::new();
        output.read_line(&mut header).map_err(broken)?;
        let size = header
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse::<u64>().ok());
        let Some(size) = size else {
            let help = "this is a partial clone; fetch all contents with `git fetch --refetch --no-filter`, or clone without a filter";
            return Err(Box::new(
                failed(&format!("the blob {id} is not in this clone"), header.trim_end()).help(help),
            ));
        };
        let mut content = Vec::new();
        output.by_ref().take(size).read_to_end(&mut content).map_err(broken)?;
        let mut end = [0];
        output.read_exact(&mut end).map_err(broken)?;
        contents.push(content);
    }
    Ok(contents)
}
