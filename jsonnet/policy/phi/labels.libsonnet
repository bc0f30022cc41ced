// The words that data has before an identifier, by kind. A space is a space, `_`, `.`, `-`, `+` or nothing: `patient name` finds patient_name, patientName and
// patient-name.
local written(words) = std.join('|', [std.strReplace(word, ' ', '[_ .+-]?') for word in words]);

// The values that a label has:
//   words   a name or an address: as many words as there are
//   codes   a number or a date: words after the first hold a digit
//   digits  a number that follows at once: programs use the label as well, as in Kafka's member_id=consumer-1-3f25
//   secret  no space
//   house   a number, then words: the address of a program has no space
local labels = [
  {
    kind: 'address',
    values: 'words',
    words: ['address line(?: \\d)?', '(?:billing|home|mailing|patient|postal) address', 'city', 'postal code', 'postcode', 'street(?: address)?', 'zip(?: code)?'],
  },
  { kind: 'address', name: 'house', values: 'house', words: ['address'] },
  { kind: 'birth_date', values: 'codes', words: ['birth da(?:te|y)', 'date of birth', 'dob'] },
  // A program of more than 500 instructions runs slowly in Go, so the labels of identifiers are two rules.
  {
    kind: 'identifier',
    name: 'contract',
    values: 'codes',
    words: [
      '(?:account|beneficiary|card|certificate|group|insurance|member|passport|plan|policy|serial|social security|subscriber) (?:number|no)',
      '(?:beneficiary|biometric|device|face|fingerprint|insurance|medicaid|medicare|subject|subscriber|voiceprint) id',
      '(?:client|remote) ip',
      'ip address',
      'licen[cs]e (?:no|number|plate)',
    ],
  },
  {
    kind: 'identifier',
    values: 'codes',
    words: [
      '(?:admission|admit|death|discharge|procedure|service|visit) date(?: time)?',
      '(?:admitted|discharged) (?:at|on)',
      'date of (?:admission|death|discharge|service)',
      'dea(?: number)?',
      'device serial',
      'fax(?: (?:number|no))?',
      'iban',
      'imei',
      'mbi',
      'mobile (?:number|no)',
      'npi',
      'passport',
      '(?:(?:cell|home|mobile|work) )?phone(?: (?:number|no))?',
      'social security',
      'ssn',
      'tele(?:fax|phone)(?: (?:number|no))?',
      'udi',
      'vin',
    ],
  },
  { kind: 'identifier', name: 'number', values: 'digits', words: ['cell', 'member id', 'mobile', 'pager', 'plan id', 'policy id', 'tel'] },
  {
    kind: 'medical_record',
    values: 'codes',
    words: ['chart (?:no|number)', 'medical record(?: (?:id|no|number))?', 'mrn', 'patient (?:id|identifier|no|number)'],
  },
  {
    kind: 'name',
    values: 'words',
    words: ['(?:family|first|full|given|guarantor|guardian|last|maiden|member|middle|mother|patient|subscriber)(?: s)? name', 'emergency contact', 'given', 'next of kin', 'patient', 'surname'],
  },
  {
    kind: 'secret',
    values: 'secret',
    words: ['(?:access|api|app|application|private|secret|secret access) key(?: id)?', '(?:access |auth |refresh |session )?token', 'authorization', '(?:client )?secret', 'pass(?:phrase|wd|word)'],
  },
];

[{ name: label.kind } + label { words: written(label.words) } for label in labels]
