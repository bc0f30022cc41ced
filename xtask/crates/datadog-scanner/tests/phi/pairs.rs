//! Two identifiers in one line: the rule of the first must not take the beginning of the second, whose rest would then stay.

use super::people::{Identifier, person};
use super::stage::Stage;

/// An identifier behind its label.
type Form = fn(&Identifier) -> String;

const COLON: Form = |one| format!("{}: {}", one.label, one.text);
const EQUALS: Form = |one| format!("{}={}", one.label, one.text);
const SPACE: Form = |one| format!("{} {}", one.label, one.text);

/// The ways in which two identifiers follow each other.
const LINES: [(Form, &str, Form); 3] = [(COLON, " ", SPACE), (EQUALS, ", ", EQUALS), (SPACE, " / ", COLON)];

#[test]
fn nothing_is_left_of_two_identifiers_in_one_line() {
    let stage = Stage::read();
    let masked = |text: &str| stage.indexed(&line(text), "python").message;
    // The test's private key has no end, so all that follows is masked as a part of it.
    let people: Vec<Identifier> = person(0).into_iter().filter(|one| one.label != "private_key").collect();
    // What stays even alone is on the page, with the reason.
    let found_alone = |form: Form| -> Vec<&Identifier> {
        let is_found = |one: &&Identifier| rest(&masked(&form(one)), &one.text).is_none();
        people.iter().filter(is_found).collect()
    };
    let (mut tried, mut left) = (0, Vec::new());
    for (first, between, second) in LINES {
        let seconds = found_alone(second);
        for one in found_alone(first) {
            for two in seconds.iter().filter(|two| two.label != one.label) {
                let text = first(one) + between + &second(two);
                let message = masked(&text);
                tried += 1;
                for identifier in [one, two] {
                    if let Some(rest) = rest(&message, &identifier.text) {
                        left.push(format!("{text}\n    {message}\n    {rest:?} of {}", identifier.kind));
                    }
                }
            }
        }
    }
    assert!(tried > 3000, "{tried}");
    assert!(left.is_empty(), "{} are left\n{}", left.len(), left.join("\n"));
}

fn line(message: &str) -> String {
    serde_json::json!({ "timestamp": "2026-11-29T12:59:44.310Z", "message": message }).to_string()
}

/// What is left of an identifier: all of it, its last part, or its first part, with the separator.
fn rest<'a>(message: &str, text: &'a str) -> Option<&'a str> {
    let separators = ['-', '/', '.', ' '];
    let tail = text.rfind(separators).map(|at| &text[at..]);
    let head = text.find(separators).map(|at| &text[..=at]);
    [Some(text), tail, head]
        .into_iter()
        .flatten()
        .filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 2)
        .find(|part| message.contains(part))
}
