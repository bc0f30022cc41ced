// The value of a key of JSON, also of JSON in a string of JSON, where each quote is escaped. The mask gets the quotes of the key, so a line stays JSON whatever
// the value was. null, true and false hold no identifier and stay.
local number = '-?\\d[\\d.eE+-]*';
// A string to its end, over escapes.
local plain = { quote: '"', content: '(?:[^"\\\\]|\\\\[^\\n])', letter: '(?:[^"\\\\ ]|\\\\[^\\n])' };
local escaped = { quote: '\\\\"', content: '(?:[^"\\\\]|\\\\[^"\\\\]|\\\\\\\\(?:\\\\[^\\n]|[^"\\\\]))', letter: '(?:[^"\\\\ ]|\\\\[^"\\\\]|\\\\\\\\(?:\\\\[^\\n]|[^"\\\\]))' };
// A line may be cut off before the quote that ends it.
local last(level) = '(?:' + level.quote + ')?';

local whole(level) = level.quote + level.content + '*' + level.quote;

// What is in a list or an object, with at most `depth` more in each other: RE2 cannot count brackets.
local inside(level, depth) = '(?:[^"\\\\\\[\\]{}]|' + whole(level) + (if depth > 0 then '|[\\[{]' + inside(level, depth - 1) + '[\\]}]' else '') + ')*';

{
  // What a value may be, for a level of quotes: anything, a number, a string that begins with `start`, an object or a list of objects whose first key is one of `keys`.
  any(depth):: function(level) level.quote + level.content + '+' + last(level) + '|' + number + '|[\\[{]' + inside(level, depth) + '[\\]}]',
  number:: function(level) number,
  string(start):: function(level) level.quote + start + level.content + '*' + last(level),
  // A string of several words.
  phrase:: function(level) level.quote + level.letter + '+ +' + level.content + '+' + last(level),
  // A list whose first value is one of `values`; any object.
  list(values, depth):: function(level) '\\[\\s*(?:' + std.join('|', [value(level) for value in values]) + ')' + inside(level, depth) + '\\]',
  anyObject(depth):: function(level) '\\{' + inside(level, depth) + '\\}',
  object(keys, depth):: function(level)
    local object = '\\{\\s*' + level.quote + '(?:' + keys + ')' + level.quote + inside(level, depth) + '\\}';
    object + '|\\[\\s*' + object + inside(level, depth + 1) + '\\]',

  // The keys with one of the values.
  pattern(keys, values)::
    local of(level) = '(?:' + std.join('|', [value(level) for value in values]) + ')';
    '(?i)("(?:' + keys + '))(?:(")(\\s*:\\s*)' + of(plain) + '|(\\\\")(\\s*:\\s*)' + of(escaped) + '|(\\\\{2,}")(\\s*:\\s*)(?:\\\\{2,}"[^"\\\\][^"]*"?|' + number + '))',
  replacement(mask):: '${1}${2}${4}${6}${3}${5}${7}${2}${4}${6}' + mask + '${2}${4}${6}',
}
