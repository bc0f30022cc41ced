// The trace agent's own obfuscation, each switch set explicitly: a default that changes with an upgrade must not open one.
{
  DD_APM_OBFUSCATION_CREDIT_CARDS_ENABLED: 'true',
  DD_APM_OBFUSCATION_ELASTICSEARCH_ENABLED: 'true',
  DD_APM_OBFUSCATION_HTTP_REMOVE_PATHS_WITH_DIGITS: 'true',
  DD_APM_OBFUSCATION_HTTP_REMOVE_QUERY_STRING: 'true',
  DD_APM_OBFUSCATION_MEMCACHED_ENABLED: 'true',
  DD_APM_OBFUSCATION_MONGODB_ENABLED: 'true',
  DD_APM_OBFUSCATION_OPENSEARCH_ENABLED: 'true',
  DD_APM_OBFUSCATION_REDIS_ENABLED: 'true',
  // Redis keys are made of session and encounter ids: of a command only its name is kept.
  DD_APM_OBFUSCATION_REDIS_REMOVE_ALL_ARGS: 'true',
  DD_APM_OBFUSCATION_SQL_EXEC_PLAN_ENABLED: 'true',
  DD_APM_OBFUSCATION_VALKEY_ENABLED: 'true',
  DD_APM_OBFUSCATION_VALKEY_REMOVE_ALL_ARGS: 'true',
}
