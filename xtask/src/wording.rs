//! Rejects the phrases in `docs/banned-phrases.txt`, in every tracked text file that is not generated.
//!
//! A generated file repeats what its source says, so the source is where the phrase is reported and fixed.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use cli::report;
use diagnostics::Diagnostic;

use crate::console::Console;
use crate::step_result::{StepResult, on_ci};

/// The list: one `phrase -> what to write instead` per line; `#` starts a comment.
const LIST: &str = "docs/banned-phrases.txt";

/// A banned phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    /// Its words, in lower case.
    words: Vec<String>,
    /// What to write instead.
    instead: String,
}

/// The step `wording`: prints where a banned phrase is used.
pub(crate) fn check(console: &Console, root: &Path) -> StepResult {
    match findings(root) {
        Ok((files, findings)) => {
            console.print_findings(&findings);
            if findings.is_empty() {
                console.print(&format!("{}: no banned phrase\n", report::count(files, "file")));
            }
            findings.is_empty().into()
        }
        Err(Problem::NoGit(why)) => {
            console.print(&format!("skipped: the files to check are listed by git: {why}\n"));
            if on_ci() {
                StepResult::Failed
            } else {
                StepResult::Skipped
            }
        }
        Err(Problem::Findings(findings)) => {
            console.print_findings(&findings);
            StepResult::Failed
        }
    }
}

/// Why no file could be checked.
#[derive(Debug)]
pub(crate) enum Problem {
    /// `git ls-files` does not work here; with its reason.
    NoGit(String),
    /// The list of phrases, or a file, cannot be read.
    Findings(Vec<Diagnostic>),
}

/// The number of files checked, and a finding for each use of a banned phrase.
fn findings(root: &Path) -> Result<(usize, Vec<Diagnostic>), Problem> {
    let list = fs::read_to_string(root.join(LIST)).map_err(|error| {
        let finding = Diagnostic::error("wording/list", format!("'{LIST}' cannot be read: {error}"));
        Problem::Findings(vec![
            finding.help("restore the file: git checkout docs/banned-phrases.txt"),
        ])
    })?;
    let phrases = parse(&list).map_err(Problem::Findings)?;
    let mut files = 0;
    let mut out = Vec::new();
    for path in tracked(root)? {
        if path == LIST {
            continue;
        }
        let bytes = match fs::read(root.join(&path)) {
            Ok(bytes) => bytes,
            // Deleted in the working tree, or a link to a folder.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => continue,
            Err(error) => {
                out.push(Diagnostic::error(
                    "wording/unreadable",
                    format!("'{path}' cannot be read: {error}"),
                ));
                continue;
            }
        };
        files += 1;
        let text = String::from_utf8_lossy(&bytes);
        let found = find(&phrases, &text);
        if found.is_empty() {
            continue;
        }
        let text: Arc<str> = text.into();
        out.extend(found.into_iter().map(|(phrase, span)| {
            Diagnostic::error("wording/banned", format!("banned phrase '{}'", phrase.words.join(" ")))
                .at(path.clone(), Arc::clone(&text), span)
                .help(format!("write instead: {} ({LIST})", phrase.instead))
        }));
    }
    Ok((files, out))
}

/// The text files to check: those of git, also new ones, without generated and binary ones (`.gitattributes`).
pub(crate) fn tracked(root: &Path) -> Result<Vec<String>, Problem> {
    let output = Command::new("git")
        .current_dir(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"])
        .args([".", ":(exclude,attr:linguist-generated)", ":(exclude,attr:binary)"])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Problem::NoGit(error.to_string()))?;
    if !output.status.success() {
        return Err(Problem::NoGit(
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ));
    }
    let paths = output.stdout.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
}

/// Reads the list. Errors: a line that is not `phrase -> alternative`, a phrase that is empty, is not of words, or is listed twice.
fn parse(list: &str) -> Result<Vec<Phrase>, Vec<Diagnostic>> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut wrong = Vec::new();
    let mut at = 0;
    for line in list.split_inclusive('\n') {
        let span = at..at + line.trim_end().len();
        at += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut reject = |message: &str| {
            let finding = Diagnostic::error("wording/list", message).at(LIST, list, span.clone());
            wrong.push(finding.help("write a line as: phrase -> what to write instead"));
        };
        let Some((phrase, instead)) = line.split_once("->") else {
            reject("a line without '->'");
            continue;
        };
        let words: Vec<String> = phrase.split_whitespace().map(str::to_ascii_lowercase).collect();
        let instead = instead.trim().to_owned();
        if words.is_empty() || instead.is_empty() {
            reject("a phrase, or what to write instead, is missing");
        } else if !phrase.is_ascii() || !words.iter().all(|word| word.bytes().all(in_word)) {
            reject("a phrase has only letters (a to z), digits, apostrophes and spaces");
        } else if phrases.iter().any(|known| known.words == words) {
            reject("this phrase is listed twice");
        } else {
            phrases.push(Phrase { words, instead });
        }
    }
    if wrong.is_empty() { Ok(phrases) } else { Err(wrong) }
}

