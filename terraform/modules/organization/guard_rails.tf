# What HIPAA forbids whatever the data says. Each error names the rule.
locals {
  # Permissions that would undo another guard, and the roles that may have them all the same.
  guarded_permissions = {
    admin                       = { rule = "45 CFR 164.308(a)(4), access: everything at once is not least privilege", roles = [] }
    data_scanner_unmask         = { rule = "45 CFR 164.502(b), minimum necessary: what the scanner masked stays masked", roles = [] }
    dashboards_public_share     = { rule = "45 CFR 164.312(a)(1), access control: nothing is shared without a login", roles = [] }
    embeddable_graphs_share     = { rule = "45 CFR 164.312(a)(1), access control: nothing is shared without a login", roles = [] }
    dashboards_embed_share      = { rule = "45 CFR 164.312(a)(1), access control: nothing is shared without a login", roles = [] }
    logs_delete_data            = { rule = "45 CFR 164.312(c)(1), integrity: no log is deleted before its time", roles = [] }
    rum_delete_data             = { rule = "45 CFR 164.312(c)(1), integrity: no session is deleted before its time", roles = [] }
    audit_logs_write            = { rule = "45 CFR 164.312(b), audit controls: whom the audit trail watches may not change it", roles = ["security"] }
    audit_logs_read             = { rule = "45 CFR 164.312(b), audit controls: the audit trail is for those who examine it", roles = ["security"] }
    debugger_capture_variables  = { rule = "45 CFR 164.502(b), minimum necessary: a captured variable may hold a patient's data", roles = [] }
    logs_write_forwarding_rules = { rule = "45 CFR 164.502(e), business associates: logs go to no other party", roles = [] }
    user_access_manage          = { rule = "45 CFR 164.308(a)(3), workforce: only the identity provider and Terraform give access", roles = ["terraform"] }
    org_management              = { rule = "45 CFR 164.308(a)(3), workforce: settings of the organisation change by review", roles = ["terraform"] }
  }

  guarded = flatten([
    for name, permissions in local.permissions : [
      for permission, guard in local.guarded_permissions : "'${name}' may not have ${permission} (${guard.rule})"
      if contains(keys(permissions), permission) && !contains(guard.roles, name)
    ]
  ])
}

resource "terraform_data" "guard_rails" {
  input = var.name

  lifecycle {
    precondition {
      condition     = var.sso.enabled && var.sso.strict
      error_message = "45 CFR 164.312(d), authentication: everyone logs in through the identity provider. Set sso.enabled and sso.strict; break-glass is in docs/how-to/manage-the-account.md."
    }

    precondition {
      condition     = length(setsubtract(var.sso.domains, var.email_domains)) == 0
      error_message = "45 CFR 164.308(a)(3), workforce: accounts are made for people of our own domains only, not for ${join(", ", setsubtract(var.sso.domains, var.email_domains))}. Remove them from sso.domains, or add them to email_domains."
    }

    precondition {
      condition     = length(var.sso.groups) > 0
      error_message = "45 CFR 164.308(a)(4), access: without a mapping of groups to roles everyone gets Datadog's own role, which reads every log. Set sso.groups."
    }

    precondition {
      condition     = length(local.guarded) == 0
      error_message = "${join("; ", local.guarded)}. Remove the permission from the role."
    }
  }
}
