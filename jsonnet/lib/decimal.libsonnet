// Numbers with at most six decimals, for texts of the libraries: arithmetic leaves traces, 3 * 0.8 is 2.4000000000000004. Thresholds and what is made
// of them: xtask/crates/constructors/src/decimal.rs.
local scale = 1000000;

{
  rounded(number):: if number % 1 == 0 then number else std.floor(number * scale + 0.5) / scale,

  // As the text people write: 0.95. What `'' + 0.95` gives is up to the engine, and some return 0.94999999999999996, so a number that may
  // have a fraction becomes part of a text only through this.
  text(number)::
    if !std.isNumber(number) || number % 1 == 0 then '' + number
    else
      local micros = std.floor(std.abs(number) * scale + 0.5);
      local fraction = std.toString(scale + micros % scale)[1:];
      (if number < 0 then '-' else '') + std.floor(micros / scale) + std.rstripChars('.' + std.rstripChars(fraction, '0'), '.'),
}
