# Three roles, people who log in through the identity provider, and one service account whose key goes to AWS SSM.
module "organization" {
  source = "../.."

  name              = "Acme"
  security_contacts = ["security@acme.example"]
  email_domains     = ["acme.example"]

  sso = {
    domains = ["acme.example"]
    groups  = { engineers = "swe", security = "security" }
  }

  roles = {
    swe      = { title = "Software engineer", permissions = { monitors_read = "sees what alerts about the own service" } }
    security = { title = "Security", includes = ["swe"], permissions = { audit_logs_read = "examines who did what" } }
    operator = { title = "Operator", permissions = { monitors_write = "applies monitors from the repository" } }
  }

  teams = { platform = { title = "Platform", charter = "the edge and the cluster" } }

  service_accounts = {
    operator = {
      email            = "datadog-operator@acme.example"
      role             = "operator"
      purpose          = "applies monitors"
      application_keys = { "2026-11" = { created = "2026-11-15", retire_after = "2027-05-14" } }
    }
  }
  store = { kind = "aws-ssm", path = "/acme/datadog" }
}

output "roles_table" {
  description = "Who may do what."
  value       = module.organization.roles_table
}
