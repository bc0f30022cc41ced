"""People who do not exist, seeded, with their identifiers in the forms that people write."""

import re
import unicodedata
from typing import NamedTuple

from faker import Faker

from phi.identifiers import Identifier

LOCALES = ("en_US", "es_ES", "de_DE", "vi_VN")
MIN_PART = 4


class Names(NamedTuple):
    first: str
    last: str

    @property
    def whole(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words that say who it is."""
        return tuple(word for word in re.split(r"[ .,'\u2019-]+", self.whole) if len(word) >= MIN_PART)


def person(seed: int) -> list[Identifier]:
    """One person of the locale that the seed selects."""
    fake = Faker(LOCALES[seed % len(LOCALES)])
    fake.seed_instance(seed)
    names = _names(fake)
    return [
        *_name_forms(names),
        *_places(fake),
        *_dates(fake),
        *_calls(fake),
        *_mail(fake, names),
        *_numbers(fake),
        *_things(fake),
        *_traces(fake, names),
    ]


def _names(fake: Faker) -> Names:
    first, last = fake.first_name(), fake.last_name()
    # Every second person has two names of each, a third an apostrophe.
    if fake.boolean():
        first, last = f"{first}-{fake.first_name()}", f"{last} {fake.last_name()}"
    return Names(first, f"O'{last}" if fake.random_int(0, 2) == 0 else last)


def _name_forms(names: Names) -> list[Identifier]:
    first, last = names
    forms = {
        "first and last": names.whole,
        "last, first": f"{last}, {first}",
        "capitals": names.whole.upper(),
        "initial": f"{first[0]}. {last}",
        "title": f"Mrs. {last} ({first})",
    }
    return [Identifier("A", form, text, names.words, "patient_name") for form, text in forms.items()]


def _places(fake: Faker) -> list[Identifier]:
    street, city = fake.street_address().replace("\n", " "), fake.city()
    zip_code = fake.numerify("%####")
    return [
        Identifier("B", "street", street, (), "street"),
        Identifier("B", "city and ZIP", f"{city}, IL {zip_code}", (), "city"),
        Identifier("B", "ZIP+4", f"{zip_code}-{fake.numerify('####')}", (), "zip"),
        Identifier("B", "post box", f"P.O. Box {fake.numerify('%####')}, {city}", (), "address_line_1"),
    ]


def _dates(fake: Faker) -> list[Identifier]:
    forms = ("%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%B %d, %Y", "%d %b %Y")
    dates = [(form, fake.date_of_birth(minimum_age=1, maximum_age=99).strftime(form)) for form in forms]
    return [
        *(Identifier("C", form, text, (), "date_of_birth", form != "%Y-%m-%d") for form, text in dates),
        Identifier("C", "age over 89", f"{fake.random_int(90, 109)} years old"),
    ]


def _calls(fake: Faker) -> list[Identifier]:
    found = []
    for letter, label in (("D", "phone"), ("E", "fax")):
        # Each form has digits of its own, so that one that leaves is not taken for another.
        forms = {
            "brackets": "(%##) %##-####",
            "hyphens": "%##-%##-####",
            "dots": "%##.%##.####",
            "country code": "+1 %## %## ####",
            "Germany": "+49 %# %#######",
            "Spain": "+34 6## ### ###",
            "Vietnam": "+84 9# ### ####",
        }
        found += [Identifier(letter, form, fake.numerify(text), (), label, True) for form, text in forms.items()]
        found.append(Identifier(letter, "digits only", fake.numerify("%##%######"), (), label))
    return found


def _mail(fake: Faker, names: Names) -> list[Identifier]:
    user = f"{_ascii(names.first)}.{_ascii(names.last)}{fake.numerify('##')}".lower()
    accented = f"{names.first}.{names.last}".replace(" ", "").replace("'", "")
    forms = {
        "plain": (f"{user}@example.org", user),
        "plus and subdomain": (f"{user}+clinic@mail.example.co.uk", user),
        "capitals": (f"{user}@EXAMPLE.ORG".upper(), user),
        "accents": (f"{accented}@example.org", accented),
    }
    return [Identifier("F", form, text, (part,), "email", True) for form, (text, part) in forms.items()]


def _numbers(fake: Faker) -> list[Identifier]:
    digits = fake.numerify
    return [
        Identifier("G", "hyphens", digits("%##-%#-%###"), (), "ssn", True),
        Identifier("G", "spaces", digits("%## %# %###"), (), "ssn", True),
        Identifier("G", "digits only", digits("%##%#%###"), (), "ssn"),
        Identifier("H", "digits", digits("%######"), (), "mrn"),
        Identifier("H", "prefix", f"MRN{digits('%#######')}", (), "medical_record_number"),
        Identifier("H", "prefix and hyphen", f"MRN-{digits('%#######')}", (), "mrn"),
        Identifier("I", "member", f"HP {fake.bothify('%########?').upper()}", (), "member_id"),
        Identifier("I", "Medicare", fake.bothify("%?%#-??#-??##").upper(), (), "member_id"),
        Identifier("J", "digits", digits("%###########"), (), "account_number"),
        Identifier("J", "card", digits("4### #### #### ####"), (), "account_number", True),
        Identifier("J", "IBAN", digits("DE%# #### #### #### #### ##"), (), "account_no"),
        Identifier("K", "driver", fake.bothify("?###-####-####").upper(), (), "license_number"),
        Identifier("K", "DEA", fake.bothify("??#######").upper(), (), "license_number"),
        Identifier("K", "certificate", f"Cert. No. {digits('%####/##')}", (), "certificate_number"),
    ]


def _things(fake: Faker) -> list[Identifier]:
    vin = fake.bothify("1HG??#####?######", letters="ABCDEFGHJKLMNPRSTUVWXYZ")
    udi = f"(01){fake.numerify('00############')}(17)270131(21){fake.numerify('########')}"
    return [
        Identifier("L", "VIN", vin, (), "vin"),
        Identifier("L", "plate of California", fake.bothify("%???###").upper(), (), "license_plate"),
        Identifier("L", "plate of Germany", fake.bothify("?-?? %###").upper(), (), "license_plate"),
        Identifier("L", "plate with hyphen", fake.bothify("???-%###").upper(), (), "license_plate"),
        Identifier("M", "serial", f"SN-{fake.numerify('%#######')}", (), "serial_number"),
        Identifier("M", "UDI", udi, (), "serial_number"),
        Identifier("M", "IMEI", fake.numerify("%#-######-######-#"), (), "serial_number"),
        Identifier("M", "MAC", fake.mac_address(), (), "device_id"),
    ]


def _traces(fake: Faker, names: Names) -> list[Identifier]:
    slug, digits = _ascii(names.whole).lower(), fake.numerify
    return [
        Identifier("N", "page", f"https://example.org/people/{slug}?id={digits('%#####')}"),
        Identifier("N", "without scheme", f"www.example.org/{slug}{digits('%#')}"),
        Identifier("O", "version 4", fake.ipv4_public(), (), "ip_address"),
        Identifier("O", "version 6", fake.ipv6(), (), "ip_address"),
        Identifier("P", "recording", f"voiceprint_{slug}_{digits('%#####')}.wav"),
        Identifier("P", "template", f"fingerprint:{fake.hexify('^' * 24)}"),
        Identifier("Q", "file", f"IMG_{slug}_{digits('%#####')}.jpg"),
        Identifier("Q", "file with accents", f"/photos/{names.whole} face.png", names.words),
        Identifier("R", "passport", fake.bothify("?%#?##?##").upper(), (), "passport_number"),
        Identifier("R", "study", f"study subject {digits('%#####')}"),
        Identifier("R", "description", f"the mayor of {fake.city()}"),
    ]


def _ascii(text: str) -> str:
    """The text in ASCII letters, as user names and files have it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]", "", plain)
