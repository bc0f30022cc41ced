// The value behind a label in a text: in quotes to the last one, or without quotes as far as it goes.
local between = '\\s",;&|\\\\{}\\[\\]<>';
// Not `%22`, an encoded quote, which is part of the label.
local first = '(?:[^' + between + "'=:%]|%(?:[^2]|2[^2]))";
local rest = '[^' + between + ']*';
// A word that continues a value is no key of the next pair: in `first_name=Ann last_name=Quist` the space ends the value.
local word = '[^' + between + '=:]';
local end = '([' + between + ']|$)';

local month = '(?:ja|fe|ma|ap|ju|au|se|oc|no|de)[a-z]+';
local with_digit = '[^' + between + '=:\\d]*\\d' + word + '*';

local bare = {
  words: first + rest + '(?:,? ' + word + '+){0,6}',
  codes: first + rest + '(?: (?:(?:[a-z]{1,2}|' + month + ')\\.? )?' + with_digit + '|, (?:19|20)\\d{2}\\b)*',
  digits: '(?:[a-z]{1,4}[ +-]?)?(?:[+(]|%2[8b]){0,2}\\d[\\w ().+/%-]{2,}',
  house: '\\d+[a-z]?(?:[ +]|%20)' + word + '+(?:,? ' + word + '+){0,6}',
  secret: '(?:(?:bearer|basic|digest) +)?' + first + '[^' + between + ']{3,}',
};

// What follows a label without a separator: MRN 0012345.
local adjacent = {
  words: [],
  codes: ['([ #.-]{0,2})(?:[a-z]{1,3}-?)?\\d{4}[\\d-]*\\b'],
  digits: [],
  house: [],
  secret: [],
};

// An opening quote is followed by the value. One that ends a string of JSON is followed by a separator.
local opened = '[^"\\\\,}\\]:\\s]';
local quoted = {
  escaped: '(\\\\")' + opened + '(?:[^"\\\\]|\\\\[^"\\\\]|\\\\\\\\(?:\\\\[^\\n]|[^"\\\\]))*',
  // An apostrophe before a letter is part of a name.
  single: "(')(?:[^'\"\\\\]|''?[a-z]|\\\\[^\"\\n])*",
  double: '(")(?:' + opened + '|\\\\[^\\n])(?:[^"\\\\]|\\\\[^\\n])*',
};

// A label begins a word, the last part of a name (`user_mrn`), or follows an escape: `%22mrn%22`, `\nmrn`.
local before = '(?:\\b|[_2]|\\\\[nrt])';

{
  pattern(words, values)::
    local separator = "('?(?:\\s+value)?\\s*(?:[:=#]{1,2}>?|(?:%22)?%3[ad](?:%20)?(?:%22)?|>)\\s*)";
    '(?i)(' + before + '(?:' + words + '))(?:'
    + std.join('|', [separator + '(?:' + std.join('|', [quoted.escaped, quoted.single, quoted.double, bare[values] + end]) + ')'] + adjacent[values])
    + ')',
  replacement(mask, values):: '${1}${2}${3}${4}${5}' + (if adjacent[values] == [] then '' else '${7}') + mask + '${6}',
}
