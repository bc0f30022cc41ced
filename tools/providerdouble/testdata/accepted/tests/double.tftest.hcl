run "applies" {
  assert {
    condition     = length(datadog_role.swe.permission) == 2 && datadog_logs_index.phi.retention_days == 15
    error_message = "the state differs from the configuration"
  }
  assert {
    condition     = vault_kv_secret_v2.agent.data_json_wo == null && aws_ssm_parameter.agent.value_wo == null
    error_message = "a write-only argument is in the state"
  }
}

run "changes_in_place" {
  variables {
    retention_days = 30
  }
  assert {
    condition     = datadog_logs_index.phi.id == run.applies.index_id && datadog_logs_index.phi.retention_days == 30
    error_message = "an update replaced the index, or changed nothing"
  }
}
