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
// A quote may be escaped: a JSON document inside a JSON string.
local label(words) = '(?i)(\\b(?:' + words + ')(?:\\\\?["\'])?\\s*[:=#]\\s*)';

[
  // {"mrn": 4711} becomes {"mrn": "[phi:medical_record]"}; before the next, which would leave it without quotes.
  {
    name: name + '_number',
    pattern: '(?i)("(?:' + labelled[name] + ')"\\s*:\\s*)-?\\d[\\d.]*',
    replacement: '${1}"' + mask(name) + '"',
  }
  for name in std.objectFields(labelled)
] + [
  {
    name: name,
    pattern: label(labelled[name]) + '(?:(\\\\?")[^"\\\\]*|(\')[^\']*|[^\\s"\',;&}\\\\]+)',
    replacement: '${1}${2}${3}' + mask(name),
  }
  for name in std.objectFields(labelled)
] + [
  { name: name, pattern: formed[name], replacement: mask(name) }
  for name in std.objectFields(formed)
]
