// A number as the text people write: 0.95. What `'' + 0.95` gives is up to the engine, and some answer 0.94999999999999996, so a number that
// may have a fraction becomes part of a text only through this. Six decimals, which is more than any threshold has.
local scale = 1000000;

function(number)
  if !std.isNumber(number) || number == std.floor(number) then '' + number
  else
    local micros = std.round(std.abs(number) * scale);
    local fraction = std.toString(scale + micros % scale)[1:];
    (if number < 0 then '-' else '') + std.floor(micros / scale) + std.rstripChars('.' + std.rstripChars(fraction, '0'), '.')
