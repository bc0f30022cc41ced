# Datadog computes a key, so it is in the state: there is no ephemeral resource for it. The state is encrypted, and nothing here outputs a key.
resource "datadog_api_key" "this" {
  for_each   = var.api_keys
  depends_on = [terraform_data.rotation]

  name = "${var.name}-${each.key}"
  # Remote configuration could switch on capture of variables and bodies, past review.
  remote_config_read_enabled = false
}

resource "datadog_service_account_application_key" "this" {
  for_each   = var.application_keys
  depends_on = [terraform_data.rotation]

  service_account_id = var.service_account_id
  name               = "${var.name}-${each.key}"
}

locals {
  # What is written into the store, and under which name. Names and versions are not secret; the values are only read into write-only arguments.
  stored = merge(
    local.newest["API"] == null ? {} : { api-key = local.store_version["API"] },
    local.newest["application"] == null ? {} : { app-key = local.store_version["application"] },
  )
  values = {
    api-key = try(datadog_api_key.this[local.newest["API"]].key, null)
    app-key = try(datadog_service_account_application_key.this[local.newest["application"]].key, null)
  }
}
