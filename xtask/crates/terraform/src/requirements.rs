//! Which providers a module requires.

use std::collections::BTreeMap;

use hcl_edit::expr::{Expression, ObjectKey};

use crate::Files;
use crate::hcl::{blocks, parse_all};

/// The providers that the files directly in `folder` require: source by local name.
#[must_use]
pub fn required_providers(files: &Files, folder: &str) -> BTreeMap<String, String> {
    let own = files
        .iter()
        .filter(|(path, _)| path.rsplit_once('/').is_some_and(|(parent, _)| parent == folder));
    let own = own.map(|(path, text)| (path.clone(), text.clone())).collect();
    let sources = parse_all(&own, &mut Vec::new()); // what does not parse is a finding of `check`
    let mut found = BTreeMap::new();
    for block in sources.iter().flat_map(|source| blocks(source, "terraform")) {
        for providers in block.body.get_blocks("required_providers") {
            for provider in providers.body.attributes() {
                if let Some(source) = source(&provider.value) {
                    found.insert(provider.key.as_str().to_owned(), source.to_owned());
                }
            }
        }
    }
    found
}

fn source(requirement: &Expression) -> Option<&str> {
    let (_, value) = requirement.as_object()?.iter().find(|(key, _)| match key {
        ObjectKey::Ident(name) => name.as_str() == "source",
        ObjectKey::Expression(Expression::Variable(name)) => name.as_str() == "source",
        ObjectKey::Expression(key) => key.as_str() == Some("source"),
    })?;
    value.expr().as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_of_a_folder_are_read() {
        let text = "terraform {\n  required_providers {\n    datadog = { source = \"DataDog/datadog\", version = \"~> 4.0\" }\n    x = \"~> 1.0\"\n  }\n}\n";
        let files: Files = [
            ("terraform/modules/a/versions.tf".to_owned(), text.into()),
            (
                "terraform/modules/a/examples/b/versions.tf".to_owned(),
                text.replace("datadog", "aws").into(),
            ),
        ]
        .into();
        let found = required_providers(&files, "terraform/modules/a");
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            [("datadog".to_owned(), "DataDog/datadog".to_owned())]
        );
    }
}
