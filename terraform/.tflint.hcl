# The rules of tflint's bundled ruleset, all of them: a module is read by people who do not know it.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# Files are named for what they hold, not main.tf, variables.tf, outputs.tf alone.
rule "terraform_standard_module_structure" {
  enabled = false
}
