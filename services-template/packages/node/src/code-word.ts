// What a name that was written in code looks like, as opposed to a number or a file of a patient. A key that the policy
// declares holds a word: nothing else about its values is known. Kept alike with the Python package's code_word.py.

const WORD = /^[A-Za-z_][A-Za-z0-9._:-]*(?:\/[A-Za-z_][A-Za-z0-9._:-]*)*$/;
// What people are known by begins with a letter too.
const OF_A_PERSON = new RegExp(
  [
    String.raw`[A-Z]-?\d{3}|\d[A-Z]\d`, // plates, licences, serial numbers, passports: capitals next to digits
    String.raw`(?<!\d)(?!20\d{6}(?!\d))\d{5}`, // record numbers; the date in a model's name stays
    '(?:[0-9A-Fa-f]{1,4}:){3}', // addresses of devices and of the network
    String.raw`(?<![a-z0-9]-)\d{4}-\d\d-\d\d|\d{1,2}[./:_]\d{1,2}[./:_]\d{2}`, // dates; again not in a model's name
    String.raw`(?:\d{1,3}\.){3}\d|(?:^|/)www\.|(?:^|/)photos?/`,
    String.raw`\.(?:[jJ][pP][eE]?[gG]|png|gif|heic|tiff?|bmp|dcm|pdf|wav|mp3|mp4|m4a|ogg|flac|mov|PNG|WAV|DCM)$`,
    String.raw`(?=[a-z]*\d)[a-z0-9]{13}|(?=[A-Z]*\d)[A-Z0-9]{9}`, // hashes, templates of a biometric, VINs
  ].join('|'),
);
// Of a route the characters between words: separators, and those of placeholders and expressions.
const ROUTE = /^[A-Za-z0-9._~/:{}<>[\]()*?+|\\^$-]{0,200}$/;
const BETWEEN_WORDS = /[^A-Za-z0-9._:-]+/;
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;
const NUMBER = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const PRIVATE = new RegExp(
  String.raw`^(?:(?:10|127)\.${NUMBER}|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.${NUMBER}){2}$|^::1$|^f[cd][0-9a-f]{2}:[0-9a-f:]{2,35}$`,
);
const HOST = /^[A-Za-z](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63}){0,10}$/;

// Queues, stores and models have few names, and each is asked for again and again.
const REMEMBERED = 4096;
const words = new Set<string>();
const routes = new Set<string>();

function remember(known: Set<string>, text: string): true {
  if (known.size >= REMEMBERED) known.clear();
  known.add(text);
  return true;
}

/**
 * Whether the text is a word of code: begins with a letter, at most 200 characters, no number of a person in it. A UUID may
 * be a part of it.
 */
export function isCodeWord(text: string): boolean {
  if (words.has(text)) return true;
  if (text.length > 200 || !WORD.test(text) || OF_A_PERSON.test(text.replaceAll(UUID, ''))) return false;
  return remember(words, text);
}

const isWordOfRoute = (part: string): boolean => {
  const word = part.replace(/^[.:-]+/, '');
  return word === '' || word === '0-9' || /^\d{1,2}$/.test(word) || isCodeWord(word);
};

/** Whether the text is a route as frameworks have them: words, placeholders, numbers below 100. */
export function isRoute(text: string): boolean {
  if (routes.has(text)) return true;
  if (!ROUTE.test(text) || text.includes('//') || !text.split(BETWEEN_WORDS).every(isWordOfRoute)) return false;
  return remember(routes, text);
}

/** Whether the text is the name of a host, or an address of a private network. Others may be a patient's. */
export const isHostName = (text: string): boolean =>
  text.length <= 253 && (PRIVATE.test(text) || (HOST.test(text) && !OF_A_PERSON.test(text)));
