//! Names of permissions that Datadog does not have.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use diagnostics::{Diagnostic, suggestion};
use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey, Traversal, TraversalOperator};
use hcl_edit::structure::Attribute;
use hcl_edit::visit::{Visit, visit_attr, visit_object_item, visit_traversal};

use crate::hcl::Source;
use crate::is_test;

/// The names of all permissions; where they are from is in the file.
static PERMISSIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let text = include_str!("../../../../../tools/providerdouble/permissions.txt");
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
});

/// The argument, field or index whose names are permissions.
const FIELD: &str = "permissions";

pub(crate) fn check(source: &Source, findings: &mut Vec<Diagnostic>) {
    if is_test(&source.path) {
        return;
    }
    let mut names = Names(Vec::new());
    names.visit_body(&source.body);
    for (name, span) in names.0 {
        findings.extend(unknown(&name, &source.path, &source.text, span));
    }
}

/// A finding if Datadog has no permission of this name.
pub(crate) fn unknown(name: &str, path: &str, text: &Arc<str>, span: Range<usize>) -> Option<Diagnostic> {
    (!PERMISSIONS.contains(name)).then(|| {
        let help = suggestion(name, PERMISSIONS.iter().copied());
        Diagnostic::error("terraform/permission", format!("Datadog has no permission '{name}'"))
            .at(path, text.clone(), span)
            .help(format!("{help} (all names: tools/providerdouble/permissions.txt)"))
    })
}

/// The texts that name a permission.
struct Names(Vec<(String, Range<usize>)>);

impl Names {
    /// The elements of a list, or the keys of an object. Other values are for another place to check.
    fn listed(&mut self, value: &Expression) {
        match value {
            Expression::Array(list) => {
                for element in list.iter() {
                    self.text(element);
                }
            }
            Expression::Object(object) => {
                for (key, _) in object.iter() {
                    match key {
                        ObjectKey::Ident(name) => {
                            self.0.push((name.as_str().to_owned(), name.span().unwrap_or_default()))
                        }
                        ObjectKey::Expression(key) => self.text(key),
                    }
                }
            }
            Expression::FuncCall(call) => call.args.iter().for_each(|argument| self.listed(argument)),
            _ => {}
        }
    }

    fn text(&mut self, value: &Expression) {
        if let Expression::String(text) = value {
            self.0.push((text.value().clone(), text.span().unwrap_or_default()));
        }
    }
}

impl Visit for Names {
    fn visit_attr(&mut self, node: &Attribute) {
        if node.key.as_str() == FIELD {
            self.listed(&node.value);
        }
        visit_attr(self, node);
    }

    fn visit_object_item(&mut self, key: &ObjectKey, value: &hcl_edit::expr::ObjectValue) {
        let name = match key {
            ObjectKey::Ident(name) => Some(name.as_str()),
            ObjectKey::Expression(Expression::Variable(name)) => Some(name.as_str()),
            ObjectKey::Expression(key) => key.as_str(),
        };
        if name == Some(FIELD) {
            self.listed(value.expr());
        }
        visit_object_item(self, key, value);
    }

    /// `data.datadog_permissions.all.permissions["logs_read_data"]`
    fn visit_traversal(&mut self, node: &Traversal) {
        let mut after_field = false;
        for operator in &node.operators {
            match operator.value() {
                TraversalOperator::Index(index) if after_field => self.text(index),
                TraversalOperator::GetAttr(name) => {
                    after_field = name.as_str() == FIELD;
                    continue;
                }
                _ => {}
            }
            after_field = false;
        }
        visit_traversal(self, node);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    fn check(text: &str, parts: &[&str]) {
        expect(&[("terraform/modules/organization/roles.tf", text)], parts);
    }

    #[test]
    fn a_permission_that_does_not_exist_is_found_where_it_is_named() {
        check(
            "locals {\n  a = data.datadog_permissions.all.permissions[\"logs_read_dat\"]\n}\n",
            &["terraform/permission '\"logs_read_dat\"'", "'logs_read_data'"],
        );
        check(
            "locals {\n  roles = { swe = { permissions = [\"monitors_red\"] } }\n}\n",
            &["'monitors_read'"],
        );
        check(
            "locals {\n  permissions = { monitors_red = \"reads alerts\" }\n}\n",
            &["'monitors_read'"],
        );
        check(
            "locals {\n  permissions = toset([\"monitors_red\"])\n}\n",
            &["'monitors_read'"],
        );
    }

    #[test]
    fn permissions_that_exist_and_other_texts_are_fine() {
        check(
            "locals {\n  roles = { swe = { permissions = { logs_read_data = \"to debug\" } } }\n}\n",
            &[],
        );
        check(
            "locals {\n  a = data.datadog_permissions.all.permissions[each.value]\n  b = local.x[\"y\"]\n}\n",
            &[],
        );
    }
}
