//! `docs/reference/parsers.md` lists how many published definitions the parsers accept. A test fails if a figure falls.

use std::collections::BTreeMap;
use std::path::Path;

use crate::measure::page::{Faults, Language, falls, page};
use crate::measure::{messages, queries, searches};

const PAGE: &str = "docs/reference/parsers.md";

#[test]
fn the_page_lists_the_current_figures() {
    let Some(corpus) = crate::measure::corpus() else { return };
    let (languages, faults) = figures(&corpus);
    let today = page(&languages, &faults);
    let path = crate::measure::repository().join(PAGE);
    let stated = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{PAGE}: {error}"));
    let fallen = falls(&stated, &today);
    // To accept a lower figure, lower it by hand in the file, so that a reviewer sees it.
    assert!(
        fallen.is_empty(),
        "{PAGE}: these figures have fallen:\n{}",
        fallen.join("\n")
    );
    if std::env::var("UPDATE_PAGES").is_ok_and(|value| value == "1") {
        std::fs::write(&path, today).unwrap_or_else(|error| panic!("{PAGE}: {error}"));
        return;
    }
    assert!(
        stated == today,
        "{PAGE} is out of date; no share has fallen\nhelp: run UPDATE_PAGES=1 cargo test --package checks --test conformance\n{today}"
    );
}

fn figures(corpus: &Path) -> (Vec<Language>, Vec<(&'static str, Faults)>) {
    let of_queries = queries::figures(&queries::samples(corpus));
    let of_searches = searches::figures(&searches::searches(corpus));
    let of_messages = messages::figures(&messages::messages(corpus));
    let mut languages: Vec<_> = of_queries
        .accepted
        .iter()
        .map(|(language, share)| {
            let mut exceptions: BTreeMap<&str, usize> = BTreeMap::new();
            for refusal in of_queries
                .refusals
                .iter()
                .filter(|refusal| refusal.sample.language == *language)
            {
                *exceptions
                    .entry(
                        queries::exception(refusal)
                            .unwrap_or_else(|| panic!("rejected without a known reason: {refusal:?}")),
                    )
                    .or_default() += 1;
            }
            Language {
                name: language.name().to_owned(),
                accepted: *share,
                exceptions: exceptions
                    .into_iter()
                    .map(|(why, count)| (count, why.to_owned()))
                    .collect(),
            }
        })
        .collect();
    for (name, tally) in [("searches", of_searches.accepted), ("messages", of_messages.accepted)] {
        languages.push(Language {
            name: name.to_owned(),
            accepted: tally,
            exceptions: Vec::new(),
        });
    }
    let mut faults: Vec<(&'static str, Faults)> = Vec::new();
    for language in queries::Language::ALL {
        let of_language = of_queries.refused.iter().filter(|((of, _), _)| *of == language);
        faults.push((
            language.plural(),
            of_language
                .map(|((_, fault), share)| (fault.name().to_owned(), *share))
                .collect(),
        ));
    }
    faults.extend([
        (
            "searches",
            of_searches
                .refused
                .iter()
                .map(|(fault, tally)| (fault.name().to_owned(), *tally))
                .collect(),
        ),
        (
            "messages",
            of_messages
                .refused
                .iter()
                .map(|(fault, tally)| ((*fault).to_owned(), *tally))
                .collect(),
        ),
    ]);
    (languages, faults)
}
