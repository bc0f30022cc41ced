//! Message templates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_query::message::{Context, Transition, Value, parse};

fuzz_target!(|text: &str| {
    let (template, errors) = parse(text);
    assert!(
        errors.iter().all(|error| text.get(error.span.clone()).is_some()),
        "{errors:?}"
    );
    for it in template.variables() {
        assert_eq!(text.get(it.path.span.clone()), Some(it.path.to_string().as_str()));
    }
    for handle in template.handles() {
        assert!(
            text.get(handle.span.clone()).is_some_and(|part| part.starts_with('@')),
            "{handle:?}"
        );
    }
    if errors.is_empty() {
        let printed = template.to_string();
        let (again, errors) = parse(&printed);
        assert!(errors.is_empty(), "{printed}: {errors:?}");
        assert_eq!(again.to_string(), printed);
    }
    let variable = |name: &str| (name.len() % 3 > 0).then(|| Value::Text(name.to_owned()));
    for transition in Transition::all() {
        let rendered = template.render(&Context {
            transition,
            priority: Some(1),
            variable: &variable,
            local_time: &|name, zone| (name.len() % 3 > 0).then(|| format!("{name} {zone}")),
        });
        assert!(rendered.handles.iter().all(|handle| handle.starts_with('@')));
    }
});
