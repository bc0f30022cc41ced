//! Secrets that would reach a state or an output.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use diagnostics::Diagnostic;
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;

use crate::hcl::{Source, blocks, each_attribute, labels, references};
use crate::is_test;
use crate::kinds::{KINDS, Kind};

pub(crate) fn check(sources: &[Source], findings: &mut Vec<Diagnostic>) {
    let mut modules: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !is_test(&source.path)) {
        modules.entry(source.folder()).or_default().push(source);
    }
    for files in modules.values() {
        let module = Module::read(files);
        for source in files {
            module.outputs(source, findings);
            module.resources(source, findings);
            module.kept_reads(source, findings);
        }
    }
}

/// The secrets that a module knows.
struct Module {
    /// Locals that contain one.
    locals: BTreeSet<String>,
    /// Variables that are marked as one.
    variables: BTreeSet<String>,
}

impl Module {
    fn read(files: &[&Source]) -> Self {
        let marked = |block: &&Block| {
            let is = |mark| block.body.get_attribute(mark).and_then(|a| a.value.as_bool()) == Some(true);
            is("sensitive") || is("ephemeral")
        };
        let variables = files
            .iter()
            .flat_map(|source| blocks(source, "variable"))
            .filter(marked)
            .filter_map(|block| labels(block).first().map(|name| (*name).to_owned()))
            .collect();
        let mut module = Self {
            locals: BTreeSet::new(),
            variables,
        };
        let values: Vec<_> = files
            .iter()
            .flat_map(|source| blocks(source, "locals"))
            .flat_map(|block| block.body.attributes())
            .collect();
        // A local may use another one: repeat until nothing is added.
        loop {
            let before = module.locals.len();
            for value in &values {
                if module.secret(&value.value).is_some() {
                    module.locals.insert(value.key.as_str().to_owned());
                }
            }
            if module.locals.len() == before {
                return module;
            }
        }
    }

    /// The first secret that an expression contains: its name and place.
    fn secret(&self, value: &Expression) -> Option<(String, Range<usize>)> {
        references(value).into_iter().find_map(|(steps, span)| {
            let found = match steps.first()?.as_str() {
                "local" => self.locals.contains(steps.get(1)?),
                "var" => self.variables.contains(steps.get(1)?),
                "ephemeral" => KINDS.ephemerals.contains_key(steps.get(1)?),
                "data" => reads_secret(KINDS.data.get(steps.get(1)?)?, &steps[3.min(steps.len())..]),
                kind => reads_secret(KINDS.resources.get(kind)?, &steps[2.min(steps.len())..]),
            };
            found.then(|| (steps.join("."), span))
        })
    }

    fn outputs(&self, source: &Source, findings: &mut Vec<Diagnostic>) {
        for block in blocks(source, "output") {
            let ephemeral = block.body.get_attribute("ephemeral").and_then(|a| a.value.as_bool()) == Some(true);
            let Some(value) = block.body.get_attribute("value").filter(|_| !ephemeral) else {
                continue;
            };
            let Some((secret, span)) = self.secret(&value.value) else {
                continue;
            };
            let name = labels(block).join(".");
            findings.push(
                source
                    .error("terraform/secret-in-output", format!("output '{name}' contains the secret '{secret}', which then is in the state"), &At(span))
                    .help("write the secret to Vault or SSM with a write-only argument, and output its path; in a child module, `ephemeral = true` keeps it out of the state"),
            );
        }
    }

    /// Arguments that keep a secret in the state although a write-only argument exists.
    fn resources(&self, source: &Source, findings: &mut Vec<Diagnostic>) {
        for block in blocks(source, "resource") {
            let labels = labels(block);
            let Some(kind) = labels.first().and_then(|name| KINDS.resources.get(*name)) else {
                continue;
            };
            each_attribute(&block.body, &[], &mut |path, argument| {
                let form = kind.write_only_form(argument.key.as_str()).filter(|_| path.is_empty());
                let Some((form, (secret, span))) = form.zip(self.secret(&argument.value)) else {
                    return;
                };
                let name = labels.join(".");
                let message = format!(
                    "'{}' of '{name}' keeps the secret '{secret}' in the state",
                    argument.key.as_str()
                );
                let help =
                    format!("use '{form}' with '{form}_version': a write-only argument reaches neither plan nor state");
                findings.push(source.error("terraform/secret-in-state", message, &At(span)).help(help));
            });
        }
    }

