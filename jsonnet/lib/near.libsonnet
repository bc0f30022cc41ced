// Near matches of a misspelt name. Runs only on the way to an error, so it may be slow.
local min3(a, b, c) = std.min(a, std.min(b, c));

// Levenshtein distance, a row at a time.
local distance(a, b) =
  local step(row, i) =
    std.foldl(
      function(next, j)
        next + [min3(next[j] + 1, row[j + 1] + 1, row[j] + (if a[i] == b[j] then 0 else 1))],
      std.range(0, std.length(b) - 1),
      [i + 1]
    );
  std.foldl(step, std.range(0, std.length(a) - 1), std.range(0, std.length(b)))[std.length(b)];

{
  distance:: distance,

  // The names of `known` that a tired person may have meant by `name`: at most three, closest first.
  matches(name, known)::
    local limit = std.max(2, std.floor(std.length(name) / 3));
    local scored = [
      { name: k, score: d }
      for k in known
      if k != '' && name != ''
      for d in [
        if std.length(std.findSubstr(name, k)) > 0 || std.length(std.findSubstr(k, name)) > 0 then 1
        else distance(name, k),
      ]
      if d <= limit
    ];
    [s.name for s in std.sort(scored, function(s) s.score)][:3],
}
