// The alerts that every SLO has, in the order in which they fire: lib/slo-alert/<name>.libsonnet makes the monitor `<SLO>-<name>`. A service changes a field of one
// with `tune: { 'success-burns-fast': { severity: 'P1' } }` and leaves one out with `without`. Why none of them pages: docs/decisions/0039-references-by-path.md.
//
//   severity       the severity
//   exists         whether an environment has it. Outside production the first one is enough: it shows that the SLO is found and can alert
//   burn_rate      the threshold, by the window of the SLO: what Datadog recommends for targets above 96 %
//                  (`doc: service_level_objectives/burn_rate`)
//   long_window    at most 48 hours: Datadog has none of three days
//   short_window   a twelfth of the long one: the alert recovers soon after the failures end
{
  'burns-fast': {
    severity: 'P2',
    exists: { dev: true, staging: true, prod: true },
    burn_rate: { '7d': 16.8, '30d': 14.4, '90d': 21.6 },
    long_window: '1h',
    short_window: '5m',
  },
  'burns-slowly': {
    severity: 'P2',
    exists: { dev: false, staging: false, prod: true },
    burn_rate: { '7d': 5.6, '30d': 6, '90d': 10.8 },
    long_window: '6h',
    short_window: '30m',
  },
  'burns-all-day': {
    severity: 'P3',
    exists: { dev: false, staging: false, prod: true },
    burn_rate: { '7d': 2.8, '30d': 3, '90d': 4.5 },
    long_window: '24h',
    short_window: '2h',
  },
  'budget-spent': {
    severity: 'P3',
    exists: { dev: false, staging: false, prod: true },
    alert_percent: 90,
    warn_percent: 75,
  },
}
