// Patterns of patient identifiers, and of secrets, once: for the agent (traces and logs) and for the shared monitoring packages of the services. They are the
// backstop behind the services' allow-lists: what has a form (numbers, dates, e-mail addresses) is found anywhere, what has none (names, addresses, record
// numbers) only behind its label. services-template/packages/phi-cases.json holds what each must mask and leave.
//
// RE2, no look-around, and the part of it that JavaScript and Python read alike. Codes that care depends on must survive: ICD-10, CPT, UUIDs, doses,
// timestamps. A masked log line must stay the JSON it was, or its service and trace id would be lost with the identifier.
local forms = import 'policy/phi/forms.libsonnet';
local json = import 'policy/phi/json.libsonnet';
local labels = import 'policy/phi/labels.libsonnet';
local text = import 'policy/phi/text.libsonnet';

local mask(name) = '[phi:' + name + ']';

// A number, also in quotes within quotes.
local numbered = json.string('(?:\\\\+")?(?:[a-z]{1,4}[ -]?)?[+(]{0,2}\\d');

local values = {
  words: [json.any(2)],
  codes: [json.any(1)],
  digits: [numbered, json.number, json.list([numbered, json.number], 0), json.anyObject(1)],
  house: [json.phrase, json.list([json.phrase], 0), json.object('city|country|district|id|line|list|period|postal_?code|state|street|text|type|use|value|zip', 1)],
  secret: [json.any(1)],
};

local in_json = [
  { name: label.name + '_json', pattern: json.pattern('(?:[\\w.-]*[_.-])?(?:' + label.words + ')', values[label.values]), replacement: json.replacement(mask(label.kind)) }
  for label in labels
] + [
  // FHIR: structures of a person whose keys are words that programs use, too.
  {
    name: 'fhir_json',
    pattern: json.pattern('identifier|name|subject|telecom', [json.object('display|family|first(?:_?name)?|given|id|last(?:_?name)?|prefix|reference|system|text|type|use|value', 3)]),
    replacement: json.replacement(mask('fhir')),
  },
  // Not Node.js's {"address":"10.2.3.4","family":"IPv4"}.
  {
    name: 'family_json',
    pattern: json.pattern('family', [json.string('(?:[^"\\\\i]|i[^"\\\\p]|ip[^"\\\\v]|\\\\{1,2}u)')]),
    replacement: json.replacement(mask('name')),
  },
];

local in_text = [
  { name: label.name, pattern: text.pattern(label.words, label.values), replacement: text.replacement(mask(label.kind), label.values) }
  for label in labels
];

local found(forms) = [
  { name: form.name, pattern: form.pattern, replacement: std.get(form, 'before', '') + mask(std.get(form, 'kind', form.name)) + std.get(form, 'after', '') }
  for form in forms
];

found(forms.structured) + in_json + in_text + found(forms.plain)
