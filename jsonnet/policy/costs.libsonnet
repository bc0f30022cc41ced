// What Datadog charges for and how much of it is expected. `cargo xtask diff` calculates the cost of a change from these numbers and from nothing else;
// they are inputs, and wrong until they are compared with the contract (docs/decisions/0018-prices-are-inputs.md).
//
//   currency             of every price here
//   as_of                the day of the last comparison with the contract
//   source               where they come from
//   custom_metric_month  a custom metric for a month
//   ingested_gb          a gigabyte of ingested logs
//   indexed_million      a million indexed log events, by the days they are kept; every environment's log_retention_days needs its price
//   logs                 the expected volume of a service that runs in the cluster: events a day in millions, by environment. A service that knows better
//                        declares it: `logs: { million_events_per_day: { ... } }`
{
  currency: 'USD',
  as_of: '2026-11-24',
  source: 'published list prices, billed annually, without any discount',
  custom_metric_month: 0.05,
  ingested_gb: 0.1,
  indexed_million: { '3': 1.06, '7': 1.27, '15': 1.7, '30': 2.5 },
  logs: {
    bytes_per_event: 600,
    million_events_per_day: { dev: 0.05, staging: 0.1, prod: 1 },
  },
}
