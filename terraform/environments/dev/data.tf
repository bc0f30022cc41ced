# The folder's name is the environment's: this file is the same in all of them.
locals {
  env          = basename(abspath(path.module))
  policy       = jsondecode(file("${path.module}/../../policy/${local.env}.json"))
  account      = jsondecode(file("${path.module}/../../policy/${local.policy.organisation}.json"))
  organization = yamldecode(file("${path.module}/../../organizations/${local.policy.organisation}/organization.yaml"))
  environment  = yamldecode(file("${path.module}/environment.yaml"))

  window_files = {
    for file in fileset("${path.module}/maintenance", "*.yaml") : trimsuffix(file, ".yaml") => yamldecode(file("${path.module}/maintenance/${file}"))
  }
  # A recurring window starts in its own zone, but YAML makes UTC of a time without one.
  windows = {
    for name, window in local.window_files : name => try(merge(window, { recurring = merge(window.recurring, { start = trimsuffix(window.recurring.start, "Z") }) }), window)
  }
}
