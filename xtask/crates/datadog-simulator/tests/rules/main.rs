//! The evaluation rules that Datadog documents, as executable examples: one file per rule. The name of each test states a rule; its comment names the
//! page. Each file starts with `Title: the rule (doc: page)`. docs/reference/simulation-rules.md is generated from these headers and the test names.

mod scene;

mod r01_cadence;
mod r02_order;
mod r03_delays;
mod r04_as_count;
mod r05_change;
mod r06_interpolation;
mod r07_full_window;
mod r08_no_values;
mod r09_recovery;
mod r10_missing_data;
mod r11_auto_resolve;
mod r12_renotify;
mod r13_composite;
mod r14_slo;
mod r15_refused;
mod r16_groups;
mod r17_checks;
mod r18_events;
mod r19_downtimes;
mod r20_notification_rules;
mod r21_thresholds;
mod r22_distributions;
mod r23_functions;
mod r24_messages;
