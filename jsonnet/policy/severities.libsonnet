// What a severity means and what it does to a monitor. Routes by severity and environment are in routes.libsonnet.
//
//   priority       Datadog's 1 to 5
//   renotify_min   minutes after which an unresolved alert is sent again; 0 never
{
  P1: {
    priority: 1,
    meaning: 'clinicians are losing work or cannot work: the person on call is paged',
    response: 'acknowledge within 5 minutes, at any hour',
    renotify_min: 30,
  },
  P2: {
    priority: 2,
    meaning: 'clinicians are slowed down, or a P1 follows if nobody acts today',
    response: 'within the working day, low-urgency page',
    renotify_min: 120,
  },
  P3: {
    priority: 3,
    meaning: 'a trend or a loss of redundancy that wants a look',
    response: 'within the week, channel only',
    renotify_min: 0,
  },
}
