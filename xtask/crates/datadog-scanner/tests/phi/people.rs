//! People who do not exist, seeded, with their identifiers in the forms that people write.

/// An identifier of a person, or a secret, in one form.
#[derive(Clone, Debug)]
pub(crate) struct Identifier {
    /// Its letter in 45 CFR 164.514(b)(2)(i); `-` for a secret.
    pub(crate) letter: char,
    /// What it is.
    pub(crate) kind: &'static str,
    /// How it is written.
    pub(crate) form: &'static str,
    /// The word that data has before it.
    pub(crate) label: &'static str,
    /// The text.
    pub(crate) text: String,
    /// Why nothing can find it without its label; `None` if its form is enough.
    pub(crate) no_form: Option<&'static str>,
}

impl Identifier {
    /// The text, and of a name also its words.
    pub(crate) fn parts(&self) -> Vec<&str> {
        let words = self
            .text
            .split([' ', '.', '-', '\''])
            .filter(|word| self.letter == 'A' && word.chars().count() >= 4);
        words.chain([self.text.as_str()]).collect()
    }
}

/// Why nothing can find a form without its label.
const REASONS: [(&str, &str); 5] = [
    ("words", "words that could be any words"),
    ("digits", "digits that could be any number"),
    ("code", "letters and digits that could be any code"),
    ("date", "a date of the year-first kind is in every time stamp"),
    ("trace", "a trace id has the same form"),
];

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("below a usize")
    }

    fn one_of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// `#` becomes a digit, `%` a digit other than 0, `@` a capital letter that no form excludes.
    pub(crate) fn fill(&mut self, pattern: &str) -> String {
        pattern
            .chars()
            .map(|letter| match letter {
                '#' => char::from(b'0' + u8::try_from(self.below(10)).expect("a digit")),
                '%' => char::from(b'1' + u8::try_from(self.below(9)).expect("a digit")),
                '@' => char::from(b"ACDEFGHJKM"[self.below(10)]),
                other => other,
            })
            .collect()
    }
}

const FIRST: [&str; 8] = [
    "Synthia",
    "Fakobert",
    "Zéphyrine",
    "Ödön",
    "Maribelle",
    "Thanh-Vân",
    "Qadira",
    "Ivoline",
];
const LAST: [&str; 8] = [
    "Quist",
    "O'Sample",
    "Núñezová",
    "Testerman",
    "van der Mock",
    "Nguyễn",
    "Placeholder",
    "Dummyson",
];
const STREETS: [&str; 4] = ["Elm Street", "Old Mill Road", "Lincoln Ave", "St. Mary Lane"];
const CITIES: [&str; 4] = ["Springfield", "Riverton", "Fairview", "Georgetown"];
const MONTHS: [&str; 4] = ["January", "March", "August", "November"];

