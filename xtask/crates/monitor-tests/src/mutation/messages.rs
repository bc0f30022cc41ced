//! The messages of a monitor on every transition, independent of values, to find out whether two definitions send the same ones.

use datadog_query::message::{Condition, Context, NodeKind, Rendered, Template, Transition, Value, parse};
use datadog_simulator::{Definition, MessageField};

/// The monitor's text of this kind, if it has one.
pub(crate) fn text_of(definition: &Definition, text: MessageField) -> Option<&str> {
    match text {
        MessageField::Title => Some(&definition.name),
        MessageField::Message => Some(&definition.message),
        MessageField::Escalation => definition.options.escalation_message.as_deref(),
    }
}

/// The definition with the text of this kind replaced.
pub(crate) fn with_text(definition: &Definition, text: MessageField, other: String) -> Definition {
    let mut definition = definition.clone();
    match text {
        MessageField::Title => definition.name = other,
        MessageField::Message => definition.message = other,
        MessageField::Escalation => definition.options.escalation_message = Some(other),
    }
    definition
}

/// The rendered texts, by transition.
#[derive(Debug, PartialEq)]
struct Messages(Vec<Vec<Rendered>>);

/// Whether both notify the same handles on all `transitions`.
pub(crate) fn notifies_the_same(a: &Definition, b: &Definition, transitions: &[Transition]) -> bool {
    compare(a, b, transitions, |rendered| {
        let mut handles: Vec<String> = rendered.iter().skip(1).flat_map(|r| r.handles.clone()).collect();
        handles.sort_unstable();
        handles.dedup();
        handles
    })
}

/// Whether both send the same text to the same handles on all `transitions`.
pub(crate) fn reads_the_same(a: &Definition, b: &Definition, transitions: &[Transition]) -> bool {
    notifies_the_same(a, b, transitions)
        && compare(a, b, transitions, |rendered| {
            rendered
                .iter()
                .map(|r| {
                    let words: Vec<String> = r.text.split_whitespace().map(str::to_owned).collect();
                    (words, r.priority)
                })
                .collect::<Vec<_>>()
        })
}

fn compare<T: PartialEq>(
    a: &Definition,
    b: &Definition,
    transitions: &[Transition],
    what: impl Fn(&[Rendered]) -> T,
) -> bool {
    match (messages(a, transitions), messages(b, transitions)) {
        (Some(a), Some(b)) => a.0.iter().map(|r| what(r)).eq(b.0.iter().map(|r| what(r))),
        _ => false,
    }
}

/// Title, message and, for reminders, escalation message. `None` if they depend on values.
fn messages(definition: &Definition, transitions: &[Transition]) -> Option<Messages> {
    let templates: Vec<(MessageField, Template)> =
        [MessageField::Title, MessageField::Message, MessageField::Escalation]
            .into_iter()
            .filter_map(|text| Some((text, parse(text_of(definition, text)?).0)))
            .collect();
    if templates.iter().any(|(_, template)| depends_on_values(template)) {
        return None;
    }
    let render = |transition: &Transition| {
        let context = Context {
            transition: *transition,
            priority: definition.priority,
            variable: &|name| Some(Value::Text(name.to_owned())),
            local_time: &|name, zone| Some(format!("{name} {zone}")),
        };
        templates
            .iter()
            .filter(|(text, _)| *text != MessageField::Escalation || transition.renotify)
            .map(|(_, template)| template.render(&context))
            .collect()
    };
    Some(Messages(transitions.iter().map(render).collect()))
}

fn depends_on_values(template: &Template) -> bool {
    let on_values = |condition: &Condition| !matches!(condition, Condition::Status(_) | Condition::Priority(_));
    let in_blocks = template
        .blocks()
        .into_iter()
        .any(|(block, ..)| on_values(&block.condition));
    let raw = template
        .nodes
        .iter()
        .any(|node| matches!(&node.kind, NodeKind::Raw { condition: Some(c), .. } if on_values(c)));
    in_blocks || raw
}
