// The filter of a metric query. Datadog knows two forms and refuses a mixture: `a:b,c:d`, and `a:b AND c IN (d, e)` as soon as one
// tag may have several values.
local several(value) = std.isArray(value) && std.length(value) > 1;
local only(value) = if std.isArray(value) then value[0] else value;

{
  // `scope` ('env:prod,service:x'), narrowed to series whose tags have the values of `where`.
  narrowed(scope, where)::
    local keys = std.objectFields(where);
    if std.length([k for k in keys if several(where[k])]) == 0 then
      scope + std.join('', [',' + k + ':' + only(where[k]) for k in keys])
    else
      std.strReplace(scope, ',', ' AND ')
      + std.join('', [
        ' AND ' + k + (if several(where[k]) then ' IN (' + std.join(',', where[k]) + ')' else ':' + only(where[k]))
        for k in keys
      ]),
}
