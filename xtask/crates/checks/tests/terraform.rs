//! `cargo xtask terraform check` with Terraform and the provider double, on trees with one mistake each. What the command finds without Terraform is tested in the
//! crate `terraform`.

use std::os::unix::fs::symlink;
use std::process::Command;

use test_support::fixtures::repository;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

const VERSIONS: &str = "terraform {
  required_version = \">= 1.11\"

  required_providers {
    datadog = {
      source  = \"DataDog/datadog\"
      version = \"~> 4.0\"
    }
  }
}
";

const ROLE: &str = "data \"datadog_permissions\" \"all\" {}

resource \"datadog_role\" \"this\" {
  name = var.name

  dynamic \"permission\" {
    for_each = var.grants

    content {
      id = data.datadog_permissions.all.permissions[permission.value]
    }
  }
}
";

const VARIABLES: &str = "variable \"name\" {
  description = \"Name of the role.\"
  type        = string
}

variable \"grants\" {
  description = \"Names of permissions.\"
  type        = set(string)

  validation {
    condition     = length(var.grants) > 0
    error_message = \"A role needs a permission.\"
  }
}
";

const OUTPUTS: &str = "output \"id\" {
  description = \"Identifier of the role.\"
  value       = datadog_role.this.id
}
";

const TESTS: &str = "variables {
  name   = \"swe\"
  grants = [\"logs_read_data\"]
}

run \"creates_the_role\" {
  assert {
    condition     = datadog_role.this.name == \"swe\"
    error_message = \"the role has another name\"
  }
}

run \"refuses_no_permission\" {
  command = plan

  variables {
    grants = []
  }

  expect_failures = [var.grants]
}
";

const ROOT: &str = "module \"role\" {
  source = \"../../modules/role\"

  name   = \"swe\"
  grants = [\"logs_read_data\"]
}

output \"role\" {
  description = \"Identifier of the role.\"
  value       = module.role.id
}

output \"rendered\" {
  description = \"A rendered object, which is in no folder of Terraform's.\"
  value       = yamldecode(file(\"${path.module}/../../../manifests/dev/namespace.yaml\")).kind
}
";

/// Checksums of a provider that is not the double. Terraform would refuse this one in any case.
const LOCK_FILE: &str = "provider \"another\" {}\n";

/// A tree with a module, its tests and an environment that uses it; `None` where Terraform or Go is missing.
fn tree() -> Option<Tree> {
    for program in ["terraform", "go"] {
        if Command::new(program).arg("version").output().is_err() {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "no '{program}' on PATH");
            println!("skipped: no '{program}' on PATH");
            return None;
        }
    }
    let tree = Tree::empty(CHECKS);
    tree.write("jsonnet/README.md", "Marks the root of the repository.\n");
    tree.write("manifests/dev/namespace.yaml", "kind: Namespace\n");
    for (path, text) in [
        ("modules/role/versions.tf", VERSIONS),
        ("modules/role/role.tf", ROLE),
        ("modules/role/variables.tf", VARIABLES),
        ("modules/role/outputs.tf", OUTPUTS),
        ("modules/role/tests/role.tftest.hcl", TESTS),
        ("modules/role/README.md", "# Role\n"),
        ("environments/dev/versions.tf", VERSIONS),
        ("environments/dev/role.tf", ROOT),
        ("environments/dev/.terraform.lock.hcl", LOCK_FILE),
    ] {
        tree.write(&format!("terraform/{path}"), text);
    }
    let root = repository();
    for config in [".tflint.hcl", ".terraform-docs.yml"] {
        std::fs::copy(root.join("terraform").join(config), tree.path("terraform").join(config))
            .expect("a configuration is copied");
    }
    // The tools are built once for all trees.
    std::fs::create_dir_all(root.join(".cache/tools")).expect("a folder for tools");
    std::fs::create_dir_all(tree.path(".cache")).expect("a folder");
    symlink(root.join(".cache/tools"), tree.path(".cache/tools")).expect("a link");
    symlink(root.join("tools"), tree.path("tools")).expect("a link");
    Some(tree)
}

fn check(tree: &Tree, options: &[&str]) -> Run {
    tree.run(["terraform", "check", "--providers", "double"].iter().chain(options))
}

