// Limits of maintenance windows (terraform/environments/README.md).
//
//   longest_hours  how long a window may last. Longer, and nobody remembers that alerts are muted: plan several, or change the monitor
{
  longest_hours: 24,
}
