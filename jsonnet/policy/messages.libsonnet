// The text of every alert. Edit it here, then run `cargo xtask render` and `cargo xtask snapshot --accept`. Tests of monitors name a text, they do not quote it.
//
// <<placeholder>>  is filled in when the monitor is rendered. An unknown one is a finding, and so is a missing one that a text needs.
// {{variable}}     is filled in by Datadog when the alert is sent: {{value}}, {{threshold}}, {{check_message}}
//
// Placeholders of every text:
//   <<severity>> <<env>>              P1, prod
//   <<service>> <<service_title>>     ehr-sync, EHR Sync
//   <<team>>                          the title of the owning team
//   <<symptom>> <<impact>>            the monitor's own clauses: jobs are failing
//   <<time_zone>>                     of policy/platform.libsonnet
//   <<headline>>                      EHR Sync: jobs are failing; the symptom alone where it begins with the service's title
//   <<groups>>                        what a multi-alert reports on: queue {{queue.name}}, pod {{pod_name.name}}
//   <<runbook_url>> <<dashboard_url>> <<logs_url>> <<traces_url>>
{
  // The monitor's name. Datadog fills in the groups of a multi-alert, so every alert has a title of its own.
  name: '[<<severity>>] [<<env>>] <<headline>>',
  name_with_groups: '[<<severity>>] [<<env>>] <<headline>> (<<groups>>)',
  // One group of a multi-alert: <<key>> is its tag, <<title>> what policy/tags.libsonnet calls it. A name is short, since a phone shows about 80 characters.
  group: '<<title>> {{<<key>>.name}}',
  group_in_name: '{{<<key>>.name}}',
  // Groups that the name leaves out; the message has them. A pod's name is long and changes with every deployment; a workload has the name of its service,
  // and a namespace adds nothing to the name of what is in it.
  groups_not_in_name: ['pod_name', 'kube_deployment', 'kube_stateful_set', 'kube_namespace', 'certificate_namespace', 'secret_namespace'],

  // <<value>> of the texts below: the number with its unit. A threshold of many bytes, seconds or events makes <<number>>, <<threshold>> and <<warn_threshold>>
  // larger units (GiB, MiB; min, h, d; million events); otherwise they are {{value}}, {{threshold}} and {{warn_threshold}}.
  value: '<<number>><<unit>>',
  // Of a ratio with min_bad: the successes that are added make it less than the true share.
  value_with_minimum: 'at least <<number>><<unit>>',

  // One of these begins the message. <<comparison>> is above, at or above, below, at or below; <<unit>> follows a threshold.
  alert: 'Alert: <<symptom>>: <<value>> (window <<window>>, alert <<comparison>> <<threshold>><<unit>>).',
  warning: 'Warning: <<symptom>>: <<value>> (window <<window>>, warning <<comparison>> <<warn_threshold>><<unit>>).',
  recovery: 'Recovered (was: <<symptom>>). Now <<value>> (window <<window>>).',
  // Of a monitor that resolves on no data: there may be no value to show.
  recovery_or_no_data: 'Recovered, or data stopped arriving (was: <<symptom>>).',
  // Names the symptom without a "whether": many begin with "no".
  no_data: 'No data: what this monitor watches has stopped arriving (it alerts on: <<symptom>>). Treat it as the alert: either the source is down, or its data do not reach Datadog.',

  // The same of service checks, which have a message of their own and no value. A check that warns has not failed yet: yellow, not red.
  check_alert: 'Alert: <<symptom>> ({{threshold}} failed checks in a row). The check reports: {{check_message}}',
  check_warning: 'Warning: the check has not failed, but it warns. If it fails: <<symptom>>. The check reports: {{check_message}}',
  check_recovery: 'Recovered (was: <<symptom>>).',

  // Of a synthetic test, which Datadog requests from outside. It recovers as a check does.
  synthetic_alert: 'Alert: <<symptom>> (measured by Datadog from outside).',

  // Of the burn rate of an SLO, over two windows at once. It recovers as a check does.
  burn_rate_alert: 'Alert: <<symptom>>: {{long_window_burn_rate}} times the allowed rate over <<window>> and {{short_window_burn_rate}} over <<short_window>> (alert at or above <<threshold>>).',

  // Of a condition on other monitors, which has no value. It recovers as a check does.
  composite_alert: 'Alert: <<symptom>>.',

  // Of events of Datadog's Audit Trail, which are over when they are reported. The whole message is of the alert: nothing recovers.
  audit_alert: 'Alert: <<symptom>> (<<value>> within <<window>>).',

  // Of a downtime. <<source_url>> is its file.
  downtime: '<<service_title>> in <<env>>: <<reason>>. Declared in [the repository](<<source_url>>).',

  // Follows the text of the alert when it is sent again while it lasts.
  renotification: 'Still alerting after {{eval "round(triggered_duration_sec/60)"}} min: <<symptom>>.',
  no_data_renotification: 'Still no data after {{eval "round(triggered_duration_sec/60)"}} min (it alerts on: <<symptom>>).',

  // What follows in every message, line by line. A line that is empty once it is filled in is left out.
  body: [
    // Runbooks begin with the command of the first action. What to do and who is affected is over in a recovery, so it is left out there.
    '{{^is_recovery}}**First:** <<first_action>> ([first command](<<runbook_url>>#first-command)).\n**Impact:** <<impact>>.\n{{/is_recovery}}<<where>>',
    '<<folded_groups>>',
    "**Triggered:** {{local_time 'last_triggered_at' '<<time_zone>>'}}.",
    '<<minimum_volume>>',
    '<<links>>',
    '**Owner:** <<team>>, <<severity>>.',
  ],
  where: '**Where:** <<service_title>> (`service:<<service>>`) in <<env>>.',
  where_with_groups: '**Where:** <<service_title>> (`service:<<service>>`) in <<env>>, <<groups>>.',
  // Of a monitor with notify_by: one notification is for several groups. <<titles>> are the tags that it does not name, as policy/tags.libsonnet calls them.
  folded_groups: '**Groups:** one notification covers every <<titles>> that alerts; the page of the monitor in Datadog lists them.',
  // Of Audit Trail, whose events have no service and no environment. <<organisation>> is the Datadog organisation.
  where_in_organisation: '**Where:** the Datadog organisation <<organisation>>, all environments.',
  // Of a ratio with min_bad: <<min_bad>> bad events alert, <<assumed>> successes are added (docs/decisions/0020-few-events-page-nobody.md).
  minimum_volume: '**Minimum:** fewer than <<min_bad>> bad events never alert. <<assumed>> successes are added, so the value above is a lower bound when traffic is low: the [dashboard](<<dashboard_url>>) shows the true share.',
  links: '**Links:** [Runbook](<<runbook_url>>#first-command) | [Dashboard](<<dashboard_url>>) | [Logs](<<logs_url>>)',
  links_with_traces: '**Links:** [Runbook](<<runbook_url>>#first-command) | [Dashboard](<<dashboard_url>>) | [Logs](<<logs_url>>) | [Traces](<<traces_url>>)',
  // <<audits_url>> is the search of the monitor in Audit Trail, which names the person and the program.
  links_to_audits: '**Links:** [Runbook](<<runbook_url>>#first-command) | [Audit Trail](<<audits_url>>)',
}