/// Every use of a phrase in `text`, in any case, with its bytes. A phrase may continue on the next line of a comment or be part of a `snake_case` name.
///
/// Plain loops over bytes: this runs unoptimised, over all files, after every change.
fn find<'p>(phrases: &'p [Phrase], text: &str) -> Vec<(&'p Phrase, Range<usize>)> {
    let mut by_letter: [Vec<&Phrase>; 128] = std::array::from_fn(|_| Vec::new());
    for phrase in phrases {
        by_letter[usize::from(phrase.words[0].as_bytes()[0])].push(phrase);
    }
    let text = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !in_word(text[at]) {
            at += 1;
            continue;
        }
        if let Some(candidates) = by_letter.get(usize::from(text[at].to_ascii_lowercase())) {
            for phrase in candidates {
                found.extend(end_of(phrase, text, at).map(|end| (*phrase, at..end)));
            }
        }
        at = end_of_word(text, at);
    }
    found
}

/// Where `phrase` ends if it starts at the word at `start`.
fn end_of(phrase: &Phrase, text: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    for (index, word) in phrase.words.iter().enumerate() {
        if index > 0 {
            let joins = |byte: &u8| byte.is_ascii_whitespace() || b"/#!*>_".contains(byte);
            end += text[end..].iter().take_while(|byte| joins(byte)).count();
        }
        let from = end;
        end = end_of_word(text, from);
        if !text[from..end].eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
    }
    Some(end)
}

fn end_of_word(text: &[u8], mut at: usize) -> usize {
    while at < text.len() && in_word(text[at]) {
        at += 1;
    }
    at
}

/// Whether a byte is part of a word; all that is not ASCII is.
fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'\'' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn uses(list: &str, text: &str) -> Vec<String> {
        let phrases = parse(list).expect("a list");
        find(&phrases, text)
            .into_iter()
            .map(|(_, span)| text[span].to_owned())
            .collect()
    }

    #[test]
    fn finds_whole_words_in_any_case() {
        assert_eq!(
            uses("amble -> walk", "Amble, preamble, ambles, amble"),
            ["Amble", "amble"]
        );
    }

    #[test]
    fn finds_a_phrase_across_lines_of_a_comment_and_in_names() {
        let list = "slow walk -> amble";
        assert_eq!(uses(list, "/// a slow\n    /// walk"), ["slow\n    /// walk"]);
        assert_eq!(uses(list, "fn a_slow_walk()"), ["slow_walk"]);
        assert_eq!(uses(list, "slow. Walk, slow, walk"), [""; 0]);
    }

    #[test]
    fn reports_each_wrong_line_of_the_list() {
        let wrong =
            parse("# comment\n\nright -> r\nno arrow\n -> x\ny ->\nRight -> again\na+b -> c\n").expect_err("findings");
        let lines: Vec<_> = wrong
            .iter()
            .map(|finding| {
                let (text, span) = finding.place.as_ref().and_then(|p| p.excerpt.clone()).expect("a place");
                (diagnostics::line_column(&text, span.start).0, finding.message.as_str())
            })
            .collect();
        let missing = "a phrase, or what to write instead, is missing";
        assert_eq!(
            lines,
            [
                (4, "a line without '->'"),
                (5, missing),
                (6, missing),
                (7, "this phrase is listed twice"),
                (8, "a phrase has only letters (a to z), digits, apostrophes and spaces"),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_list_and_any_text_are_read(list in r"(\PC{0,12}( -> )?\PC{0,12}\n?){0,4}", text in r"(\PC|[ \n_/']){0,60}") {
            if let Ok(phrases) = parse(&list) {
                for (phrase, span) in find(&phrases, &text) {
                    let found = text[span].split(|c: char| c.is_ascii() && !in_word(c as u8)).filter(|word| !word.is_empty());
                    prop_assert_eq!(found.count(), phrase.words.len());
                }
            }
        }

        #[test]
        fn a_phrase_is_found_wherever_it_is(before in "[ -~\n]{0,20}[ .\n]", after in "[ .\n][ -~\n]{0,20}") {
            let text = format!("{before}slow walk{after}");
            prop_assert!(uses("slow walk -> amble", &text).contains(&"slow walk".to_owned()));
        }
    }
}
