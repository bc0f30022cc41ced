// How the logs of a service's containers are read: the source picks Datadog's pipeline. Containers are found by the short name of
// their image, which is the service's own for what we build and the product's for what we run.
local found_by = import 'agent/autodiscovery/found-by.libsonnet';
local statements = import 'agent/phi/statements.libsonnet';

local source_of_language = { node: 'nodejs', python: 'python' };

// A product whose log needs more than the default (source = short image name).
local product_logs(archetypes) =
  if std.member(archetypes, 'vector-db') then { image: 'pgvector', source: 'postgresql', rules: statements.postgresql }
  else if std.member(archetypes, 'postgres') then { image: 'postgres', source: 'postgresql', rules: statements.postgresql }
  else if std.member(archetypes, 'elasticsearch') then { image: 'elasticsearch', source: 'elasticsearch', rules: statements.elasticsearch }
  else null;

local logs_of(service, declaration) =
  if std.objectHas(declaration.runs, 'language')
  then { image: service, source: source_of_language[declaration.runs.language], rules: [] }
  else product_logs(declaration.archetypes);

function(ctx) {
  ['logs-' + service + '.yaml']:
    local logs = logs_of(service, ctx.services[service]);
    found_by.yaml({
      ad_identifiers: [logs.image],
      logs: [
        { source: logs.source, service: service, tags: ['team:' + ctx.services[service].team] }
        + (if logs.rules == [] then {} else { log_processing_rules: logs.rules }),
      ],
    })
  for service in std.objectFields(ctx.services)
  if logs_of(service, ctx.services[service]) != null
}
