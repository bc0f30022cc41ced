//! Messages and their canonical text.

use crate::message::{self, Role, Template};

/// The template `text`, which has no fault.
#[track_caller]
pub(super) fn template(text: &str) -> Template {
    let (template, errors) = message::parse(text);
    assert!(errors.is_empty(), "{text}: {errors:?}");
    template
}

#[track_caller]
fn check(text: &str, canonical: &str) {
    assert_eq!(template(text).to_string(), canonical);
    assert_eq!(template(canonical).to_string(), canonical);
}

#[track_caller]
fn same(text: &str) {
    check(text, text);
}

#[test]
fn text() {
    same("");
    same("plain {\"json\": {\"a\": 1}} } }} {x}");
    same("{\"value\":{{value}}}");
    check(
        "{{! a note }}{{!-- {{not}} a tag --}}x",
        "{{! a note }}{{!-- {{not}} a tag --}}x",
    );
    same("{{{{raw}}}}\n{{ <TEXT> }} {{#is_alert}}\n{{{{/raw}}}}");
    same("{{{{is_match \"host.name\" \"web\"}}}}{{ .matched }}{{{{/is_match}}}}");
}

#[test]
fn variables() {
    check(
        "{{ host.name }} {{{event.text}}} {{@facet.name}}",
        "{{host.name}} {{{event.text}}} {{@facet.name}}",
    );
    check("{{ [@network.client.ip].name }}", "{{[@network.client.ip].name}}");
    same("{{log.attributes.[error.message]}} {{event.tags.[a b.c]}} {{service.links[On Call]}}");
    same(
        "{{topic-partition.name}} {{a.value}} {{a.log.message}} {{synthetics.attributes.result.variables.config[APP_NAME].value}}",
    );
    check(
        "{{eval \"round(value/86400, 2)\"}}",
        "{{eval \"round(value / 86400, 2)\"}}",
    );
    check(
        "{{eval \"last_triggered_at_epoch-15*60*1000\"}}",
        "{{eval \"last_triggered_at_epoch - ((15 * 60) * 1000)\"}}",
    );
    check("{{eval '-a^2^b%(1+.5)'}}", "{{eval \"(-(a ^ (2 ^ b))) % (1 + 0.5)\"}}");
    same("{{eval \"strip(table.name, '_raw_')\"}} {{eval \"substring('host:D', 5)\"}}");
    check(
        "{{local_time \"last_triggered_at\" 'Asia/Tokyo'}}",
        "{{local_time 'last_triggered_at' \"Asia/Tokyo\"}}",
    );
    same("{{urlencode \"service.name\"}} {{override_priority 'P1'}}");
}

#[test]
fn blocks() {
    same("{{#is_alert}}a{{else}}b{{/is_alert}}{{^is_renotify}}c{{/is_renotify}}");
    same("{{#is_renotify}}{{#is_match \"env\" \"prod\" 'say \"no\"'}}x{{/is_match}}{{/is_renotify}}");
    check(
        "{{# is_exact_match \"value\" 5 }}x{{/ is_exact_match }}",
        "{{#is_exact_match \"value\" \"5\"}}x{{/is_exact_match}}",
    );
    check(
        "{{#is_exact_match (eval \"int(last_triggered_at_epoch / 3600000 % 24)\") \"8\"}}x{{/is_exact_match}}",
        "{{#is_exact_match (eval \"int((last_triggered_at_epoch / 3600000) % 24)\") \"8\"}}x{{/is_exact_match}}",
    );
    same("{{#is_priority 'P2'}}x{{/is_priority}}{{#if a.b}}{{else}}y{{/if}}{{#unless x}}{{/unless}}");
    same("{{#each synthetics.attributes.result.steps}}{{name}}{{/each}}{{#with a}}{{b}}{{/with}}");
}

