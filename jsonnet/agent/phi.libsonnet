// What the agent removes before anything leaves the node. The services' allow-lists come first; these rules catch what slips by.
local obfuscation = import 'agent/phi/obfuscation.libsonnet';
local patterns = import 'policy/phi.libsonnet';

// Traces: `*` is every tag and the resource.
local replace_tags = [
  { name: '*', pattern: rule.pattern, repl: rule.replacement }
  for rule in patterns
] + [
  // A client's address and device are identifiers; a query is free text.
  { name: 'http.client_ip', pattern: '.+', repl: '[phi:ip]' },
  { name: 'network.client.ip', pattern: '.+', repl: '[phi:ip]' },
  { name: 'http.useragent', pattern: '.+', repl: '[phi:device]' },
  // A segment of the path that is `?` alone was an identifier, which the obfuscation has replaced; what follows it is no query.
  { name: 'http.url', pattern: '(^|[^/])\\?.+$|(/)\\?[^/?#].*$', repl: '${1}${2}?[phi:query]' },
];

local mask_sequences = [
  { type: 'mask_sequences', name: 'phi_' + rule.name, pattern: rule.pattern, replace_placeholder: rule.replacement }
  for rule in patterns
];

function(ctx) {
  agents+: {
    containers+: {
      agent+: { envDict+: { DD_LOGS_CONFIG_PROCESSING_RULES: std.manifestJsonMinified(mask_sequences) } },
      traceAgent+: { envDict+: obfuscation { DD_APM_REPLACE_TAGS: std.manifestJsonMinified(replace_tags) } },
    },
  },
}
