mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "vault" {}

variables {
  name               = "prod-agent"
  service_account_id = "00000000-0000-0000-0000-000000000000"
  api_keys = {
    old = { created = "2096-05-01", retire_after = "2096-10-01" }
    new = { created = "2096-09-20", retire_after = "2097-03-01" }
  }
  application_keys = { only = { created = "2096-05-01", retire_after = "2096-10-01" } }
  store            = { kind = "aws-ssm", path = "/acme/prod/datadog" }
}

run "both_keys_work_and_the_newer_is_stored" {
  assert {
    condition     = toset(keys(datadog_api_key.this)) == toset(["new", "old"]) && output.newest.api-key == "new" && output.newest.app-key == "only"
    error_message = "during a rotation both keys exist and the newer one is in the store"
  }

  assert {
    condition     = aws_ssm_parameter.this["api-key"].value_wo_version == 20960920 && aws_ssm_parameter.this["app-key"].value_wo_version == 20960501
    error_message = "the store would not take a newer key"
  }

  assert {
    condition     = aws_ssm_parameter.this["api-key"].value == null && aws_ssm_parameter.this["api-key"].value_wo == null
    error_message = "the key is in the state of the parameter"
  }

  assert {
    condition     = length(vault_kv_secret_v2.this) == 0
    error_message = "keys are in two stores"
  }

  assert {
    condition     = output.store_paths == { api-key = "/acme/prod/datadog/api-key", app-key = "/acme/prod/datadog/app-key" }
    error_message = "an ExternalSecret looks elsewhere"
  }
}

run "the_old_key_goes_with_its_entry" {
  variables {
    api_keys = { new = { created = "2096-09-20", retire_after = "2097-03-01" } }
  }

  assert {
    condition     = toset(keys(datadog_api_key.this)) == toset(["new"]) && aws_ssm_parameter.this["api-key"].value_wo_version == 20960920
    error_message = "removing the old key changes the stored one"
  }
}

run "a_key_is_not_overdue_on_its_last_day" {
  command = plan

  variables {
    today = "2096-10-01"
  }

  assert {
    condition     = length(datadog_api_key.this) == 2
    error_message = "the day changed what is planned"
  }
}

run "vault_by_choice" {
  variables {
    store = { kind = "vault", path = "acme/dev/datadog" }
  }

  assert {
    condition     = vault_kv_secret_v2.this["api-key"].name == "acme/dev/datadog/api-key" && vault_kv_secret_v2.this["api-key"].data_json_wo_version == 20960920 && length(aws_ssm_parameter.this) == 0
    error_message = "keys are not in Vault"
  }

  assert {
    condition     = vault_kv_secret_v2.this["api-key"].data_json == null && vault_kv_secret_v2.this["api-key"].data_json_wo == null
    error_message = "the key is in the state of the secret"
  }
}
