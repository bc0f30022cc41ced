use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shapes {
    #[serde(rename = "shapes")]
    _shapes: Vec<Shape>,
    #[serde(default, rename = "title")]
    _title: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shape {
    Circle(#[expect(dead_code, reason = "shown by Debug")] Circle),
    Square(#[expect(dead_code, reason = "shown by Debug")] Square),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Circle {
    #[serde(rename = "radius")]
    _radius: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Square {
    #[serde(rename = "side")]
    _side: f64,
}

fn check(text: &str, expected: &str) {
    let tree = tree(text).expect("YAML");
    let found = match tree.decode::<Shapes>() {
        Ok(read) => format!("{read:?}"),
        Err(ParseError { message, span, help }) => {
            format!("{:?} {message}; {}", &text[span], help.unwrap_or_default())
        }
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_field_names_the_variant() {
    check(
        "title: 1\nshapes: [{radius: 1, type: circle}, {type: square, side: 2.5}]",
        "Shapes { _shapes: [Circle(Circle { _radius: 1 }), Square(Square { _side: 2.5 })], _title: Some(\"1\") }",
    );
}

#[test]
fn an_error_points_at_the_part() {
    check(
        "shapes:\n - type: circle\n   radios: 1",
        "\"radios\" unknown field 'radios'; did you mean 'radius'?",
    );
    check(
        "shapes:\n - type: circel",
        "\"circel\" unknown value 'circel'; did you mean 'circle'?",
    );
    check(
        "shapes:\n - type: circle\n   radius: wide",
        "\"wide\" invalid type: string \"wide\", expected i64; ",
    );
}

#[test]
fn a_line_of_a_block_is_found_in_the_file() {
    let text = "rules: |\n  first %{a}\n  second %{b}\n";
    let tree = tree(text).expect("YAML");
    let rules = tree.get("rules").expect("a field");
    assert_eq!(&text[line_of(text, &rules.span, 1, "%{b}")], "%{b}");
    assert_eq!(&text[line_of(text, &rules.span, 0, "")], "first %{a}");
}

#[test]
fn every_unknown_field_is_an_error_and_the_rest_is_decoded() {
    let text = "title: a\ncolour: red\nshapes:\n - {type: circle, radius: 1, radios: 2}\n";
    let (shapes, errors) = tree(text).expect("YAML").decode_known::<Shapes>();
    assert!(shapes.is_some());
    let found: Vec<_> = errors.iter().map(|error| &text[error.span.clone()]).collect();
    assert_eq!(found, ["colour", "radios"]);
    let (shapes, errors) = tree("shapes: 1").expect("YAML").decode_known::<Shapes>();
    assert!(shapes.is_none());
    assert_eq!(errors.len(), 1);
}
