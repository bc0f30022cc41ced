//! Finds errors in a block of shell commands: quotes, brackets, operators, typographic characters and misspelt commands. `<name>` is a placeholder, not a redirection.

use std::ops::Range;

use diagnostics::near_matches;

/// An error in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) what: String,
    pub(crate) span: Range<usize>,
    pub(crate) help: String,
}

/// The commands that runbooks use. A nearly equal word is reported as misspelt.
const COMMANDS: [&str; 14] = [
    "argocd",
    "aws",
    "cargo",
    "curl",
    "docker",
    "helm",
    "kafka-topics.sh",
    "kubectl",
    "psql",
    "rabbitmqctl",
    "rabbitmq-diagnostics",
    "redis-cli",
    "systemctl",
    "terraform",
];

/// Other commands, some of which look like one of [`COMMANDS`].
const OTHERS: [&str; 8] = ["awk", "cat", "cut", "echo", "grep", "head", "sed", "sort"];

/// Characters by which word processors replace quotes, dashes, dots and spaces.
const TYPOGRAPHIC: [char; 8] = [
    '\u{2013}', '\u{2014}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2026}', '\u{a0}',
];

/// Returns all errors in `script`, sorted by place.
pub(crate) fn faults(script: &str) -> Vec<Fault> {
    let mut reader = Reader::default();
    for (at, c) in script.char_indices() {
        reader.read(script, at, c);
    }
    reader.end(script)
}

/// The words of `script` without its comments, each with its quotes; operators and brackets end a word.
pub(crate) fn words(script: &str) -> Vec<Range<usize>> {
    let (mut words, mut start, mut comment): (Vec<Range<usize>>, Option<usize>, bool) = (Vec::new(), None, false);
    for (at, c) in script.char_indices() {
        let ends = c.is_whitespace() || matches!(c, ';' | '|' | '&' | '(' | ')');
        comment = if comment {
            c != '\n'
        } else {
            c == '#' && start.is_none()
        };
        if !ends && !comment {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(start..at);
        }
    }
    words.extend(start.map(|start| start..script.len()));
    words
}

#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    /// The open quotes and brackets, each with its byte.
    open: Vec<(char, usize)>,
    /// Whether the previous character is an unescaped backslash.
    escaped: bool,
    comment: bool,
    /// The first byte of the current word.
    word: Option<usize>,
    /// Whether the next word is a command; `None` at the start.
    command_next: Option<bool>,
    /// An operator that still needs a command after it.
    operator: Option<Range<usize>>,
}

impl Reader {
    fn read(&mut self, script: &str, at: usize, c: char) {
        if self.comment {
            self.comment = c != '\n';
            if self.comment {
                return;
            }
        }
        let quote = self.open.last().map(|(open, _)| *open);
        if quote == Some('\'') {
            if c == '\'' {
                self.open.pop();
            }
            return;
        }
        if std::mem::take(&mut self.escaped) {
            if c != '\n' {
                self.begin_word(at);
            }
            return;
        }
        if TYPOGRAPHIC.contains(&c) && quote != Some('"') {
            self.fault(
                format!("'{c}' is a typographic character"),
                at..at + c.len_utf8(),
                "use the ASCII character: - ' \" or ...",
            );
        }
        match c {
            '\\' => self.escaped = true,
            '"' if quote == Some('"') => drop(self.open.pop()),
            '"' | '\'' if quote != Some('"') => {
                self.begin_word(at);
                self.open.push((c, at));
            }
            '(' if quote != Some('"') || script[..at].ends_with('$') => {
                self.end_word(script, at);
                self.open.push((c, at));
                self.command_next = Some(true);
            }
            ')' if quote == Some('(') => {
                self.end_word(script, at);
                self.open.pop();
            }
            ')' if quote.is_none() => self.fault(
                "this ) has no opening bracket".to_owned(),
                at..at + 1,
                "remove it, or add the opening bracket",
            ),
            _ if quote == Some('"') => {}
            '#' if self.word.is_none() => self.comment = true,
            '\n' | ';' | '|' | '&' => self.separate(script, at, c),
            _ if c.is_whitespace() => self.end_word(script, at),
            _ => self.begin_word(at),
        }
    }

    fn begin_word(&mut self, at: usize) {
        self.operator = None;
        self.word.get_or_insert(at);
    }

