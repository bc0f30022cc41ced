// Limits of maintenance windows (terraform/environments/README.md) and of what is muted by hand (docs/how-to/compare-with-datadog.md).
//
//   longest_hours          how long a window may last. Longer, and nobody remembers that alerts are muted: plan several, or change the monitor
//   longest_by_hand_hours  how long a person may mute in Datadog, without a review. One night on call: by the morning it has ended, or a pull request declares it
//   longest_ahead_days     how far ahead a window may begin. Who reviews it earlier cannot know what it will mute
//   never_muted            monitors that no window may mute, each with the reason: <service>/<monitor>, or <service>/* for all of a service. No planned work
//                          causes them, and a window that mutes them would hide who attacks, or that nothing is measured
{
  longest_hours: 24,
  longest_by_hand_hours: 12,
  longest_ahead_days: 90,
  never_muted: {
    'datadog-account/*': 'no planned work on a service changes access, keys or monitors of the account by hand',
    'datadog-agent/agent-down': 'without an agent no monitor alerts, and nobody would notice',
    'datadog-agent/phi-found': 'patient data in telemetry is a breach, whatever work goes on',
    'datadog-agent/phi-scrubber-failing': 'telemetry that is not masked is a breach, whatever work goes on',
  },
}
