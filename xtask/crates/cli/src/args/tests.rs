//! Every `cargo xtask` command in the docs parses.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory, Parser};

use super::Cli;

/// The Markdown files, handwritten and generated, and the templates and workflows for GitHub.
fn pages(root: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<_> = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "tools/README.md"]
        .iter()
        .map(|page| root.join(page))
        .collect();
    let mut folders: Vec<_> = ["docs", "runbooks", ".github"]
        .iter()
        .map(|folder| root.join(folder))
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder is read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "md" || extension == "yml")
            {
                pages.push(path);
            }
        }
    }
    pages
}

/// The code in a text: the lines of code blocks, and code spans, including those within a code block.
fn code(text: &str) -> Vec<String> {
    let (mut code, mut fenced) = (Vec::new(), false);
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced && !line.contains('`') {
            code.push(line.to_owned());
        } else {
            code.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    code
}

/// The `cargo xtask` commands in a line of code: for each, its arguments up to the end of the command.
fn commands(line: &str) -> Vec<Vec<String>> {
    let ends = |word: &&str| !matches!(*word, "&&" | "||" | "|" | ";" | ">" | "#" | "-") && !word.starts_with("->");
    line.split("cargo xtask")
        .skip(1)
        .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        .map(|rest| {
            rest.split_whitespace()
                .take_while(ends)
                .map(|word| word.trim_matches(|c| "[];,".contains(c)).to_owned())
                .collect()
        })
        .collect()
}

/// Why a command does not parse. A verb alone, as in a heading or table, only has to exist.
fn refusal(words: &[String]) -> Option<String> {
    let known = |name: &str| Cli::command().find_subcommand(name).is_some();
    if words.is_empty()
        || matches!(words, [verb] if known(verb))
        || words.iter().any(|word| word.contains("${{") || *word == "...")
    {
        return None;
    }
    let typed = ["cargo xtask"].into_iter().chain(words.iter().map(String::as_str));
    match Cli::try_parse_from(typed) {
        Err(error) if error.use_stderr() => Some(error.to_string()),
        _ => None,
    }
}

#[test]
fn every_command_in_the_docs_parses() {
    let root = crate::root::find(None).expect("the repository");
    let (mut count, mut refused) = (0, Vec::new());
    for page in pages(&root) {
        let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        for words in code(&text).iter().flat_map(|line| commands(line)) {
            count += 1;
            if let Some(why) = refusal(&words) {
                refused.push(format!("{}: cargo xtask {}\n{why}", page.display(), words.join(" ")));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(count > 20, "only {count} commands were found");
}

/// The command and its subcommands.
fn with_subcommands(command: &Command) -> Vec<&Command> {
    let mut all = vec![command];
    all.extend(command.get_subcommands().flat_map(with_subcommands));
    all
}

/// A line that is wider than the help would be broken, and its description would lose its column.
#[test]
fn every_example_in_the_help_parses_and_fits_on_a_line() {
    let (cli, mut count) = (Cli::command(), 0);
    for command in with_subcommands(&cli) {
        let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in text.lines().filter(|line| line.trim_start().starts_with("cargo xtask")) {
            count += 1;
            assert!(line.chars().count() <= 100, "this line is too wide: {line}");
            let example = line.trim_start().split("  ").next().unwrap_or_default();
            for words in commands(example) {
                assert_eq!(refusal(&words), None, "{line}");
            }
        }
    }
    assert!(count > 20, "only {count} examples were found");
}

#[test]
fn commands_are_found_and_checked() {
    let all = |text: &str| code(text).iter().flat_map(|line| commands(line)).collect::<Vec<_>>();
    assert_eq!(
        all("Run `cargo xtask render --check` or\n```sh\ncargo xtask docs && cargo xtask test   # all\n```\n"),
        [vec!["render", "--check"], vec!["docs"], vec!["test"]]
    );
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert!(refusal(&words("rendr")).is_some());
    assert!(refusal(&words("render --chek")).is_some());
    assert!(refusal(&words("new monitor")).is_some());
    assert!(refusal(&words("new monitor <service>/<name>")).is_none());
}

/// The declared output of a verb, or of the verb above it.
fn declared(verb: &str) -> Option<json_outputs::Output> {
    let above = verb.rsplit_once(' ').map(|(above, _)| above);
    json_outputs::output(verb).or_else(|| json_outputs::output(above?))
}

#[test]
fn every_output_is_of_a_verb_and_every_verb_declares_its_output() {
    let verbs = super::verbs_with_json(&Cli::command());
    let undeclared: Vec<_> = verbs.iter().filter(|verb| declared(verb).is_none()).collect();
    assert!(
        undeclared.is_empty(),
        "not in xtask/crates/json-outputs: {undeclared:?}"
    );
    for output in json_outputs::outputs() {
        let verb = output.verb.split(" --").next().unwrap_or_default();
        let is_known = |known: &String| known == verb || known.starts_with(&format!("{verb} "));
        assert!(verbs.iter().any(is_known), "no verb '{verb}' prints JSON");
    }
}

#[test]
fn the_command_line_is_valid() {
    Cli::command().debug_assert();
}
