function(ctx) ctx.dashboard({
  // Without the platform's name, which every title begins with.
  title: ctx.service.title + ': <<phrase>>',
  // What the dashboard answers, as a clause.
  description: 'whether <<phrase>> is well',
  team: ctx.service.team,
  service: [ctx.service.name],

  // The most important group first. Every widget is narrowed by the dashboard's variables env, service and version.
  groups: [
    ctx.group({
      title: 'Is it well?',
      rows: [[ctx.widget.slos({ service: ctx.service.name }), ctx.widget.monitors({ service: ctx.service.name })]],
    }),
    ctx.group({
      title: 'What happens?',
      rows: [[ctx.widget.timeseries({ signal: ctx.signal.logs({ title: 'Errors in the log', search: 'status:error', by: ['version'] }) })]],
    }),
  ],
})
