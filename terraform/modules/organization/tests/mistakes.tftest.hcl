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
  sso               = { domains = ["acme.example"], groups = { engineers = "swe" } }
  roles             = { swe = { title = "Software engineer", permissions = { monitors_read = "sees what alerts" } } }
  store             = { kind = "aws-ssm", path = "/acme/datadog" }
}

run "no_security_contact" {
  command = plan

  variables {
    security_contacts = []
  }

  expect_failures = [var.security_contacts]
}

run "security_contact_without_domain" {
  command = plan

  variables {
    security_contacts = ["security"]
  }

  expect_failures = [var.security_contacts]
}

run "no_domain" {
  command = plan

  variables {
    email_domains = []
    sso           = { domains = [], groups = { engineers = "swe" } }
  }

  expect_failures = [var.email_domains]
}

run "permission_without_reason" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = { monitors_read = "yes" } } }
  }

  expect_failures = [var.roles]
}

run "includes_an_unknown_role" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", includes = ["sre"], permissions = {} } }
  }

  expect_failures = [var.roles]
}

run "includes_a_role_that_includes" {
  command = plan

  variables {
    roles = {
      a   = { title = "A", permissions = {} }
      b   = { title = "B", includes = ["a"], permissions = {} }
      swe = { title = "Engineer", includes = ["b"], permissions = {} }
    }
  }

  expect_failures = [var.roles]
}

run "unknown_permission" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = { monitor_read = "sees what alerts" } } }
  }

  expect_failures = [datadog_role.this]
}

run "group_with_unknown_role" {
  command = plan

  variables {
    sso = { domains = ["acme.example"], groups = { engineers = "sew" } }
  }

  expect_failures = [datadog_authn_mapping.this]
}

run "account_with_unknown_role" {
  command = plan

  variables {
    service_accounts = { ci = { email = "ci@acme.example", role = "ci", purpose = "plans" } }
  }

  expect_failures = [var.service_accounts]
}

run "two_accounts_of_one_address" {
  command = plan

  variables {
    service_accounts = {
      a = { email = "ci@acme.example", role = "swe", purpose = "plans" }
      b = { email = "ci@acme.example", role = "swe", purpose = "plans" }
    }
  }

  expect_failures = [var.service_accounts]
}

run "login_without_identity_provider" {
  command = plan

  variables {
    sso = { strict = false, domains = ["acme.example"], groups = { engineers = "swe" } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "accounts_for_a_foreign_domain" {
  command = plan

  variables {
    sso = { domains = ["other.example"], groups = { engineers = "swe" } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "no_group" {
  command = plan

  variables {
    sso = { domains = ["acme.example"], groups = {} }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_admin" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { admin = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_data_scanner_unmask" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { data_scanner_unmask = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_dashboards_public_share" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { dashboards_public_share = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_embeddable_graphs_share" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { embeddable_graphs_share = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_dashboards_embed_share" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { dashboards_embed_share = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_logs_delete_data" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { logs_delete_data = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_rum_delete_data" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { rum_delete_data = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_audit_logs_write" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { audit_logs_write = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_audit_logs_read" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { audit_logs_read = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_debugger_capture_variables" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { debugger_capture_variables = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_logs_write_forwarding_rules" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { logs_write_forwarding_rules = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_user_access_manage" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { user_access_manage = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}

run "guarded_org_management" {
  command = plan

  variables {
    roles = { swe = { title = "Engineer", permissions = {} }, sre = { title = "Role", permissions = { org_management = "because it wants to" } } }
  }

  expect_failures = [terraform_data.guard_rails]
}
