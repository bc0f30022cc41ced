// What HIPAA asks of records about patients' data, as numbers that Terraform and the checks read.
//
//   archive_retention_days    how long log archives are kept. 45 CFR 164.316(b)(2)(i): six years from the day a record was made or last in effect. Six years
//                             hold up to two leap days: 2192 days
//   index_retention_days_min  how long audit logs can be searched at least: an investigation looks back a quarter. HIPAA states no number; older ones
//                             are in the archive. One of the retentions that Datadog offers
{
  archive_retention_days: 2192,
  index_retention_days_min: 90,
}
