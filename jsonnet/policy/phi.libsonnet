// Patterns of patient identifiers, once, for the agent (traces and logs) and for the shared monitoring packages of the services. They are the backstop behind the services' allow-lists: what has
// a form (numbers, dates, e-mail addresses) is found anywhere, what has none (names, addresses, record numbers) only behind its label.
// RE2, no look-around. Codes that care depends on must survive: ICD-10, CPT, UUIDs, doses, timestamps. A masked log line must stay
// the JSON it was, or its service and trace id would be lost with the identifier: quotes are kept, and a number gets them.
local month = '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
local year = '(?:19|20)\\d{2}';

local formed = {
  card_number: '\\b(?:\\d{4}[ -]){3}\\d{4}\\b',
  // As people write it. A date before a time of day is the time stamp of a log line, and so is one that begins with the year.
  date: '(?i)\\b(?:\\d{1,2}[/.]\\d{1,2}[/.]' + year + '|' + month + ' \\d{1,2}(?:st|nd|rd|th)?,? ' + year + '|\\d{1,2}\\.? ' + month + ',? ' + year + ')( [^0-9]|[^0-9 ]|$)',
  // Any letter may be in it, in a JSON string also as an escape. The escape of a line break before it is none of its letters.
  email: '(?i)(\\\\[nrtbf])?(?:\\\\u[0-9a-f]{4}|[^\\s@"\'<>()\\[\\]{}|,;:\\\\/=&?]){1,64}(?:@|%40)[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}\\b',
  phone: '(?:\\+?1[ .-])?(?:\\(\\d{3}\\) ?|\\b\\d{3}[ .-])\\d{3}[ .-]\\d{4}\\b|\\+\\d{1,3}[ .-]\\(?\\d{1,4}\\)?(?:[ .-]?\\d{2,8}){1,4}\\b|\\+\\d{8,15}\\b',
  ssn: '\\b\\d{3}[- ]\\d{2}[- ]\\d{4}\\b',
};

local labelled = {
  address: 'street|address(?:_?line_?\\d)?|city|zip(?:_?code)?|postal_?code',
  birth_date: 'dob|date[_ -]?of[_ -]?birth|birth[_ -]?date',
  identifier: 'ssn|social_?security(?:_?(?:number|no))?|(?:tele)?phone(?:_?number)?|fax(?:_?number)?|licen[cs]e_?(?:number|no|plate)|certificate_?(?:number|no)|passport(?:_?(?:number|no))?|vin|serial_?(?:number|no)|device_?id|iban|ip_?address|client_?ip|subject_?id',
  medical_record: 'mrn|medical_?record(?:_?(?:number|no|id))?|patient_?id|member_?id|account_?(?:number|no)',
  name: '(?:patient|first|last|full|family|given|maiden)_?name',
};

// What the pattern matched besides the identifier is kept.
local kept = { date: { after: '${1}' }, email: { before: '${1}' } };

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
  {
    local around = std.get(kept, name, {}),
    name: name,
    pattern: formed[name],
    replacement: std.get(around, 'before', '') + mask(name) + std.get(around, 'after', ''),
  }
  for name in std.objectFields(formed)
]
