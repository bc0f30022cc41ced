# One block for each kind that may exist already. A name in imports.yaml that this root does not make is an error of Terraform.
import {
  for_each = local.imports.organization_settings
  to       = module.organization.datadog_organization_settings.this
  id       = each.value
}

import {
  for_each = local.imports.domain_allowlist
  to       = module.organization.datadog_domain_allowlist.this
  id       = each.value
}

import {
  for_each = local.imports.roles
  to       = module.organization.datadog_role.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.teams
  to       = module.organization.datadog_team.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.authn_mappings
  to       = module.organization.datadog_authn_mapping.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.service_accounts
  to       = module.organization.datadog_service_account.this[each.key]
  id       = each.value
}
