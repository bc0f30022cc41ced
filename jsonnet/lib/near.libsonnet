// Near matches of a misspelt name: by the pairs of neighbouring letters that two names share (Dice's coefficient), which needs no recursion and
// finds swapped and missing letters. Runs only on the way to an error.
local pairs(text) = [text[i:i + 2] for i in std.range(0, std.length(text) - 2)];

local likeness(a, b) =
  local of_a = pairs(a);
  local of_b = pairs(b);
  local shared = std.length([p for p in of_a if std.member(of_b, p)]);
  if a == b then 1
  else if std.length(of_a) + std.length(of_b) == 0 then 0
  else 2 * shared / (std.length(of_a) + std.length(of_b));

{
  // The names of `known` that a tired person may have meant by `name`: at most three, closest first.
  matches(name, known)::
    // No name is longer, and a comparison takes time in proportion to the length.
    local scored = if std.length(name) > 63 then [] else [
      { name: k, score: likeness(std.asciiLower(name), std.asciiLower(k)) }
      for k in known
    ];
    local close = [s for s in scored if s.score >= 0.5];
    [s.name for s in std.sort(close, function(s) -s.score)][:3],
}
