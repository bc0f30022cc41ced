//! The Git repository that Argo CD reads: the rendered files of the tree that is tested, and what the cases commit on top.

use std::fs;
use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::problem::{Context, Problem, Result};

/// What Argo CD reads of the tree.
const FOLDERS: [&str; 2] = ["manifests", "helm-values"];

#[derive(Debug)]
pub(crate) struct Repository {
    tree: PathBuf,
    base: String,
}

impl Repository {
    /// A bare repository at `<git>/<path>` with the rendered files of `root`, and a tree next to it. `edit` may change the tree before it is committed.
    pub(crate) async fn create(
        root: &Path,
        git: &Path,
        path: &str,
        tree: &Path,
        edit: impl FnOnce(&Self) -> Result<()>,
    ) -> Result<Self> {
        let bare = git.join(path);
        let attempt = |what: &Path| format!("cannot create '{}'", what.display());
        fs::create_dir_all(&bare).context(|| attempt(&bare))?;
        fs::create_dir_all(tree).context(|| attempt(tree))?;
        run(&bare, &["init", "--quiet", "--bare", "--initial-branch=main"]).await?;
        let mut repository = Self {
            tree: tree.to_owned(),
            base: String::new(),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]).await?;
        repository
            .git(&["remote", "add", "origin", &bare.to_string_lossy()])
            .await?;
        for folder in FOLDERS {
            copy(&root.join(folder), &tree.join(folder))?;
        }
        edit(&repository)?;
        repository.base = repository.commit("Estate").await?;
        Ok(repository)
    }

    /// Commits the tree and pushes it. Returns the commit.
    pub(crate) async fn commit(&self, subject: &str) -> Result<String> {
        self.git(&["add", "--all"]).await?;
        self.git(&["commit", "--quiet", "--message", subject]).await?;
        self.git(&["push", "--quiet", "origin", "HEAD:main"]).await?;
        self.head().await
    }

    /// The commit that Argo CD should be at.
    pub(crate) async fn head(&self) -> Result<String> {
        Ok(self.git(&["rev-parse", "HEAD"]).await?.trim().to_owned())
    }

    /// Puts the tree back to what it was at first, without a commit. Whether anything changed.
    pub(crate) async fn restore(&self) -> Result<bool> {
        self.git(&["add", "--all"]).await?;
        self.git(&["read-tree", "--reset", "-u", &self.base]).await?;
        Ok(!self.git(&["status", "--porcelain"]).await?.is_empty())
    }

    /// The paths that the last commit changed.
    pub(crate) async fn changed(&self) -> Result<Vec<String>> {
        let paths = self
            .git(&["show", "--format=", "--name-only", "--no-renames", "HEAD"])
            .await?;
        Ok(paths.lines().map(str::to_owned).collect())
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.tree.join(path)
    }

    pub(crate) fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.path(path)).context(|| format!("cannot read '{path}'"))
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> Result<()> {
        let file = self.path(path);
        let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
        folder
            .and_then(|()| fs::write(&file, text))
            .context(|| format!("cannot write '{path}'"))
    }

    /// Removes a file or a folder.
    pub(crate) fn remove(&self, path: &str) -> Result<()> {
        let file = self.path(path);
        let removed = if file.is_dir() {
            fs::remove_dir_all(&file)
        } else {
            fs::remove_file(&file)
        };
        removed.context(|| format!("cannot remove '{path}'"))
    }

    /// Copies a folder, with `edit` on each file's text.
    pub(crate) fn copy(&self, from: &str, to: &str, edit: impl Fn(&str) -> String) -> Result<()> {
        for file in self.files(from)? {
            let text = self.read(&file)?;
            self.write(&file.replacen(from, to, 1), &edit(&text))?;
        }
        Ok(())
    }

    /// The files below a folder, sorted.
    pub(crate) fn files(&self, folder: &str) -> Result<Vec<String>> {
        let mut files = Vec::new();
        collect(&self.path(folder), folder, &mut files)?;
        files.sort();
        Ok(files)
    }

    async fn git(&self, args: &[&str]) -> Result<String> {
        run(&self.tree, args).await
    }
}

fn collect(folder: &Path, name: &str, files: &mut Vec<String>) -> Result<()> {
    let attempt = || format!("cannot read '{}'", folder.display());
    for entry in fs::read_dir(folder).context(attempt)? {
        let entry = entry.context(attempt)?;
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(from, "", &mut files)?;
    for file in files {
        let (source, target) = (
            from.join(file.trim_start_matches('/')),
            to.join(file.trim_start_matches('/')),
        );
        let folder = target.parent().map_or(Ok(()), fs::create_dir_all);
        folder
            .and_then(|()| fs::copy(&source, &target))
            .context(|| format!("cannot copy '{}'", source.display()))?;
    }
    Ok(())
}

/// Git with an identity of its own, whatever the machine's settings are.
async fn run(folder: &Path, args: &[&str]) -> Result<String> {
    let attempt = || format!("git {}", args.join(" "));
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "gc.auto=0",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "core.autocrlf=false",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "e2e");
        command.env(format!("GIT_{role}_EMAIL"), "e2e@example.com");
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    let output = command.output().await.context(attempt)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let cause = String::from_utf8_lossy(&output.stderr);
        Err(Problem::new(format!("{}: {}", attempt(), cause.trim())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn restore_undoes_commits_and_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root");
        for path in ["manifests/a.yaml", "helm-values/b.yaml"] {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, "a: 1\n").expect("a file");
        }
        let repository = Repository::create(
            &root,
            &folder.path().join("git"),
            "x.git",
            &folder.path().join("tree"),
            |_| Ok(()),
        )
        .await
        .expect("a repository");
        assert_eq!(repository.restore().await, Ok(false));
        repository.remove("manifests/a.yaml").expect("it is there");
        repository.write("manifests/new/c.yaml", "c: 1\n").expect("a file");
        repository.commit("Change").await.expect("a commit");
        assert_eq!(
            repository.changed().await.expect("paths"),
            ["manifests/a.yaml", "manifests/new/c.yaml"]
        );
        repository.write("manifests/d.yaml", "d: 1\n").expect("a file");
        assert_eq!(repository.restore().await, Ok(true));
        assert_eq!(repository.files("manifests").expect("files"), ["manifests/a.yaml"]);
    }
}
