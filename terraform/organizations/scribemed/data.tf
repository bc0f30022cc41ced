# Everything that this root decides is in files: what the policy says, who the organisation is, and the account's data.
locals {
  policy       = jsondecode(file("${path.module}/../../policy/${basename(abspath(path.module))}.json"))
  organization = yamldecode(file("${path.module}/organization.yaml"))
  roles        = yamldecode(file("${path.module}/roles.yaml")).roles
  imports      = yamldecode(file("${path.module}/imports.yaml"))

  logs = {
    for name in ["indexes", "metrics", "archives", "restrictions"] : name => yamldecode(file("${path.module}/../../logs/${name}.yaml"))[name]
  }

  # In the order in which Datadog runs them.
  scanner = [
    for name in ["phi", "secrets"] : merge(
      yamldecode(file("${path.module}/../../scanner/${name}.yaml")).group,
      { rules = yamldecode(file("${path.module}/../../scanner/${name}.yaml")).rules },
    )
  ]
}
