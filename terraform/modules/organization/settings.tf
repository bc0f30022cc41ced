resource "datadog_organization_settings" "this" {
  name              = var.name
  security_contacts = var.security_contacts

  settings {
    private_widget_share = false
    # For the moment before the first login: then the mappings of groups decide (sso.tf).
    saml_autocreate_access_role = "ro"

    saml {
      enabled = var.sso.enabled
    }

    saml_strict_mode {
      enabled = var.sso.strict
    }

    saml_idp_initiated_login {
      enabled = var.sso.idp_initiated
    }

    saml_autocreate_users_domains {
      enabled = length(var.sso.domains) > 0
      domains = var.sso.domains
    }
  }

  lifecycle {
    # Datadog cannot delete an organisation's settings: without them here, nobody would notice a change.
    prevent_destroy = true
  }
}

resource "datadog_domain_allowlist" "this" {
  enabled = true
  domains = [for domain in var.email_domains : "@${domain}"]
}

resource "datadog_team" "this" {
  for_each = var.teams

  handle      = each.key
  name        = each.value.title
  description = each.value.charter
}
