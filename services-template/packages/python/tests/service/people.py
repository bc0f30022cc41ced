"""Synthetic patients, seeded: HIPAA Safe Harbor's identifiers, each as it appears in data."""

from faker import Faker


def identifiers(seed: int = 4711) -> dict[str, str]:
    fake = Faker("en_US")
    fake.seed_instance(seed)
    digits = fake.numerify
    return {
        "name": f"{fake.last_name()} {fake.first_name()} Quzzlewick",
        "address": fake.street_address() + " Xyloville",
        "date": "born " + fake.date_of_birth(minimum_age=90).strftime("%B %d, %Y"),
        "phone": digits("555-###-####"),
        "fax": digits("(555) ###-####"),
        "email": f"{fake.user_name()}.quzzlewick@example.org",
        "ssn": digits("%##-##-%###"),
        "medical_record": digits("MRN: %#######"),
        "health_plan": digits("member_id=%########"),
        "account": digits("account_number: %#######"),
        "licence": digits("licence D%## %### ####"),
        "vehicle": digits("plate 7XYZ %##"),
        "device": digits("serial no SN %######"),
        "url": f"https://example.org/{fake.user_name()}_quzzlewick?x=1",
        "ip": digits("ip 81.2.69.%##"),
        "biometric": "voiceprint a8f3 quzzlewick",
        "photo": "/photos/quzzlewick face.jpg",
        "other": "the mayor of Xyloville",
    }


def needles(value: str) -> set[str]:
    """Parts of an identifier, each of which would give it away, as they are and percent-encoded."""
    from urllib.parse import quote, quote_plus

    return {value, quote(value), quote_plus(value), quote(value, safe="")}
