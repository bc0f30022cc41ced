// Units as the catalog names them (Datadog's unit names) and as people read them.
local texts = {
  percent: ' %',
  second: ' s',
  millisecond: ' ms',
  byte: ' bytes',
  count: '',
  'error': ' errors',
  message: ' messages',
  job: ' jobs',
  request: ' requests',
  token: ' tokens',
  connection: ' connections',
  restart: ' restarts',
  query: ' queries',
  line: ' lines',
  status: '',
};

{
  // ' %' for 'percent'; a unit without a short form follows its value after a space.
  text(unit):: if unit in texts then texts[unit] else ' ' + unit + 's',
}