#[test]
fn variables_and_their_uses() {
    let template = template(
        "{{value}} {{eval \"int(threshold)\"}} {{#is_match \"host.name\" \"a\"}}{{[a.b].name}}{{/is_match}} {{local_time 'last_triggered_at' 'UTC'}} {{#each x}}{{y}}{{/each}}",
    );
    let uses: Vec<_> = template
        .variables()
        .into_iter()
        .map(|it| (it.path.to_string(), it.role, it.scoped))
        .collect();
    let expected = [
        ("value", Role::Shown, false),
        ("threshold", Role::Evaluated, false),
        ("host.name", Role::Matched, false),
        ("[a.b].name", Role::Shown, false),
        ("last_triggered_at", Role::Time, false),
        ("x", Role::Tested, false),
        ("y", Role::Shown, true),
    ];
    assert_eq!(
        uses,
        expected.map(|(path, role, scoped)| (path.to_owned(), role, scoped))
    );
    let group = &template.variables()[3];
    assert_eq!((group.path.group(), group.path.span.clone()), (Some("a.b"), 67..77));
    assert_eq!(template.blocks().len(), 2);
}

#[test]
fn templates_of_other_systems_are_text() {
    let of = |text: &'static str| {
        let tags = template(text).foreign_tags();
        assert_eq!(template(text).to_string(), text);
        tags.into_iter().map(|span| &text[span]).collect::<Vec<_>>()
    };
    assert_eq!(
        of("docker ps --format '{{.ID}}\\t{{ .Names }}' of {{host.name}}"),
        ["{{.ID}}", "{{ .Names }}"]
    );
    assert_eq!(
        of("{{json .}}{{value | humanize}}"),
        ["{{json .}}", "{{value | humanize}}"]
    );
    assert_eq!(
        of("{{ include \"x\" . }}{{- .Values.a -}}"),
        ["{{ include \"x\" . }}", "{{- .Values.a -}}"]
    );
    assert_eq!(
        of("{{if eq .a \"b\"}}c{{else}}d{{/* e */}}"),
        ["{{if eq .a \"b\"}}", "{{else}}", "{{/* e */}}"]
    );
    assert_eq!(
        of("{{range $i, $e := .Items}}{{#is_alert}}{{.x}}{{/is_alert}}").len(),
        2
    );
    assert_eq!(of("{{value}} {{#is_match \"a.name\" \".b\"}}{{/is_match}}"), [""; 0]);
}

#[test]
fn forms_of_templates_of_other_systems() {
    for tag in [
        // Texts, which kubectl and Helm write for line ends and braces.
        r#"{{"\n"}}"#,
        r#"{{ "text" }}"#,
        "{{ 'single' }}",
        "{{`raw`}}",
        r#"{{"{{"}}"#,
        r#"{{"}}"}}"#,
        "{{`{{`}}",
        r#"{{ "{{host.name}}" }}"#,
        "{{ `{{ $labels.instance }}` }}",
        // Functions and actions of Go, Helm and Consul.
        r#"{{ lookup "v1" "Pod" "" "" }}"#,
        r#"{{ define "x" }}"#,
        r#"{{ template "x" }}"#,
        r#"{{printf "%s" "a"}}"#,
        r#"{{ env "HOME" }}"#,
        r#"{{ with secret "a/b" }}"#,
        r#"{{ if eq "a" "b" }}"#,
        "{{ range items }}",
        // Calls and conditions of Jinja and of GitHub Actions.
        "{{ lookup('env', 'X') }}",
        "{{ now() }}",
        "{{ fromJSON(needs.a) }}",
        "{{ x if y else z }}",
        "{{ x ~ y }}",
        "{{ 'a' if x else 'b' }}",
        r#"{{ (printf "%s" x) }}"#,
        "{{ !cancelled() }}",
        "{{ always() && x }}",
        "{{ steps.a.outputs.b == 'x' }}",
        "{{=<% %>=}}",
    ] {
        let text = format!("a {tag} {{{{value}}}}");
        let template = template(&text);
        let found: Vec<_> = template.foreign_tags().into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, [tag]);
        assert_eq!(template.to_string(), text);
    }
}

#[test]
fn braces_that_close_nothing() {
    let of = |text: &str| {
        template(text)
            .extra_braces()
            .into_iter()
            .map(|span| span.start)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("{{host.name}}} is down"), [13]);
    assert_eq!(of("{{#is_alert}}} {{/is_alert}}}"), [13, 28]);
    for text in [
        "{\"value\": {{value}}}",
        "{{{event.text}}}",
        "{\"a\": {{#is_alert}}{{value}}{{/is_alert}}}",
        "{{value}} } x",
        "} {{value}}",
        "{{.ID}} {{value}}",
    ] {
        assert_eq!(of(text), [0; 0], "{text}");
    }
}
