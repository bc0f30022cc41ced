//! What is wrong with an object, collected. Lowering goes on wherever it can, so that a person sees every mistake of an object at once.

/// A mistake in what people wrote. Its place is found later, by the word to underline: values have no places of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `<group>/<name>` of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// The field or value to underline.
    pub at: Option<String>,
    /// The field that says it, to underline where the word itself was computed.
    pub field: Option<String>,
    /// The file below `jsonnet/` that says it, where that is another one than the object's own.
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
            at: None,
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

    pub(crate) fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The proof that a finding was told: only [`Findings::push`] makes one, so that nothing is refused without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported(());

/// What was made, or the proof that it was said why not.
pub(crate) type Built<T> = Result<T, Reported>;

/// The findings of one object.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Finding>,
    /// The file that says what is being looked at, where it is not the object's own.
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

    /// Runs `work` on what the file `file` says; `None` for what the file says that is being looked at.
    pub(crate) fn within<T>(&mut self, file: Option<String>, work: impl FnOnce(&mut Self) -> T) -> T {
        let Some(file) = file else { return work(self) };
        let before = self.file.replace(file);
        let made = work(self);
        self.file = before;
        made
    }

    /// Runs `work` and notes on what it finds where in the object that was.
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

    /// What was made, when nothing was found.
    pub(crate) fn finish<T>(self, made: Built<T>) -> Result<T, Vec<Finding>> {
        match made {
            Ok(made) if self.found.is_empty() => Ok(made),
            _ => Err(self.found),
        }
    }
}

/// All of `items`, made; every one is tried, whatever became of the others.
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
