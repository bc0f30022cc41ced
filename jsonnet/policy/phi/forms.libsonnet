// What has a form of its own, and is found anywhere. A pattern that begins with a letter or a sign costs nothing in a line without it.
local month = '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
local year = '(?:19|20)\\d{2}';

// A letter of an e-mail address or a file, in a string of JSON also as an escape; not `except`.
local outside = '\\s@"\'<>()\\[\\]{}|,;:\\\\/=&?';
local letter(except='') = '(?:\\\\u[0-9a-f]{4}|[^' + outside + except + '])';
// What is before its first letter. The escape of a line break is none of its letters.
local before = '(\\\\[nrtbf]|^|[' + outside + '])';
// Letters that are not exactly `word`.
local other_than(word, from=0) =
  if from == std.length(word) then letter() + '+'
  else '(?:' + letter(word[from]) + letter() + '*|' + word[from] + other_than(word, from + 1) + ')' + (if from > 0 then '?' else '');

// Where a word begins, also behind the escape of a line break.
local start = '(\\b|\\\\[nrt])';

// The numbers from 1 to 255 that begin a public address, and what may follow them.
local octet = '(?:25[0-5]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)';
local public = [
  '(?:[1-9]|1[1-9]|[2-9]\\d|1[01]\\d|12[0-689]|1[3-5]\\d|16[0-8]|17[013-9]|18\\d|19[0134-9]|20\\d|21\\d|22[0-3])\\.' + octet,
  '169\\.(?:25[0-35]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)',
  '172\\.(?:\\d|1[0-5]|3[2-9]|[4-9]\\d|1\\d{2}|2[0-4]\\d|25[0-5])',
  '192\\.(?:\\d{1,2}|1[0-5]\\d|16[0-79]|1[7-9]\\d|2[0-4]\\d|25[0-5])',
];

{
  // Before labels are read: what has a name and a value in it.
  structured: [
    // HL7: the segments of a person, a visit, an insurance, free text. A segment ends with a carriage return, in JSON an escaped one.
    { name: 'hl7', pattern: start + '(PID|PD1|NK1|GT1|IN[123]|MRG|PV[12]|NTE|OBX)\\|(?:[^\\r\\n"\\\\]|\\\\[^rn"\\n])*', before: '${1}${2}|' },
    // A word in the path of a person; a file of code has a dot.
    { name: 'path', kind: 'url', pattern: '(?i)(/(?:patients?|subjects?|persons?|people|members|charts?|subscribers?)/)[^\\s/"\'?#<>.,;&\\\\]*[\\d%+-][^\\s/"\'?#<>.,;&\\\\]*([\\s/"\'?#<>,;&\\\\]|\\.\\s|\\.?$)', before: '${1}', after: '${2}' },
    { name: 'encoded_path', kind: 'url', pattern: '(?i)%2f((?:patients?|subjects?|persons?|people|members|charts?|subscribers?)%2f)[^\\s/"\'?#<>.,;&\\\\%]+', before: '%2F${1}' },
    // The id of a patient, or a search for one.
    { name: 'fhir', kind: 'medical_record', pattern: 'Patient([/?])[^\\s"\'<>\\\\,;)\\[\\]}]+', before: 'Patient${1}' },
    { name: 'url_password', kind: 'secret', pattern: '://[^\\s:/@"\'<>\\\\]*:[^\\s/@"\'<>\\\\]+@', before: '://', after: '@' },
    { name: 'jwt', kind: 'secret', pattern: 'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}(?:\\.[\\w-]*)?' },
    { name: 'access_key', kind: 'secret', pattern: 'A(?:KI|SI|BI|CC)A[A-Z2-7]{16}\\b' },
  ],
  plain: [
    { name: 'bearer', kind: 'secret', pattern: '(?i)\\b(bearer|basic)( +)[\\w.~+/-]{12,}=*', before: '${1}${2}' },
    // Medicare beneficiary identifier, bank account, vehicle, device.
    { name: 'code', kind: 'identifier', pattern: start + '(?:[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y]{2}\\d{2}|[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|[1-9A-HJ-NPR-Z][A-HJ-NPR-Z][A-HJ-NPR-Z0-9]{6}[0-9X][A-HJ-NPR-Y1-9][A-HJ-NPR-Z0-9]\\d{6})\\b|\\(01\\)\\d{14}(?:\\(\\d{2}\\)[A-Za-z0-9-]+)*', before: '${1}' },
    { name: 'card_number', pattern: start + '(?:(?:\\d{4}[ -]){3}\\d{4}|3[47]\\d{2}[ -]\\d{6}[ -]\\d{5}|4\\d{15}|5[1-5]\\d{14}|2[2-7]\\d{14}|6(?:011|5\\d{2})\\d{12}|3[47]\\d{13})\\b', before: '${1}' },
    // As people write it. A date before a time of day is the time stamp of a log line, and so is one that begins with the year.
    { name: 'date', pattern: '(?i)' + start + '(?:\\d{1,2}[/.]\\d{1,2}[/.]' + year + '|' + month + ' \\d{1,2}(?:st|nd|rd|th)?,? ' + year + '|\\d{1,2}\\.? ' + month + ',? ' + year + '|(?:9\\d|1[0-2]\\d)[ -]years?[ -]old)( [^0-9]|[^0-9 ]|$)', before: '${1}', after: '${2}' },
    // git@ and rabbit@ are users of hosts.
    { name: 'email', pattern: '(?i)' + before + '(?:' + letter('gr') + letter() + '*|g' + other_than('it') + '|r' + other_than('abbit') + ')(?:@|%40)[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}\\b', before: '${1}' },
    // A photo or a recording.
    { name: 'file', pattern: '(?i)' + before + letter() + '+\\.(?:jpe?g|png|gif|webp|heic|tiff?|bmp|dcm|wav|mp3|m4a|flac|ogg|webm|mp4|mov)\\b', before: '${1}' },
    // The addresses of our own pods and services are no identifiers of a person.
    { name: 'ip', pattern: start + '(?:(?:' + std.join('|', public) + ')(?:\\.' + octet + '){2}([^\\w.]|\\.\\D|\\.?$)|[23][0-9a-f]{3}(?::[0-9a-f]{1,4}){7}\\b|[23][0-9a-f]{3}(?::[0-9a-f]{1,4}){0,5}::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?)', before: '${1}', after: '${2}' },
    // With spaces only behind a country or in brackets: an access log has its status, size and time so.
    { name: 'phone', pattern: '(?:\\+?1[ .-])?(?:\\(\\d{3}\\)[ .-]?|' + start + '\\d{3}[.-])\\d{3}[ .-]\\d{4}\\b|\\+\\d{1,3}[ .-]\\(?\\d{1,4}\\)?(?:[ .-]?\\d{2,8}){1,4}\\b|\\+\\d{8,15}\\b', before: '${1}' },
    // With spaces not behind a quote, as in the status of an access log.
    { name: 'ssn', pattern: '(?:' + start + '\\d{3}-\\d{2}-\\d{4}|(^|[^"\\d] |[^\\w ])\\d{3} \\d{2} \\d{4})([^\\w-]|-\\D|$)', before: '${1}${2}', after: '${3}' },
  ],
}
