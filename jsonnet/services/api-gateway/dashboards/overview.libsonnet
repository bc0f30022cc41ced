function(ctx)
  local w = ctx.widget;
  local refused = ctx.signal.ratio({ title: 'Rejected sign-ins', bad: 'auth.failed', of: 'auth.total' });
  local attempts = ctx.signal.count({ title: 'Sign-ins', metric: 'auth.total' });
  [
    ctx.group({
      title: 'Sign-ins',
      rows: [[
        w.query_value({ signal: refused, height: 3, hint: 'A wave means a broken identity provider or an attack' }),
        w.timeseries({ signal: refused, width: 5 }),
        w.timeseries({ signal: attempts, width: 5 }),
      ]],
    }),
  ]