    /// Ends the current word, and checks it if it is a command. An assignment before a command is not one.
    fn end_word(&mut self, script: &str, at: usize) {
        let Some(start) = self.word.take() else { return };
        if !self.command_next.unwrap_or(true) {
            return;
        }
        let word = &script[start..at];
        self.command_next = Some(word.contains('='));
        let plain = word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if plain && !COMMANDS.contains(&word) && !OTHERS.contains(&word) && word.len() > 3 {
            let near = near_matches(word, COMMANDS)
                .into_iter()
                .find(|known| known.len().abs_diff(word.len()) <= 1);
            if let Some(near) = near {
                self.fault(
                    format!("'{word}' is not a known command"),
                    start..at,
                    &format!("did you mean '{near}'?"),
                );
            }
        }
    }

    fn separate(&mut self, script: &str, at: usize, c: char) {
        // `>&2` and `2>&1` are redirections.
        if c == '&' && script[..at].ends_with('>') {
            return;
        }
        self.end_word(script, at);
        self.command_next = Some(true);
        if matches!(c, '|' | '&') {
            let joins = c == '|' || script[..at].ends_with('&');
            if joins {
                self.operator = Some(at..at + 1);
            }
        }
    }

    fn fault(&mut self, what: String, span: Range<usize>, help: &str) {
        self.faults.push(Fault {
            what,
            span,
            help: help.to_owned(),
        });
    }

    fn end(mut self, script: &str) -> Vec<Fault> {
        self.end_word(script, script.len());
        if let Some((open, at)) = self.open.first().copied() {
            let line = at..at + script[at..].lines().next().unwrap_or_default().len();
            let name = if open == '(' { "bracket" } else { "quote" };
            self.fault(format!("the {name} {open} is not closed"), line, "close it");
        } else if let Some(span) = self.operator.take() {
            self.fault(
                "the last operator has no command after it".to_owned(),
                span,
                "remove the operator, or add the command",
            );
        } else if self.escaped {
            self.fault(
                "the last line ends with a backslash".to_owned(),
                script.len().saturating_sub(1)..script.len(),
                "remove the backslash at the end",
            );
        }
        self.faults.sort_by_key(|fault| fault.span.start);
        self.faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = faults(script)
            .into_iter()
            .map(|fault| (fault.what, script[fault.span].to_owned()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(what, at)| ((*what).to_owned(), (*at).to_owned()))
            .collect();
        assert_eq!(found, expected, "{script}");
    }

    #[test]
    fn valid_scripts_have_no_errors() {
        for script in [
            "kubectl -n a get pods | grep -c 'it''s' && echo \"a $(date '+%s') b\" # don't\n",
            "kubectl exec x -- sh -c \\\n  'a' --b \"c\\\"d\"\n",
            "A=b kubectl get x 2>&1 | head -1 &\n",
            "for i in 0 1; do kubectl get pod-$i; done\n",
            "kubectl get pod <pod>\n(cd x; ls)\necho a\\ b #c\n",
            "",
        ] {
            check(script, &[]);
        }
    }

    #[test]
    fn words_end_at_operators_and_comments() {
        let script = "a --b='c' x#y && (d;e) # f g\nh | i";
        let found: Vec<_> = words(script).into_iter().map(|word| &script[word]).collect();
        assert_eq!(found, ["a", "--b='c'", "x#y", "d", "e", "h", "i"]);
    }

    #[test]
    fn errors_are_reported() {
        check("echo 'a\nb", &[("the quote ' is not closed", "'a")]);
        check("echo \"a $(b\n", &[("the quote \" is not closed", "\"a $(b")]);
        check("ls |\n", &[("the last operator has no command after it", "|")]);
        check("ls && \n", &[("the last operator has no command after it", "&")]);
        check("ls \\", &[("the last line ends with a backslash", "\\")]);
        check("ls )", &[("this ) has no opening bracket", ")")]);
        check(
            "kubctl x; hlem y",
            &[
                ("'kubctl' is not a known command", "kubctl"),
                ("'hlem' is not a known command", "hlem"),
            ],
        );
        check(
            "x --a=\u{201c}b\u{201d}",
            &[
                ("'\u{201c}' is a typographic character", "\u{201c}"),
                ("'\u{201d}' is a typographic character", "\u{201d}"),
            ],
        );
    }
}
