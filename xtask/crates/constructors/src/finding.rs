//! The findings of an object. Building goes on after a finding, so that a run reports every mistake of an object.

use serde_json::{Map, Value};

use crate::value_path::{self, Step};

/// A mistake in what people wrote. Its line is found later, by the path of the field: values have no places of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `<group>/<name>` of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// The field, as a path from the object's value or, where `file` is a declaration, from the declaration. Empty where only `at` is known.
    pub path: Vec<Step>,
    /// The word to underline: the name of a field, or a value.
    pub at: Option<String>,
    /// The object that has `field`, by its identity, until the path is known.
    object: Option<usize>,
    field: Option<String>,
    /// The file below `jsonnet/` with the mistake, where it is not the object's own.
    pub file: Option<String>,
    /// Where in the object it was found, where that helps.
    pub note: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Finding {
    pub(crate) fn new(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            path: Vec::new(),
            at: None,
            object: None,
            field: None,
            file: None,
            note: None,
            help: None,
        }
    }

    pub(crate) fn at(mut self, word: impl Into<String>) -> Self {
        self.at = Some(word.into());
        self
    }

    /// The same about `field` of `object`, or about the object as a whole.
    pub(crate) fn of(mut self, object: &Map<String, Value>, field: Option<&str>) -> Self {
        self.object = Some(value_path::identity(object));
        self.field = field.map(str::to_owned);
        self
    }

    pub(crate) fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same without what only led to its path. An object that is in no value was computed: its field is all that is known.
    fn whole(mut self) -> Self {
        self.object = None;
        self.path.extend(self.field.take().map(Step::Field));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The proof that a finding was reported: only [`Findings::push`] returns one, so that nothing is rejected silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported(());

/// What was built, or the proof that a finding says why not.
pub(crate) type Built<T> = Result<T, Reported>;

/// The findings of one object.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Finding>,
    /// The file being checked, where it is not the object's own.
    file: Option<String>,
}

impl Findings {
    pub(crate) fn push(&mut self, mut finding: Finding) -> Reported {
        if finding.file.is_none() {
            finding.file.clone_from(&self.file);
        }
        self.found.push(finding);
        Reported(())
    }

    /// Runs `work` with `file` as the place of its findings; `None` keeps the current one.
    pub(crate) fn within<T>(&mut self, file: Option<String>, work: impl FnOnce(&mut Self) -> T) -> T {
        let Some(file) = file else { return work(self) };
        let before = self.file.replace(file);
        let made = work(self);
        self.file = before;
        made
    }

    /// Runs `work` and adds a note to its findings: where in the object they are.
    pub(crate) fn noting<T>(&mut self, note: impl FnOnce() -> String, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.found.len();
        let made = work(self);
        if self.found.len() > before {
            let note = note();
            for finding in &mut self.found[before..] {
                finding.note.get_or_insert_with(|| note.clone());
            }
        }
        made
    }

    /// Runs `work`: what it finds is about `field` of `object`, where it names no other place.
    pub(crate) fn about<T>(
        &mut self,
        object: &Map<String, Value>,
        field: &str,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.found.len();
        let made = work(self);
        for finding in self.found[before..]
            .iter_mut()
            .filter(|finding| finding.object.is_none())
        {
            finding.object = Some(value_path::identity(object));
            finding.field = Some(field.to_owned());
        }
        made
    }

    /// Finds the paths of the findings about objects within `value`, which is written at the path `start` of its file.
    pub(crate) fn locate(&mut self, start: &[&str], value: &Value) {
        for finding in &mut self.found {
            let Some(path) = finding.object.and_then(|object| value_path::path_to(value, object)) else {
                continue;
            };
            finding.path = Step::fields(start);
            finding.path.extend(path);
            finding.path.extend(finding.field.take().map(Step::Field));
            finding.object = None;
        }
    }

    /// What was built, when there are no findings.
    pub(crate) fn finish<T>(self, made: Built<T>) -> Result<T, Vec<Finding>> {
        match made {
            Ok(made) if self.found.is_empty() => Ok(made),
            _ => Err(self.found.into_iter().map(Finding::whole).collect()),
        }
    }
}

/// Builds all of `items`, also after one has failed.
pub(crate) fn each<I, T>(items: impl IntoIterator<Item = I>, mut build: impl FnMut(I) -> Built<T>) -> Built<Vec<T>> {
    let mut made = Ok(Vec::new());
    for item in items {
        match (build(item), &mut made) {
            (Ok(one), Ok(all)) => all.push(one),
            (Ok(_), Err(_)) => {}
            (Err(reported), _) => made = Err(reported),
        }
    }
    made
}
