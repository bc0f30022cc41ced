// Patterns of patient identifiers, once, for the agent (traces and logs) and for the shared monitoring packages of the services. They are the backstop behind the services' allow-lists: what has
// a form (numbers, addresses of the network) is found anywhere, what has none (names, birth dates, addresses) only behind its label.
// RE2, no look-around. Codes that care depends on must survive: ICD-10, CPT, UUIDs, doses, timestamps. A masked log line must stay
// the JSON it was, or its service and trace id would be lost with the identifier: quotes are kept, and a number gets them.
local formed = {
  card_number: '\\b(?:\\d{4}[ -]){3}\\d{4}\\b',
  email: '(?i)\\b[a-z0-9._%+-]+(?:@|%40)[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}\\b',
  phone: '(?:\\+?1[ .-])?(?:\\(\\d{3}\\) ?|\\b\\d{3}[ .-])\\d{3}[ .-]\\d{4}\\b',
  ssn: '\\b\\d{3}[- ]\\d{2}[- ]\\d{4}\\b',
};

local labelled = {
  address: 'street|address(?:_?line_?\\d)?|city|zip(?:_?code)?|postal_?code',
  birth_date: 'dob|date[_ -]?of[_ -]?birth|birth[_ -]?date',
  medical_record: 'mrn|medical_?record(?:_?(?:number|no|id))?|patient_?id|member_?id|account_?(?:number|no)',
  name: '(?:patient|first|last|full|family|given|maiden)_?name',
};

local mask(name) = '[phi:' + name + ']';

// The value behind a label. Each alternative begins with what the mask keeps:
//   1  a JSON string, to its end, over escapes: "name": "Jos\u00e9 Quist"
//   2  the same in a JSON document inside a JSON string, where each quote is escaped
//   3  anything else, in quotes (4: escaped, 5: single, 6: double) or up to the next space or separator: mrn=4711. A label that ends with a quote is a
//      JSON key, whose value is one of the above: null and true stay, or the line would be JSON no more.
local behind(words) =
  '(?i)("(?:' + words + ')"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*'
  + '|(\\\\"(?:' + words + ')\\\\"\\s*:\\s*\\\\")(?:[^"\\\\]|\\\\\\\\(?:\\\\.|[^"\\\\]))*'
  + '|(\\b(?:' + words + ')(?:\\\\"|\')?\\s*[:=#]\\s*)(?:(\\\\")[^"\\\\]*|(\')[^\'"\\\\]*|(")[^"\\\\,}\\]:\\s][^"\\\\]*|[^\\s"\',;&}\\\\]+)';

[
  // {"mrn": 4711} becomes {"mrn": "[phi:medical_record]"}, and so does a list.
  {
    name: name + '_number',
    pattern: '(?i)("(?:' + labelled[name] + ')"\\s*:\\s*)(?:-?\\d[\\d.eE+-]*|\\[(?:[^\\[\\]"]|"(?:[^"\\\\]|\\\\.)*")*\\])',
    replacement: '${1}"' + mask(name) + '"',
  }
  for name in std.objectFields(labelled)
] + [
  { name: name, pattern: behind(labelled[name]), replacement: '${1}${2}${3}${4}${5}${6}' + mask(name) }
  for name in std.objectFields(labelled)
] + [
  { name: name, pattern: formed[name], replacement: mask(name) }
  for name in std.objectFields(formed)
]
