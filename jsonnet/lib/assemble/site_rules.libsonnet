// The sites of the Datadog organisations, and the addresses of their web applications. Evaluates to a list of checks that passed.
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';

// Site -> where its web application is (doc: getting_started/site). An organisation may have a subdomain of its own.
local apps = {
  'datadoghq.com': 'https://app.datadoghq.com',
  'us3.datadoghq.com': 'https://us3.datadoghq.com',
  'us5.datadoghq.com': 'https://us5.datadoghq.com',
  'datadoghq.eu': 'https://app.datadoghq.eu',
  'ap1.datadoghq.com': 'https://ap1.datadoghq.com',
  'ap2.datadoghq.com': 'https://ap2.datadoghq.com',
  'uk1.datadoghq.com': 'https://uk1.datadoghq.com',
  'ddog-gov.com': 'https://app.ddog-gov.com',
  'us2.ddog-gov.com': 'https://us2.ddog-gov.com',
};

// The site that serves an address: the longest one that its host is or ends in.
local site_of(app) =
  local scheme = 'https://';
  local host = std.split(app[std.length(scheme):], '/')[0];
  local found = [s for s in std.objectFields(apps) if host == s || std.endsWith(host, '.' + s)];
  if !std.startsWith(app, scheme) || found == [] then null else std.sort(found, std.length)[std.length(found) - 1];

local file = 'policy/organisations.libsonnet';

[check.lookup('policy/unknown-site', "site of organisation '" + o + "'", policy.organisations[o].site, apps, file, [o, 'site']) for o in std.objectFields(policy.organisations)]
+ [
  local organisation = policy.organisations[o];
  local served_by = site_of(organisation.app);
  // A site that is unknown is reported above.
  if !(organisation.site in apps) || served_by == organisation.site then null
  else check.fail(
    'policy/app',
    "organisation '" + o + "' has its data on the site " + organisation.site + ', but its web application ' + organisation.app + ' is ' + (if served_by == null then 'no address of Datadog' else 'that of ' + served_by),
    [o, 'app'],
    file,
    "write '" + apps[organisation.site] + "', or the organisation's own subdomain"
  )
  for o in std.objectFields(policy.organisations)
]