/// Letter, kind, form, label, reason if there is no form, and the text: `#`, `%` and `@` are filled, words in braces come from the person.
/// The beginning of a secret and its rest are apart, so that no search for secrets finds one here.
const FORMS: &str = "
A | name | first and last | patient_name | words | {first} {last}
A | name | first | first_name | words | {first}
A | name | behind a title | patient_name | | Mrs. Quist
B | address | street | street | | %## {street}
B | address | city, state and ZIP | address | | {city}, IL %####
B | address | ZIP | zip_code | digits | %####
B | address | city | city | words | {city}
B | address | post box | address_line_1 | | P.O. Box %###
C | date | year first | dob | date | 19%#-0%-1%
C | date | slashes | birth_date | | 0%/1%/19%#
C | date | dots | date_of_birth | | 1%.0%.19%#
C | date | month first | birth_date | | {month} 1%, 19%#
C | date | day first | birth_date | | 1% Mar 19%#
C | date | age over 89 | age | | 9# years old
D | phone | brackets | phone | | (555) %##-####
D | phone | hyphens | phone | | 555-%##-####
D | phone | country | phone | | +49 30 %######
D | phone | digits | phone | digits | 555%######
E | fax | brackets | fax | | (555) %##-####
E | fax | hyphens | fax | | 555-%##-####
E | fax | country | fax | | +49 30 %######
E | fax | digits | fax | digits | 555%######
F | e-mail | plain | email | | {ascii}.%#{at}example.org
F | e-mail | accents | email | | zoé.{ascii}{at}clinic.example.org
G | social security number | hyphens | ssn | | %##-%#-%###
G | social security number | spaces | ssn | | %## %# %###
G | social security number | digits | ssn | digits | %########
H | medical record number | digits | mrn | digits | %#######
H | medical record number | prefix | patient_id | code | MR-%######
I | health plan number | member | member_id | code | XEH%########
I | health plan number | Medicare | mbi | | %@@#-@@#-@@##
J | account number | digits | account_number | digits | %#########
J | account number | card | card_number | | 4### #### #### ####
J | account number | IBAN | iban | | DE%# #### #### #### #### ##
K | licence | driver | license_number | code | D%######
K | licence | DEA | dea_number | | B@#######
K | licence | NPI | npi | digits | 1#########
K | licence | certificate | certificate_number | digits | %#######
L | vehicle | VIN | vin | | 1HGCM8263%A######
L | vehicle | plate | license_plate | code | %XYZ###
M | device | serial number | serial_number | code | SN-%#######
M | device | hardware address | mac_address | | 0a:1b:#c:##:d#:#f
M | device | UDI | udi | | (01)0%############
M | device | IMEI | imei | digits | 35#############
N | URL | page of a patient | link | | https://portal.example.org/patients/{ascii}-%##
N | URL | social network | link | | www.facebook.com/{ascii}.%##
O | IP address | version 4 | client_ip | | 81.2.69.1%#
O | IP address | version 6 | client_ip | | 2001:db8:7%::ff:%#
P | biometric | recording | recording | | {ascii}-%##-voice.wav
Q | photo | file | photo | | {ascii}_%##_face.jpg
R | other | passport | passport_number | code | X%######
R | other | subject of a study | subject_id | code | SB-%####
- | secret | AWS access key | access_key | | AK{}IA@@@@@@@@@@@@@@@@
- | secret | AWS secret key | aws_secret_access_key | code | w@#@#/@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@
- | secret | GitHub token | token | | gh{}p_@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#
- | secret | Slack token | token | | xo{}xb-##########-@#@#@#@#@#@#
- | secret | Datadog key | dd_api_key | trace | 0###############################
- | secret | JSON web token | token | | ey{}JhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0NzExIn0.@#@#@#@#@#@#@#@#@#@#
- | secret | private key | private_key | | -----BEGIN RSA PRI{}VATE KEY-----@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#@#
- | secret | bearer | authorization | | Bearer @#@#@#@#@#@#@#@#@#@#@#@#
- | secret | password | password | code | pw@#@#@#@#
- | secret | password in a URL | dsn | | postgresql://app:pw@#@#@#@#{at}db.internal:5432/ledger
";

/// The identifiers of one person.
pub(crate) fn person(seed: u64) -> Vec<Identifier> {
    let mut random = Random::new(seed);
    let (first, last) = (random.one_of(&FIRST), random.one_of(&LAST));
    let ascii: String = last.to_lowercase().chars().filter(char::is_ascii_lowercase).collect();
    let words = [
        ("{first}", first),
        ("{last}", last),
        ("{ascii}", &ascii),
        ("{street}", random.one_of(&STREETS)),
        ("{city}", random.one_of(&CITIES)),
        ("{month}", random.one_of(&MONTHS)),
        ("{at}", "@"),
        ("{}", ""),
    ];
    FORMS
        .trim()
        .lines()
        .map(|line| identifier(line, &mut random, &words))
        .collect()
}

fn identifier(line: &'static str, random: &mut Random, words: &[(&str, &str)]) -> Identifier {
    let columns: Vec<&'static str> = line.splitn(6, '|').map(str::trim).collect();
    let [letter, kind, form, label, reason, text] = columns.try_into().expect("six columns");
    let filled = random.fill(text);
    Identifier {
        letter: letter.chars().next().expect("a letter"),
        kind,
        form,
        label,
        text: words.iter().fold(filled, |text, (from, to)| text.replace(from, to)),
        no_form: REASONS.iter().find(|(name, _)| *name == reason).map(|(_, why)| *why),
    }
}
