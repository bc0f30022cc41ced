// draft of cargo xtask new: edit what follows, then remove this line
function(ctx) ctx.dashboard({
  // Without the platform's name: it is added to every title.
  title: ctx.service.title + ': <<phrase>>',
  // The question that the dashboard answers, as a clause.
  description: 'whether <<phrase>> is healthy',
  team: ctx.service.team,
  service: [ctx.service.name],

  // The most important group first. The dashboard's variables env, service and version filter every widget.
  groups: [
    ctx.group({
      title: 'Is it healthy?',
      rows: [[ctx.widget.slos({ service: ctx.service.name }), ctx.widget.monitors({ service: ctx.service.name })]],
    }),
    ctx.group({
      title: 'What is happening?',
      rows: [[ctx.widget.timeseries({ signal: ctx.signal.logs({ title: 'Errors in the log', search: 'status:error', by: ['version'] }) })]],
    }),
  ],
})
