# Terraform drops a field that a variable's type does not have, without a word. Here each name of a field in the files is compared with those that the modules
# have read.
locals {
  field = "[{,]\"([a-z_][a-z0-9_]*)\":"

  given = toset(flatten(regexall(local.field, jsonencode([local.environment, local.windows]))))
  known = toset(flatten(regexall(local.field, jsonencode([
    module.keys.read, module.maintenance.read,
    # What this root reads itself.
    { argocd_context = "", argocd_root = false },
  ]))))
  unknown = setsubtract(local.given, local.known)
}

resource "terraform_data" "strict" {
  lifecycle {
    precondition {
      condition     = length(local.unknown) == 0
      error_message = "No module knows these fields, so they would be lost: ${join(", ", local.unknown)}. Correct them in environment.yaml or maintenance/."
    }
  }
}
