//! Adds the target of a new SLO to its service's declaration, the only handwritten file that `new` changes.

/// The target to start with.
const TARGET: &str = "{ target_percent: 99, window: '30d' }";

/// The declaration with a target for the SLO `name`; `None` if its layout is not the usual one, because a guess could break it.
pub(super) fn added(declaration: &str, name: &str) -> Option<String> {
    let field = if name.contains('-') {
        format!("'{name}'")
    } else {
        name.to_owned()
    };
    let mut lines: Vec<String> = declaration.lines().map(str::to_owned).collect();
    if let Some(at) = lines.iter().position(|line| line == "  slos: {") {
        let end = at + lines[at..].iter().position(|line| line == "  },")?;
        lines.insert(end, format!("    {field}: {TARGET},"));
    } else if lines.iter().any(|line| line.trim_start().starts_with("slos:"))
        || lines.last().is_none_or(|last| last != "}")
    {
        return None;
    } else {
        let end = lines.len() - 1;
        lines.splice(
            end..end,
            [
                "  slos: {".to_owned(),
                format!("    {field}: {TARGET},"),
                "  },".to_owned(),
            ],
        );
    }
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_added_to_the_others_or_to_a_new_field() {
        let target = "{ target_percent: 99, window: '30d' }";
        assert_eq!(
            added("{\n  slos: {\n    a: 1,\n  },\n  tier: 1,\n}\n", "b-c"),
            Some(format!(
                "{{\n  slos: {{\n    a: 1,\n    'b-c': {target},\n  }},\n  tier: 1,\n}}\n"
            ))
        );
        assert_eq!(
            added("{\n  tier: 1,\n}\n", "b"),
            Some(format!("{{\n  tier: 1,\n  slos: {{\n    b: {target},\n  }},\n}}\n"))
        );
    }

    #[test]
    fn an_unusual_layout_is_not_changed() {
        assert_eq!(added("{ slos: { a: 1 } }\n", "b"), None);
        assert_eq!(added("{\n  slos: common,\n}\n", "b"), None);
        assert_eq!(added("local x = 1;\nx {\n  tier: 1 }\n", "b"), None);
    }
}
