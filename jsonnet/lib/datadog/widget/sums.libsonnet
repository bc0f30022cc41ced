// What stands before each element of a list of numbers, added up: [3, 4, 2] -> [0, 3, 7]. Every element is computed once, from the one before it.
function(list)
  local sums = std.makeArray(std.length(list), function(i) if i == 0 then 0 else sums[i - 1] + list[i - 1]);
  sums
