// draft of cargo xtask new: edit what follows, then remove this line
function(ctx) ctx.monitor.composite({
  // What is wrong, as a clause: it becomes the alert's title. Then who is affected and how, as a clause.
  symptom: '<<phrase>>',
  impact: '<<impact>>',
  // What the person on call does first, as a clause: what to look at, and what follows from it. The first command of the runbook shows it.
  first_action: 'see whether pods are missing, not ready or younger than the alert',

  // The monitors by the names that the condition uses. They keep their own notifications.
  monitors: {
<<monitors>>
  },
  // When it alerts: names with &&, ||, ! and parentheses.
  condition: '<<condition>>',

  // P1 pages at any hour, P2 pages with low urgency, P3 only posts to the channel.
  severity: '<<severity>>',
})