    /// Data sources and resources that read or make a secret into the state although an ephemeral resource of the same kind exists.
    fn kept_reads(&self, source: &Source, findings: &mut Vec<Diagnostic>) {
        for (word, kinds) in [("data", &KINDS.data), ("resource", &KINDS.resources)] {
            for block in blocks(source, word) {
                let labels = labels(block);
                let Some(kind) = labels.first().and_then(|name| kinds.get(*name)) else {
                    continue;
                };
                // A resource that can be written without the state is how a secret is stored.
                let stores = word == "resource" && !kind.write_only.is_empty();
                let encrypted = block
                    .body
                    .get_attribute("with_decryption")
                    .and_then(|a| a.value.as_bool())
                    == Some(false);
                if kind.sensitive.is_empty() || stores || encrypted || !KINDS.ephemerals.contains_key(labels[0]) {
                    continue;
                }
                let message = format!("{word} '{}' keeps a secret in the state", labels.join("."));
                let help = format!(
                    "use ephemeral \"{}\": its values reach neither plan nor state",
                    labels[0]
                );
                findings.push(
                    source
                        .error("terraform/secret-in-state", message, &block.labels[0])
                        .help(help),
                );
            }
        }
    }
}

/// Whether the path into an object leads to a sensitive value, or to the object as a whole.
fn reads_secret(kind: &Kind, path: &[String]) -> bool {
    match path.first() {
        Some(attribute) => kind.sensitive.contains(attribute),
        None => !kind.sensitive.is_empty(),
    }
}

struct At(Range<usize>);

impl Span for At {
    fn span(&self) -> Option<Range<usize>> {
        Some(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    fn check(text: &str, parts: &[&str]) {
        expect(&[("terraform/modules/a/main.tf", text)], parts);
    }

    const KEY: &str = "resource \"datadog_api_key\" \"agent\" {\n  name = \"agent\"\n}\n";

    #[test]
    fn an_output_with_a_key_is_found_also_through_locals_and_as_a_whole_object() {
        for value in [
            "datadog_api_key.agent.key",
            "{ a = datadog_api_key.agent[\"x\"].key }",
            "datadog_api_key.agent",
            "local.b",
        ] {
            let text = format!(
                "{KEY}locals {{\n  b = local.a\n  a = datadog_api_key.agent.key\n}}\noutput \"key\" {{\n  sensitive = true\n  value = {value}\n}}\n"
            );
            check(&text, &["terraform/secret-in-output", "output 'key'", "path"]);
        }
    }

    #[test]
    fn names_and_counts_of_keys_are_no_secret() {
        check(
            &format!(
                "{KEY}output \"id\" {{\n  value = datadog_api_key.agent.id\n}}\noutput \"n\" {{\n  value = length(datadog_api_key.agent.key)\n}}\n\
                 output \"e\" {{\n  ephemeral = true\n  value = datadog_api_key.agent.key\n}}\n"
            ),
            &[],
        );
    }

    #[test]
    fn a_write_only_argument_is_asked_for_where_there_is_one() {
        let parameter = |argument: &str, value: &str| {
            format!(
                "{KEY}resource \"aws_ssm_parameter\" \"a\" {{\n  name = \"a\"\n  type = \"SecureString\"\n  {argument} = {value}\n}}\n"
            )
        };
        check(
            &parameter("value", "datadog_api_key.agent.key"),
            &["terraform/secret-in-state", "'value_wo'"],
        );
        check(&parameter("value_wo", "datadog_api_key.agent.key"), &[]);
        check(&parameter("value", "datadog_api_key.agent.name"), &[]);
        let variable = format!(
            "variable \"k\" {{\n  ephemeral = true\n}}\n{}",
            parameter("value", "var.k")
        );
        check(&variable, &["terraform/secret-in-state", "'var.k'"]);
    }

    #[test]
    fn an_ephemeral_resource_is_asked_for_where_there_is_one() {
        check(
            "data \"vault_kv_secret_v2\" \"a\" {\n  mount = \"kv\"\n  name = \"a\"\n}\n",
            &["terraform/secret-in-state", "ephemeral \"vault_kv_secret_v2\""],
        );
        check(
            "resource \"random_password\" \"a\" {\n  length = 20\n}\n",
            &["terraform/secret-in-state"],
        );
        check(
            "resource \"vault_kv_secret_v2\" \"a\" {\n  mount = \"kv\"\n  name = \"a\"\n}\n",
            &[],
        );
        check("ephemeral \"random_password\" \"a\" {\n  length = 20\n}\n", &[]);
    }
}
