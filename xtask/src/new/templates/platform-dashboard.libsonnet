// draft of cargo xtask new: edit what follows, then remove this line
function(ctx) ctx.dashboard({
  // Without the platform's name: it is added to every title.
  title: '<<title>>',
  // The question that the dashboard answers, as a clause.
  description: 'whether <<phrase>> is healthy',
  team: '<<team>>',

  // The most important group first. ctx.across(archetype) has the signals of an archetype over all services,
  // ctx.signals_of(service) those of one service.
  groups: [
    ctx.group({
      title: 'Is it healthy?',
      rows: [[ctx.widget.slos({}), ctx.widget.monitors({})]],
    }),
    ctx.group({
      title: 'What is happening?',
      rows: [[ctx.widget.timeseries({ signal: ctx.signal.logs({ title: 'Errors in the log', search: 'status:error', by: ['service'] }) })]],
    }),
  ],
})
