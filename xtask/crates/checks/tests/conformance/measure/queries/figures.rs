//! Counts of what the parsers accept and reject.

use std::collections::BTreeMap;

use super::{Language, Mutation, Sample, mutations};
use crate::measure::Share;

/// The parsers' results for a set of samples.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// The share of accepted samples, by language.
    pub(crate) accepted: BTreeMap<Language, Share>,
    /// The share of rejected faults, by language and fault.
    pub(crate) refused: BTreeMap<(Language, Mutation), Share>,
    /// The rejected samples.
    pub(crate) refusals: Vec<Refusal>,
    /// The accepted faults.
    pub(crate) missed: Vec<(Mutation, Sample, String)>,
    /// The samples whose canonical text parses to something else.
    pub(crate) unstable: Vec<(Sample, String)>,
}

/// A rejected sample.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// Its text.
    pub(crate) sample: Sample,
    /// The parser's error.
    #[expect(dead_code, reason = "a failing test prints it")]
    pub(crate) message: String,
}

impl Figures {
    /// The share of rejected faults of a kind, in all languages.
    #[must_use]
    pub(crate) fn refused_of(&self, mutation: Mutation) -> Share {
        Share::total(
            self.refused
                .iter()
                .filter(|((_, kind), _)| *kind == mutation)
                .map(|(_, share)| share),
        )
    }
}

/// Parses every sample, and every faulty variant of the accepted ones.
#[must_use]
pub(crate) fn figures<'s>(samples: impl IntoIterator<Item = &'s Sample>) -> Figures {
    let mut figures = Figures::default();
    for sample in samples {
        let canonical = sample.parse(&sample.text);
        figures
            .accepted
            .entry(sample.language)
            .or_default()
            .count(canonical.is_ok());
        match canonical {
            Ok(canonical) => {
                if sample.parse(&canonical).as_ref() != Ok(&canonical) {
                    figures.unstable.push((sample.clone(), canonical));
                }
                faults(&mut figures, sample);
            }
            Err(error) => figures.refusals.push(Refusal {
                sample: sample.clone(),
                message: error.message,
            }),
        }
    }
    figures
}

fn faults(figures: &mut Figures, sample: &Sample) {
    for (mutation, text) in mutations(sample) {
        let refused = sample.parse(&text).is_err();
        figures
            .refused
            .entry((sample.language, mutation))
            .or_default()
            .count(refused);
        if !refused {
            figures.missed.push((mutation, sample.clone(), text));
        }
    }
}

impl Sample {
    /// The canonical text of `text`, parsed like this sample.
    ///
    /// # Errors
    /// If the parser rejects it.
    pub(crate) fn parse(&self, text: &str) -> datadog_query::Result<String> {
        self.language.canonical(text, self.monitor_type.as_deref())
    }
}
