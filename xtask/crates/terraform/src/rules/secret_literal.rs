//! Secrets written into code.

use diagnostics::Diagnostic;
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block};
use hcl_edit::visit::{Visit, visit_attr, visit_block, visit_expr, visit_object_item};

use crate::hcl::{Source, labels, texts};
use crate::is_test;

pub(crate) const HELP: &str = "remove it and revoke it at its provider: it is in the history of Git; keep secrets in Vault or SSM, and read them with an ephemeral resource or a variable \
     with `ephemeral = true`";

pub(crate) fn check(source: &Source, findings: &mut Vec<Diagnostic>) {
    let mut literals = Literals {
        source,
        test: is_test(&source.path),
        findings,
    };
    literals.visit_body(&source.body);
}

struct Literals<'a> {
    source: &'a Source,
    /// Tests set arguments to made-up values; what looks like a real key is a finding there, too.
    test: bool,
    findings: &'a mut Vec<Diagnostic>,
}

impl Literals<'_> {
    fn report(&mut self, message: String, at: &impl Span) {
        let finding = self.source.error("terraform/secret-in-code", message, at).help(HELP);
        // A value may be reached twice, by its name and by its form.
        let place = |finding: &Diagnostic| finding.place.clone();
        if !self
            .findings
            .iter()
            .any(|known| known.rule == finding.rule && place(known) == place(&finding))
        {
            self.findings.push(finding);
        }
    }

    fn named(&mut self, name: &str, value: &Expression) {
        if !self.test && names_a_secret(name) && value.as_str().is_some_and(|text| !text.is_empty()) {
            self.report(format!("the value of '{name}' is written into the code"), value);
        }
    }
}

impl Visit for Literals<'_> {
    fn visit_attr(&mut self, node: &Attribute) {
        self.named(node.key.as_str(), &node.value);
        visit_attr(self, node);
    }

    fn visit_object_item(&mut self, key: &hcl_edit::expr::ObjectKey, value: &hcl_edit::expr::ObjectValue) {
        let name = match key {
            hcl_edit::expr::ObjectKey::Ident(name) => Some(name.as_str().to_owned()),
            hcl_edit::expr::ObjectKey::Expression(Expression::Variable(name)) => Some(name.as_str().to_owned()),
            hcl_edit::expr::ObjectKey::Expression(key) => key.as_str().map(str::to_owned),
        };
        if let Some(name) = name {
            self.named(&name, value.expr());
        }
        visit_object_item(self, key, value);
    }

    fn visit_block(&mut self, node: &Block) {
        if node.ident.as_str() == "variable" && !self.test {
            let name = labels(node)
                .first()
                .map(|label| (*label).to_owned())
                .unwrap_or_default();
            let marked = ["sensitive", "ephemeral"]
                .iter()
                .any(|mark| node.body.get_attribute(mark).and_then(|a| a.value.as_bool()) == Some(true));
            let default = node.body.get_attribute("default");
            if let Some(default) = default.filter(|_| marked || names_a_secret(&name))
                && texts(&default.value).iter().any(|(text, _)| !text.is_empty())
            {
                let message = format!("variable '{name}' is secret and has a default in the code");
                self.report(message, &default.value);
            }
        }
        visit_block(self, node);
    }

    fn visit_expr(&mut self, node: &Expression) {
        if let Some(kind) = node.as_str().and_then(looks_like) {
            self.report(format!("this text looks like {kind}"), node);
        }
        visit_expr(self, node);
    }
}

/// Whether a value of this name is secret. `_key` alone is not: most keys are names.
pub(crate) fn names_a_secret(name: &str) -> bool {
    const SECRET: [&str; 12] = [
        "password",
        "passphrase",
        "secret",
        "client_secret",
        "api_key",
        "app_key",
        "application_key",
        "secret_key",
        "private_key",
        "access_token",
        "auth_token",
        "service_key",
    ];
    let name = name.strip_suffix("_wo").unwrap_or(name);
    name == "token"
        || SECRET
            .iter()
            .any(|secret| name == *secret || name.ends_with(&format!("_{secret}")))
}

