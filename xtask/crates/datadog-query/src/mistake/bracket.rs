//! Brackets: one too many, one too few, one of another kind.

use super::outline::{Unbalanced, closing};
use super::{Failure, Mistake};

pub(super) fn unbalanced(failure: &Failure<'_>) -> Option<Mistake> {
    let character = |at: usize| failure.plain().get(at..=at);
    match failure.outline.unbalanced()? {
        Unbalanced::Closing(at) => {
            let bracket = character(at)?;
            // Where the parser stopped earlier, something else is wrong first.
            (failure.at == at).then(|| {
                Mistake::new(format!("unmatched '{bracket}'"), at..at + 1)
                    .why("nothing before it opens it")
                    .instead("remove it")
                    .repaired(failure.with(failure.end_before()..at + 1, ""))
            })
        }
        Unbalanced::Mixed { open, close } => {
            let (bracket, other) = (character(open)?, character(close)?);
            let expected = char::from(closing(bracket.bytes().next()?)).to_string();
            (failure.at == close).then(|| {
                Mistake::new(format!("'{bracket}' is closed by '{other}'"), close..close + 1)
                    .instead(format!("write '{expected}'"))
                    .repaired(failure.with(close..close + 1, &expected))
                    .repaired(failure.with(close..close + 1, ""))
            })
        }
        Unbalanced::Opening(open) => {
            let expected = char::from(closing(character(open)?.bytes().next()?)).to_string();
            let end = failure.end_before();
            (failure.at > open).then(|| {
                Mistake::new(failure.error.message.clone(), failure.error.span.clone())
                    .why(failure.error.help.clone().unwrap_or_default())
                    .repaired(failure.with(end..end, &expected))
                    .repaired(format!("{}{expected}", failure.text()))
            })
        }
    }
}
