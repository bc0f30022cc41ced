function(ctx) ctx.dashboard({
  // Without the platform's name, which every title begins with.
  title: '<<title>>',
  // What the dashboard answers, as a clause.
  description: 'whether <<phrase>> is well',
  team: '<<team>>',

  // The most important group first. ctx.across(archetype) has an archetype's signals over all services, ctx.signals_of(service) those of one.
  groups: [
    ctx.group({
      title: 'Is it well?',
      rows: [[ctx.widget.slos({}), ctx.widget.monitors({})]],
    }),
    ctx.group({
      title: 'What happens?',
      rows: [[ctx.widget.timeseries({ signal: ctx.signal.logs({ title: 'Errors in the log', search: 'status:error', by: ['service'] }) })]],
    }),
  ],
})
