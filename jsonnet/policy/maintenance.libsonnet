// Limits of maintenance windows (terraform/environments/README.md) and of what is muted by hand (docs/how-to/compare-with-datadog.md).
//
//   longest_hours          how long a window may last. Longer, and nobody remembers that alerts are muted: plan several, or change the monitor
//   longest_by_hand_hours  how long a person may mute in Datadog, without a review. One night on call: by the morning it has ended, or a pull request declares it
{
  longest_hours: 24,
  longest_by_hand_hours: 12,
}