/// What a text looks like, if it has the form of a secret.
pub(crate) fn looks_like(text: &str) -> Option<&'static str> {
    const MARKED: [(&str, usize, &str); 9] = [
        ("AKIA", 20, "an access key of AWS"),
        ("ASIA", 20, "an access key of AWS"),
        ("xoxb-", 20, "a token of Slack"),
        ("xoxp-", 20, "a token of Slack"),
        ("ghp_", 36, "a token of GitHub"),
        ("github_pat_", 36, "a token of GitHub"),
        ("hvs.", 24, "a token of Vault"),
        (
            "https://hooks.slack.com/services/",
            50,
            "a webhook of Slack, which is a secret",
        ),
        ("ddapp_", 32, "an application key of Datadog"),
    ];
    let text = text.trim();
    if begins_private_key(text) {
        return Some("a private key");
    }
    let marked = MARKED
        .iter()
        .find(|(start, length, _)| text.starts_with(start) && text.len() >= *length);
    if let Some((_, _, kind)) = marked {
        return Some(kind);
    }
    match text.len() {
        32 if random_hex(text) => Some("an API key of Datadog"),
        40 if random_hex(text) => Some("an application key of Datadog"),
        _ => None,
    }
}

/// `-----BEGIN RSA PRIVATE KEY-----`. A pattern that finds such a line has other characters between the words.
fn begins_private_key(text: &str) -> bool {
    text.split("-----BEGIN ")
        .skip(1)
        .filter_map(|rest| rest.split_once("PRIVATE KEY-----"))
        .any(|(kind, _)| kind.bytes().all(|b| b.is_ascii_uppercase() || b == b' '))
}

/// Whether a text is hexadecimal and not made up: counted up, or of a few digits. Written in one case, as keys are.
fn random_hex(text: &str) -> bool {
    let hex = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let mut digits: Vec<u8> = text.bytes().collect();
    digits.sort_unstable();
    digits.dedup();
    hex && digits.len() > 6
        && digits.iter().any(u8::is_ascii_alphabetic)
        && !text.contains("0123456789")
        && !text.contains("12345678")
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    const RULE: &str = "terraform/secret-in-code";

    fn check(text: &str, parts: &[&str]) {
        expect(&[("terraform/modules/a/main.tf", text)], parts);
    }

    #[test]
    fn a_secret_in_an_argument_a_default_or_a_field_is_found() {
        check(
            "provider \"datadog\" {\n  api_key = \"swordfish\"\n}\n",
            &[RULE, "'\"swordfish\"'", "'api_key'"],
        );
        check(
            "variable \"webhook_token\" {\n  sensitive = true\n  default   = \"hunter2\"\n}\n",
            &[RULE, "variable 'webhook_token'"],
        );
        check(
            "variable \"db_password\" {\n  default = \"hunter2\"\n}\n",
            &[RULE, "variable 'db_password'"],
        );
        check(
            "variable \"a\" {\n  default = { app_key = \"hunter2\" }\n}\n",
            &[RULE, "'app_key'"],
        );
    }

    #[test]
    fn a_text_with_the_form_of_a_key_is_found_anywhere() {
        check(
            "locals {\n  a = [\"3f9a1c0be57d4286b1e0c97f5a2d8e46\"]\n}\n",
            &[RULE, "an API key of Datadog"],
        );
        let test = "run \"a\" {\n  variables {\n    k = \"AKIAIOSFODNN7EXAMPLE\"\n  }\n}\n";
        expect(&[("terraform/modules/a/tests/a.tftest.hcl", test)], &[RULE, "AWS"]);
        expect(
            &[(
                "terraform/environments/dev/a.tfvars",
                "x = \"hvs.CAESIJ0a9b8c7d6e5f4a3b2c1\"\n",
            )],
            &[RULE, "Vault"],
        );
    }

    #[test]
    fn references_empty_defaults_and_made_up_values_of_tests_are_fine() {
        check(
            "variable \"db_password\" {\n  default   = null\n  ephemeral = true\n}\n",
            &[],
        );
        check("variable \"api_key\" {\n  default = \"\"\n}\n", &[]);
        check("provider \"datadog\" {\n  api_key = var.api_key\n}\n", &[]);
        check(
            "locals {\n  api_key_name = \"agent\"\n  a = \"0123456789abcdef0123456789abcdef\"\n  rotation_key = \"90d\"\n}\n",
            &[],
        );
        let test = "run \"a\" {\n  variables {\n    api_key = \"made-up\"\n  }\n}\n";
        expect(&[("terraform/modules/a/tests/a.tftest.hcl", test)], &[]);
    }
}
