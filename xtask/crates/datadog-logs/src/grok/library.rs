//! The matchers that every rule may use.

/// The expression of a matcher, which may refer to others.
pub(super) fn expression(name: &str) -> Option<&'static str> {
    MATCHERS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, expression)| *expression)
}

/// The names of all matchers, with those that take arguments.
pub(super) fn names<'a>() -> impl Iterator<Item = &'a str> {
    MATCHERS
        .iter()
        .map(|(name, _)| *name)
        .chain(["regex", "date", "boolean"])
}

const MATCHERS: &[(&str, &str)] = &[
    ("numberStr", r"[+-]?(?>\d+(?:\.\d*)?|\.\d+)"),
    ("number", r"%{numberStr}"),
    ("numberExtStr", r"[+-]?(?>\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"),
    ("numberExt", r"%{numberExtStr}"),
    ("integerStr", r"[+-]?\d+"),
    ("integer", r"%{integerStr}"),
    ("integerExtStr", r"[+-]?\d+(?:[eE][+-]?\d+)?"),
    ("integerExt", r"%{integerExtStr}"),
    ("word", r"\b\w+\b"),
    ("doubleQuotedString", r#""[^"]*""#),
    ("singleQuotedString", r"'[^']*'"),
    ("quotedString", r"(?>%{doubleQuotedString}|%{singleQuotedString})"),
    ("qs", r"%{quotedString}"),
    ("uuid", r"[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}"),
    ("notSpace", r"\S+"),
    ("data", r".*?"),
    ("greedyData", r".*"),
    ("space", r"\s+"),
    ("user", r"[\w.-]+"),
    ("ciscoMac", r"(?:[A-Fa-f0-9]{4}\.){2}[A-Fa-f0-9]{4}"),
    ("windowsMac", r"(?:[A-Fa-f0-9]{2}-){5}[A-Fa-f0-9]{2}"),
    ("commonMac", r"(?:[A-Fa-f0-9]{2}:){5}[A-Fa-f0-9]{2}"),
    ("mac", r"(?:%{ciscoMac}|%{windowsMac}|%{commonMac})"),
    (
        "ipv4",
        r"(?<![0-9])(?:%{octet}[.]%{octet}[.]%{octet}[.]%{octet})(?![0-9])",
    ),
    (
        "ipv6",
        r"(?:(?:[0-9A-Fa-f]{1,4}:){7}(?:[0-9A-Fa-f]{1,4}|:)|(?:[0-9A-Fa-f]{1,4}:){6}(?::[0-9A-Fa-f]{1,4}|%{dotted}|:)|(?:[0-9A-Fa-f]{1,4}:){5}(?:(?::[0-9A-Fa-f]{1,4}){1,2}|:%{dotted}|:)|(?:[0-9A-Fa-f]{1,4}:){4}(?:(?::[0-9A-Fa-f]{1,4}){1,3}|(?::[0-9A-Fa-f]{1,4})?:%{dotted}|:)|(?:[0-9A-Fa-f]{1,4}:){3}(?:(?::[0-9A-Fa-f]{1,4}){1,4}|(?::[0-9A-Fa-f]{1,4}){0,2}:%{dotted}|:)|(?:[0-9A-Fa-f]{1,4}:){2}(?:(?::[0-9A-Fa-f]{1,4}){1,5}|(?::[0-9A-Fa-f]{1,4}){0,3}:%{dotted}|:)|(?:[0-9A-Fa-f]{1,4}:){1}(?:(?::[0-9A-Fa-f]{1,4}){1,6}|(?::[0-9A-Fa-f]{1,4}){0,4}:%{dotted}|:)|:(?:(?::[0-9A-Fa-f]{1,4}){1,7}|(?::[0-9A-Fa-f]{1,4}){0,5}:%{dotted}|:))(?:%.+)?",
    ),
    ("dotted", r"(?:%{octet}(?:\.%{octet}){3})"),
    ("ip", r"(?:%{ipv6}|%{ipv4})"),
    (
        "hostname",
        r"\b(?:[0-9A-Za-z][0-9A-Za-z_-]{0,62})(?:\.(?:[0-9A-Za-z][0-9A-Za-z_-]{0,62}))*(?:\.?|\b)",
    ),
    ("host", r"%{hostname}"),
    ("ipOrHost", r"(?:%{ip}|%{host})"),
    ("port", r"[1-9]\d{0,4}"),
    ("hostPort", r"%{ipOrHost}:%{port}"),
    ("path", r"(?:%{unixPath}|%{winPath})"),
    ("unixPath", r"(?>/(?>[\w_%!$@:.,~-]+|\\.)*)+"),
    ("tty", r"(?:/dev/(?:pts|tty(?:[pq])?)(?:\w+)?/?(?:[0-9]+))"),
    ("winPath", r"(?>[A-Za-z]+:|\\)(?:\\[^\\?*]*)+"),
    ("uriProto", r"[A-Za-z]+(?:\+[A-Za-z+]+)?"),
    ("uriHost", r"%{ipOrHost}(?::%{port})?"),
    ("uriPath", r"(?:/[A-Za-z0-9$.+!*'(){},~:;=@#%_\-]*)+"),
    ("uriParam", r"\?[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\-\[\]]*"),
    ("uriPathParam", r"%{uriPath}(?:%{uriParam})?"),
    (
        "uri",
        r"%{uriProto}://(?:%{user}(?::[^@]*)?@)?(?:%{uriHost})?(?:%{uriPathParam})?",
    ),
    ("octet", r"(?:25[0-5]|2[0-4][0-9]|[0-1]?[0-9]{1,2})"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grok::{Clock, Parsed, Rules};

    #[test]
    fn every_matcher_compiles() {
        for name in MATCHERS.iter().map(|(name, _)| name) {
            let rule = format!("rule %{{{name}:found}}");
            if let Err(errors) = Rules::compile("", &rule) {
                panic!("{name}: {errors:?}");
            }
        }
    }

    #[test]
    fn matchers_match_whole_texts() {
        let check = |name: &str, text: &str, expected: bool| {
            let rules = Rules::compile("", &format!("rule %{{{name}:found}}")).expect("rules");
            let parsed = rules.parse(text, Clock { now_ms: 0 });
            assert_eq!(matches!(parsed, Parsed::Matched { .. }), expected, "{name} {text}");
        };
        check("ipv4", "10.0.0.255", true);
        check("ipv4", "10.0.0.256", false);
        check("ipv6", "2001:db8::1", true);
        check("ipv6", "::ffff:10.0.0.1", true);
        check("ip", "::1", true);
        check("ipOrHost", "node-1.example.com", true);
        check("port", "65535", true);
        check("port", "0", false);
        check("uuid", "123e4567-e89b-12d3-a456-426614174000", true);
        check("mac", "00-1B-44-11-3A-B7", true);
        check("word", "two words", false);
        check("quotedString", "'it is'", true);
        check("unixPath", "/var/log/syslog", true);
        check("uri", "https://user@example.com:8080/a/b?c=d", true);
        check("numberExt", "-1.5e3", true);
        check("number", "-1.5e3", false);
    }
}
