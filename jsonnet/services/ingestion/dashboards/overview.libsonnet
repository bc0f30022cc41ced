function(ctx)
  local w = ctx.widget;
  local rejected = ctx.signal.ratio({ title: 'Rejected uploads', bad: 'uploads.rejected', of: 'uploads.total' });
  local uploads = ctx.signal.count({ title: 'Uploads', metric: 'uploads.total' });
  [
    ctx.group({
      title: 'Uploads',
      rows: [[
        w.query_value({ signal: rejected, height: 3, hint: 'Clinicians believe that these recordings are safe' }),
        w.timeseries({ signal: rejected, width: 5 }),
        w.timeseries({ signal: uploads, width: 5 }),
      ]],
    }),
  ]
