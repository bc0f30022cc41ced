mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "vault" {}

variables {
  name              = "Acme"
  security_contacts = ["security@acme.example"]
  email_domains     = ["acme.example"]
  sso               = { domains = ["acme.example"], groups = { engineers = "swe", security-team = "security" } }
  roles = {
    swe       = { title = "Software engineer", permissions = { monitors_read = "sees what alerts", dashboards_read = "sees dashboards of services" } }
    security  = { title = "Security", includes = ["swe"], permissions = { audit_logs_read = "examines who did what" } }
    terraform = { title = "Terraform", permissions = { user_access_manage = "manages roles by review", org_management = "manages settings by review" } }
  }
  teams = { platform = { title = "Platform", charter = "the edge" } }
  service_accounts = {
    terraform = {
      email            = "terraform@acme.example"
      role             = "terraform"
      purpose          = "applies this"
      api_keys         = { a = { created = "2096-01-01", retire_after = "2096-06-01" } }
      application_keys = { a = { created = "2096-01-01", retire_after = "2096-06-01" } }
    }
    reader = { email = "reader@acme.example", role = "swe", purpose = "has no key" }
  }
  store = { kind = "aws-ssm", path = "/acme/datadog" }
}

run "roles_have_their_permissions_and_those_they_include" {
  state_key = "organization"

  assert {
    condition     = length(datadog_role.this["swe"].permission) == 2 && length(datadog_role.this["security"].permission) == 3
    error_message = "a role may do more or less than its data says"
  }

  assert {
    condition     = toset([for permission in datadog_role.this["swe"].permission : permission.id]) == toset([data.datadog_permissions.this.permissions["monitors_read"], data.datadog_permissions.this.permissions["dashboards_read"]])
    error_message = "the role has other permissions"
  }

  assert {
    condition     = datadog_authn_mapping.this["security-team"].role == datadog_role.this["security"].id && datadog_authn_mapping.this["engineers"].key == "memberOf"
    error_message = "a group gets another role"
  }

  assert {
    condition     = output.store_paths == { terraform = { api-key = "/acme/datadog/terraform/api-key", app-key = "/acme/datadog/terraform/app-key" } }
    error_message = "keys are elsewhere, or an account without keys has some"
  }

  assert {
    condition     = datadog_service_account.this["terraform"].roles == toset([datadog_role.this["terraform"].id])
    error_message = "a program has another role than its own"
  }
}

run "settings_are_closed" {
  command = plan

  assert {
    condition = alltrue([
      one(one(datadog_organization_settings.this.settings).saml).enabled,
      one(one(datadog_organization_settings.this.settings).saml_strict_mode).enabled,
      !one(datadog_organization_settings.this.settings).private_widget_share,
      datadog_domain_allowlist.this.enabled,
    ])
    error_message = "someone gets in without the identity provider, or something gets out"
  }

  assert {
    condition     = datadog_team.this["platform"].description == "the edge" && datadog_domain_allowlist.this.domains == tolist(["@acme.example"])
    error_message = "a team or a domain is not as the data says"
  }
}

run "the_table_gives_each_reason" {
  command = plan

  assert {
    condition     = strcontains(output.roles_table, "| security | `audit_logs_read` | examines who did what |") && strcontains(output.roles_table, "| security | `monitors_read` | sees what alerts |")
    error_message = "the table misses a permission"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "organization"

  module {
    source = "../../mocks/nothing"
  }
}
