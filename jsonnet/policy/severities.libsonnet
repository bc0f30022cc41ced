// What a severity means and what it does to a monitor. Routes by severity and environment are in routes.libsonnet; which monitor gets which severity, and
// why an incident pages once: docs/decisions/0032-one-incident-one-page.md.
//
//   priority       Datadog's 1 to 5
//   renotify_min   minutes after which an unresolved alert is sent again; 0 never
//   fan_out_max    how many notifications one failure may send to a recipient: one for each group of a monitor, or for each value of the tags in
//                  its `notify_by`. P1: PagerDuty opens an incident for each, and all must be
//                  acknowledged within 5 minutes. P2: a person reads that many in a working day. P3: as many as there are nodes fit into a channel, and no more
{
  P1: {
    priority: 1,
    meaning: 'the symptom of an incident: clinicians lose work or cannot work, patients are at risk, or nothing is monitored',
    response: 'acknowledge within 5 minutes, at any hour',
    renotify_min: 30,
    fan_out_max: 12,
  },
  P2: {
    priority: 2,
    meaning: 'clinicians are slowed down, a cause whose symptom pages, or the next failure is a P1',
    response: 'within the working day, low-urgency page',
    renotify_min: 120,
    fan_out_max: 30,
  },
  P3: {
    priority: 3,
    meaning: 'a trend, or less capacity than planned',
    response: 'within the week, channel only',
    renotify_min: 0,
    fan_out_max: 60,
  },
}
