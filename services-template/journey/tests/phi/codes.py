"""What care and operations need and no rule may mask: seeded codes, doses, ids and times."""

from datetime import UTC

from faker import Faker

PER_KIND = 40


def codes(seeds: list[int]) -> dict[str, list[str]]:
    """Texts by kind, about as many for each seed."""
    found: dict[str, list[str]] = {}
    for seed in seeds:
        fake = Faker("en_US")
        fake.seed_instance(seed)
        for kind, texts in _kinds(fake).items():
            found.setdefault(kind, []).extend(texts)
    return found


def _kinds(fake: Faker) -> dict[str, list[str]]:
    times = [fake.date_time(tzinfo=UTC) for _ in range(PER_KIND)]
    digits, count = fake.numerify, range(PER_KIND)
    letters = "ABCDEFGHIJKLMNOPQRSTVWXYZ"
    doses = ("mg", "mcg", "mL", "g", "units", "mg/kg", "mg/dL", "mmHg")
    return {
        "ICD-10": [
            fake.lexify("?", letters) + digits(fake.random_element(("##", "##.#", "##.##", "##.#X"))) for _ in count
        ],
        "CPT": [digits("%####") for _ in count],
        "dose": [
            f"{digits(fake.random_element(('%', '%##', '%.#', '0.%', '%##/%#')))} {fake.random_element(doses)}"
            for _ in count
        ],
        "UUID": [str(fake.uuid4()) for _ in count],
        "trace id, hexadecimal": [fake.hexify("^" * 32) for _ in count],
        "trace id, decimal": [str(fake.random_int(10**17, 2**63)) for _ in count],
        "ISO time": [time.isoformat() for time in times],
        "ISO time in UTC": [time.strftime("%Y-%m-%dT%H:%M:%S.") + digits("###") + "Z" for time in times],
        "log time": [time.strftime("%Y-%m-%d %H:%M:%S,") + digits("###") for time in times],
        "duration, size": [
            fake.random_element((digits("%## ms"), digits("%#.## s"), digits("%####### bytes"))) for _ in count
        ],
        "version": [digits("%.%#.%"), *(digits("%.#.%#") for _ in count[1:])],
    }
