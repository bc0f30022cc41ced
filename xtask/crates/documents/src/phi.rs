//! Finds patient identifiers in texts, with the patterns of the policy that the agent and the services mask.

use std::ops::Range;

use model::{Catalog, PhiInFiles, PhiPattern, Synthetic};
use regex::bytes::{Captures, Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// The patterns are written for RE2 of the agent, in which classes such as `\b` and `\d` are of ASCII.
const UNICODE: bool = false;

/// All patterns as one set of automata needs more than the default.
const SIZE_MAX: usize = 64 << 20;

/// The patterns for files and for the evidence of game days.
#[derive(Debug)]
pub struct Patterns<'a> {
    /// All patterns at once: most lines have nothing.
    any: RegexSet,
    patterns: Vec<Pattern<'a>>,
    harmless: Vec<Regex>,
    synthetic: &'a [Synthetic],
}

#[derive(Debug)]
struct Pattern<'a> {
    name: &'a str,
    regex: Regex,
    replacement: &'a [u8],
}

/// A value that a pattern would mask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The pattern.
    pub pattern: &'a str,
    /// The bytes of the text.
    pub at: Range<usize>,
}

impl<'a> Patterns<'a> {
    /// Compiles them, without those that the policy leaves out.
    ///
    /// # Errors
    /// The pattern that does not compile, and why.
    pub fn new(catalog: &'a Catalog) -> Result<Self, String> {
        Self::of(&catalog.phi, &catalog.phi_in_files)
    }

    fn of(phi: &'a [PhiPattern], policy: &'a PhiInFiles) -> Result<Self, String> {
        let used: Vec<&PhiPattern> = phi
            .iter()
            .filter(|pattern| !policy.left_out.contains_key(&pattern.name))
            .collect();
        let compile = |name: &str, pattern: &str| {
            let regex = RegexBuilder::new(pattern).unicode(UNICODE).size_limit(SIZE_MAX).build();
            regex.map_err(|error| format!("the pattern '{name}' does not compile: {error}"))
        };
        let patterns = used.iter().map(|pattern| {
            Ok(Pattern {
                name: &pattern.name,
                regex: compile(&pattern.name, &pattern.pattern)?,
                replacement: pattern.replacement.as_bytes(),
            })
        });
        let harmless = policy.harmless.iter();
        let harmless = harmless.map(|harmless| compile(&harmless.pattern, &harmless.pattern));
        let any = RegexSetBuilder::new(used.iter().map(|pattern| &pattern.pattern))
            .unicode(UNICODE)
            .size_limit(SIZE_MAX)
            .build();
        Ok(Self {
            patterns: patterns.collect::<Result<_, String>>()?,
            harmless: harmless.collect::<Result<_, String>>()?,
            any: any.map_err(|error| format!("the patterns do not compile together: {error}"))?,
            synthetic: &policy.synthetic,
        })
    }

    /// The first value in each line that a pattern would mask. `path` is where the text is kept, from the root of the repository.
    #[must_use]
    pub fn found(&self, path: &str, text: &str) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if self.any.is_match(line.as_bytes())
                && let Some(Found { pattern, at }) = self.in_line(path, line.trim_end_matches(['\n', '\r']))
            {
                let at = start + at.start..start + at.end;
                found.push(Found { pattern, at });
            }
            start += line.len();
        }
        found
    }

    fn in_line(&self, path: &str, line: &str) -> Option<Found<'a>> {
        let made_up = self.made_up(path, line);
        let line = self.without_harmless(line);
        let first = |pattern: &Pattern<'a>| {
            let masked = |captures: &Captures<'_>| {
                let mut masked = Vec::new();
                captures.expand(pattern.replacement, &mut masked);
                let whole = captures.get_match();
                let at = whole.range();
                let is_made_up = made_up.iter().any(|known| known.start < at.end && at.start < known.end);
                // What is masked already is found, and replaced by itself.
                (masked != whole.as_bytes() && !is_made_up).then_some(at)
            };
            let at = pattern
                .regex
                .captures_iter(&line)
                .find_map(|captures| masked(&captures))?;
            Some(Found {
                pattern: pattern.name,
                at,
            })
        };
        self.patterns.iter().find_map(first)
    }

    /// Where the line has identifiers that are made up.
    fn made_up(&self, path: &str, line: &str) -> Vec<Range<usize>> {
        let here = self.synthetic.iter().filter(|known| path.starts_with(&known.folder));
        let values = here.flat_map(|known| &known.values);
        let found = values.flat_map(|value| line.match_indices(value.as_str()));
        found.map(|(at, value)| at..at + value.len()).collect()
    }

    /// The line with spaces in place of what is no identifier, so that the places of the rest stay.
    fn without_harmless(&self, line: &str) -> Vec<u8> {
        let mut bytes = line.as_bytes().to_vec();
        for found in self.harmless.iter().flat_map(|regex| regex.find_iter(line.as_bytes())) {
            bytes[found.range()].fill(b' ');
        }
        bytes
    }
}