#[test]
#[ignore = "builds the provider double and tflint: `cargo xtask test --all`"]
fn readme_files_are_written_and_a_clean_tree_is_clean() {
    let Some(tree) = tree() else { return };
    let run = check(&tree, &[]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(
        run.text
            .contains("error[terraform/readme]: 'terraform/modules/role/README.md' is not"),
        "{}",
        run.text
    );
    assert!(run.text.contains("1 error, 0 warnings"), "{}", run.text);

    let run = check(&tree, &["--write"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    assert!(tree.read("terraform/modules/role/README.md").contains("| grants |"));
    // Two runs of the module's tests; a plan and an apply of the environment, which has no tests.
    for part in [
        "1 module, 0 examples, 1 root, 4 test runs passed",
        "provider double",
        "0 errors, 0 warnings",
    ] {
        assert!(run.text.contains(part), "no {part:?} in {}", run.text);
    }
    assert!(
        !tree.path("terraform/environments/dev/.terraform").exists(),
        "a run left files in the tree"
    );
}

/// One mistake, and what the command says about it.
#[test]
#[ignore = "builds the provider double and tflint: `cargo xtask test --all`"]
fn a_mistake_is_found_at_its_place() {
    let Some(tree) = tree() else { return };
    let run = check(&tree, &["--write"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let mut missing = Vec::new();
    for (file, from, to, expected) in [
        (
            "modules/role/role.tf",
            "  name = var.name",
            "  nam  = var.name",
            "role.tf:4:3",
        ),
        (
            "modules/role/role.tf",
            "  name = var.name\n\n",
            "",
            "error[terraform/validate]: missing required argument",
        ),
        (
            "modules/role/role.tf",
            "permission\" {",
            "permissions\" {",
            "error[terraform/validate]: unsupported block type",
        ),
        (
            "modules/role/variables.tf",
            "set(string)",
            "set(strin)",
            "error[terraform/validate]: invalid type specification",
        ),
        (
            "modules/role/outputs.tf",
            "this.id",
            "that.id",
            "error[terraform/validate]: reference to undeclared resource",
        ),
        (
            "environments/dev/role.tf",
            "module.role.id",
            "module.role.key",
            "environments/dev/role.tf:10",
        ),
        (
            "environments/dev/role.tf",
            "  name   = \"swe\"\n",
            "",
            "error[terraform/validate]: missing required argument",
        ),
        (
            "environments/dev/role.tf",
            "logs_read_data",
            "logs_read_everything",
            "error[terraform/test]: invalid index",
        ),
        (
            "environments/dev/role.tf",
            "[\"logs_read_data\"]",
            "[]",
            "error[terraform/validate]: invalid value for variable",
        ),
        (
            "modules/role/tests/role.tftest.hcl",
            "== \"swe\"",
            "== \"sre\"",
            "tests/role.tftest.hcl:8:21",
        ),
        (
            "modules/role/tests/role.tftest.hcl",
            "    grants = []\n",
            "    grants = [\"logs_read_data\"]\n",
            "error[terraform/test]: missing expected failure",
        ),
        (
            "modules/role/role.tf",
            "  name = var.name",
            "  name     = var.name",
            "error[terraform/format]: 'terraform/modules/role/role.tf' is not formatted",
        ),
        (
            "modules/role/variables.tf",
            "Name of the role.",
            "Its name.",
            "README.md:",
        ),
        (
            "environments/dev/role.tf",
            "output \"role\"",
            "variable \"unused\" {}\n\noutput \"role\"",
            "tflint/terraform-unused-declarations",
        ),
    ] {
        let path = format!("terraform/{file}");
        let before = tree.read(&path);
        tree.edit(&path, from, to);
        let folder: Vec<&str> = path.split('/').take(3).collect();
        let run = check(&tree, &[&folder.join("/")]);
        tree.write(&path, before);
        if !run.text.contains(expected) {
            missing.push(format!("{file}: {from:?} -> {to:?}: no {expected:?} in\n{}", run.text));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
#[ignore = "builds the provider double and tflint: `cargo xtask test --all`"]
fn one_folder_is_checked_alone_and_a_missing_program_is_an_error() {
    let Some(tree) = tree() else { return };
    tree.edit("terraform/modules/role/outputs.tf", "this.id", "that.id");
    tree.edit("terraform/environments/dev/role.tf", "logs_read_data", "monitors_read");
    let run = tree.run([
        "terraform",
        "check",
        "--providers",
        "double",
        "terraform/environments",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(
        run.text.contains("\"path\":\"terraform/modules/role/outputs.tf\""),
        "{}",
        run.text
    );

    let run = tree.run(["terraform", "check", "--binary", "no-such-terraform"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(
        run.text.contains("'no-such-terraform' cannot be run") && run.text.contains("--binary"),
        "{}",
        run.text
    );

    let run = tree.run(["terraform", "check", "terraform/environments/prod"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(
        run.text.contains("did you mean 'terraform/environments/dev'"),
        "{}",
        run.text
    );
}
