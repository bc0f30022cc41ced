// A link to a dashboard, as a note shows it. A dashboard is found by its title: no link needs a Datadog id. Links in messages and headers are made by
// xtask/crates/constructors/src/links.rs.
local platform = import 'policy/platform.libsonnet';

local plain = { [c]: null for c in std.stringChars('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~') };
local digits = '0123456789ABCDEF';
local byte(b) = '%' + digits[std.floor(b / 16)] + digits[b % 16];

// The text as part of a URL's query.
local encoded(text) = std.join('', [
  if c in plain then c else std.join('', [byte(b) for b in std.encodeUTF8(c)])
  for c in std.stringChars(text)
]);

function(app, title) '[' + title + '](' + app + '/dashboard/lists?q=' + encoded(platform.name + ' / ' + title) + ')'