/// The text with asterisks in place of each of these lines' letters and digits: what is shown of a finding must not spread what was found.
#[must_use]
pub fn hidden(text: &str, found: &[Found<'_>]) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut found = found.iter().peekable();
    for line in text.split_inclusive('\n') {
        let end = hidden.len() + line.len();
        let mut has = false;
        while found.next_if(|found| found.at.start < end).is_some() {
            has = true;
        }
        if has {
            // A letter of several bytes becomes as many asterisks, so that the places stay.
            hidden.extend(line.chars().flat_map(|c| {
                let hides = c.is_alphanumeric();
                std::iter::repeat_n(if hides { '*' } else { c }, if hides { c.len_utf8() } else { 1 })
            }));
        } else {
            hidden.push_str(line);
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use model::Harmless;

    use super::*;

    fn pattern(name: &str, pattern: &str, replacement: &str) -> PhiPattern {
        PhiPattern {
            name: name.to_owned(),
            pattern: pattern.to_owned(),
            replacement: replacement.to_owned(),
        }
    }

    fn phi() -> Vec<PhiPattern> {
        vec![
            pattern("secret", r"token=\S+", "token=[phi:secret]"),
            pattern("ssn", r"(\b)\d{3}-\d{2}-\d{4}(\D|$)", "${1}[phi:ssn]${2}"),
            pattern("medical_record", r"(?i)(mrn[ :=]+)[^ ,]+", "${1}[phi:medical_record]"),
        ]
    }

    fn policy() -> PhiInFiles {
        PhiInFiles {
            left_out: BTreeMap::from([("secret".to_owned(), "names of secrets".to_owned())]),
            harmless: vec![Harmless {
                pattern: r"\b000-\d{2}-\d{4}\b".to_owned(),
                because: "no such number is given".to_owned(),
            }],
            synthetic: vec![Synthetic {
                folder: "samples/".to_owned(),
                values: vec!["4711".to_owned()],
                because: "they must be masked".to_owned(),
            }],
        }
    }

    /// The patterns and what they found.
    fn found(path: &str, text: &str) -> Vec<(String, String)> {
        let (phi, policy) = (phi(), policy());
        let patterns = Patterns::of(&phi, &policy).expect("patterns");
        let found = patterns.found(path, text);
        let shown = found
            .into_iter()
            .map(|found| (found.pattern.to_owned(), text[found.at].to_owned()));
        shown.collect()
    }

    fn one(pattern: &str, text: &str) -> Vec<(String, String)> {
        vec![(pattern.to_owned(), text.to_owned())]
    }

    #[test]
    fn what_would_be_masked_is_found_where_it_is() {
        assert_eq!(found("a", "jobs wait\nfor 078-05-1120"), one("ssn", "078-05-1120"));
        assert_eq!(found("a", "für 078-05-1120, MRN 1\r\n"), one("ssn", "078-05-1120,"));
        assert_eq!(
            found("a", "MRN: 0012345 is late"),
            one("medical_record", "MRN: 0012345")
        );
    }

    #[test]
    fn what_is_masked_already_is_not_found() {
        assert_eq!(
            found("a", "mrn: [phi:medical_record], mrn: 7"),
            one("medical_record", "mrn: 7")
        );
        assert_eq!(found("a", "jobs wait for [phi:ssn] mrn=[phi:medical_record]"), []);
    }

    #[test]
    fn what_the_policy_excepts_is_not_found() {
        assert_eq!(found("a", "token=x 000-12-3456"), []);
        assert_eq!(found("samples/a.yaml", "mrn=4711"), []);
        assert_eq!(found("other/a.yaml", "mrn=4711"), one("medical_record", "mrn=4711"));
        assert_eq!(found("samples/a.yaml", "mrn=4712"), one("medical_record", "mrn=4712"));
        assert_eq!(
            found("samples/a.yaml", "000-12-3456 078-05-1120"),
            one("ssn", "078-05-1120")
        );
    }

    #[test]
    fn a_pattern_that_does_not_compile_is_named() {
        let phi = [pattern("open", "(", "")];
        let error = Patterns::of(&phi, &PhiInFiles::default()).expect_err("an open group");
        assert!(error.starts_with("the pattern 'open' does not compile"), "{error}");
    }

    #[test]
    fn lines_with_findings_are_hidden_and_places_stay() {
        let text = "jobs wait\nfür Zoë, 078-05-1120\nand more";
        let found = [Found {
            pattern: "ssn",
            at: 21..32,
        }];
        assert_eq!(&text[21..32], "078-05-1120");
        let hidden = hidden(text, &found);
        assert_eq!(hidden, "jobs wait\n**** ****, ***-**-****\nand more");
        assert_eq!(hidden.len(), text.len());
    }
}
