// Durations as people read them: 0.5 s, 90 s, 10 min, 2 h. As alerts show them: xtask/crates/constructors/src/units.rs.
local decimal = import 'lib/decimal.libsonnet';

{
  text(seconds)::
    if seconds >= 7200 && seconds % 3600 == 0 then decimal.text(seconds / 3600) + ' h'
    else if seconds >= 120 && seconds % 60 == 0 then decimal.text(seconds / 60) + ' min'
    else decimal.text(seconds) + ' s',
}
