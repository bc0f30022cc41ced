//! The tutorial, followed to the letter in a copy of this repository: its commands print what it shows, and its last check is green.
//!
//! A comment before a block says what becomes of the block: `writes PATH`, `adds to PATH` (before its last brace, or at its end), `is in PATH`; or what precedes
//! it: `changes PATH: OLD -> NEW`. Commands exit with 0 unless `exits N` precedes them. In what they print, `…` stands for anything.

use std::fs;
use std::path::Path;
use std::process::Command;

use test_support::fixtures::repository;
use test_support::tree::{Run, Tree};

const TUTORIAL: &str = "docs/tutorials/add-a-service.md";

/// A part of the tutorial that something is done with.
#[derive(Debug)]
struct Block<'t> {
    line: usize,
    language: &'t str,
    comments: Vec<&'t str>,
    text: String,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut comments) = (Vec::new(), Vec::new());
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(comment) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
            comments.push(comment);
        } else if line.starts_with("```") {
            let language = line.trim_start_matches('`');
            let fence = &line[..line.len() - language.len()];
            let body: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != fence)
                .collect();
            blocks.push(Block {
                line: at + 1,
                language,
                comments: std::mem::take(&mut comments),
                text: body.join("\n") + "\n",
            });
        }
    }
    assert!(comments.is_empty(), "no block follows {comments:?}");
    blocks
}

/// Whether the expected text is in `found`: its lines in their order, where a line `…` is any number of lines and `…` within a line anything.
fn shows(found: &str, expected: &str) -> bool {
    let (mut at, mut may_skip) = (0, true);
    let found: Vec<&str> = found.lines().map(str::trim_end).collect();
    for line in expected.lines() {
        if line == "…" {
            may_skip = true;
            continue;
        }
        let next = found[at..].iter().position(|found| is_like(found, line));
        match next {
            Some(skipped) if skipped == 0 || may_skip => at += skipped + 1,
            _ => return false,
        }
        may_skip = false;
    }
    true
}

fn is_like(found: &str, expected: &str) -> bool {
    let mut parts = expected.split('…');
    let Some(rest) = parts.next().and_then(|first| found.strip_prefix(first)) else {
        return false;
    };
    let mut rest = rest;
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    rest.is_empty() || last.is_some_and(str::is_empty)
}

struct Reader {
    tree: Tree,
    /// What the commands of the last block printed.
    printed: String,
}

impl Reader {
    fn follow(&mut self, block: &Block<'_>) {
        let at = format!("{TUTORIAL}:{}", block.line);
        let (mut exit, mut is_done) = (0, false);
        for comment in &block.comments {
            let (verb, rest) = comment.split_once(' ').unwrap_or((comment, ""));
            match verb {
                "writes" => self.tree.write(rest, &block.text),
                "adds" => self.add(rest.trim_start_matches("to "), &block.text),
                "is" => {
                    let file = self.tree.read(rest.trim_start_matches("in "));
                    assert!(
                        shows(&file, &format!("…\n{}", block.text)),
                        "{at}: it is not in\n{file}"
                    );
                }
                "changes" => {
                    let (path, change) = rest.split_once(": ").unwrap_or_else(|| panic!("{at}: {comment}"));
                    let (old, new) = change.split_once(" -> ").unwrap_or_else(|| panic!("{at}: {comment}"));
                    self.tree.edit(path, old, new);
                    continue;
                }
                "exits" => {
                    exit = rest.parse().unwrap_or_else(|error| panic!("{at}: {comment}: {error}"));
                    continue;
                }
                _ => panic!("{at}: no step is called '{comment}'"),
            }
            is_done = true;
        }
        match block.language {
            _ if is_done => {}
            "sh" => {
                self.printed.clear();
                for line in block.text.lines() {
                    let run = self.run(line);
                    assert_eq!(run.code, Some(exit), "{at}: {line}\n{}", run.text);
                    self.printed += &run.text;
                }
            }
            "text" => assert!(
                shows(&self.printed, &block.text),
                "{at}: the page shows\n{}\nbut the command prints\n{}",
                block.text,
                self.printed
            ),
            other => panic!("{at}: what is to be done with this block of '{other}'?"),
        }
    }

    /// Adds lines to a file: before its last brace, or at its end.
    fn add(&self, path: &str, lines: &str) {
        let text = self.tree.read(path);
        let at = text.rfind("\n}").map_or(text.len(), |at| at + 1);
        self.tree.write(path, [&text[..at], lines, &text[at..]].concat());
    }

    fn run(&self, line: &str) -> Run {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["cargo", "xtask", args @ ..] => self.tree.run(args),
            ["git", args @ ..] => git(self.tree.root(), args),
            _ => panic!("the tutorial runs '{line}'"),
        }
    }
}

fn git(root: &Path, args: &[&str]) -> Run {
    let identity = ["-c", "user.name=reader", "-c", "user.email=reader@localhost"];
    let output = Command::new("git").args(identity).args(args).current_dir(root).output();
    output.expect("git runs").into()
}

/// A copy of the files of this repository that Git does not ignore, committed.
fn copy() -> Tree {
    let tree = Tree::empty(env!("CARGO_BIN_EXE_xtask"));
    let listed = git(
        &repository(),
        &["ls-files", "--cached", "--others", "--exclude-standard"],
    );
    for path in listed.text.lines().filter(|path| repository().join(path).is_file()) {
        let target = tree.path(path);
        let folder = target.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the folder is created");
        fs::copy(repository().join(path), &target).expect("the file is copied");
    }
    for args in [
        &["init", "--quiet"][..],
        &["add", "."],
        &["commit", "--quiet", "--message", "Start"],
    ] {
        assert_eq!(git(tree.root(), args).code, Some(0));
    }
    tree
}

#[test]
#[ignore = "needs every binary of a whole check: `cargo xtask test --all` builds them"]
fn the_tutorial_ends_green() {
    let text = fs::read_to_string(repository().join(TUTORIAL)).expect("the tutorial is read");
    let mut reader = Reader {
        tree: copy(),
        printed: String::new(),
    };
    let blocks = blocks(&text);
    assert!(
        blocks
            .iter()
            .rev()
            .any(|block| block.text.lines().last() == Some("cargo xtask check")),
        "the tutorial checks what it made"
    );
    blocks.iter().for_each(|block| reader.follow(block));
}

#[test]
fn what_is_printed_is_compared_line_by_line() {
    assert!(shows("a\nb 12 ms\nc\n", "a\nb … ms\nc"));
    assert!(shows("a\nb\nc\n", "…\nc"));
    assert!(shows("x\na\nb\n", "a\n…\nb"));
    assert!(!shows("a\nx\nb\n", "a\nb"));
    assert!(!shows("a\nb\n", "b\na"));
    assert!(!shows("a 1", "a …  2"));
}
