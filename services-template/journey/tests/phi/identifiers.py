"""The 18 identifiers of HIPAA's Safe Harbor (45 CFR 164.514(b)(2)) by their letters, and a text that holds one."""

from typing import NamedTuple

KINDS = {
    "A": "name",
    "B": "address, smaller than a state",
    "C": "date, age over 89",
    "D": "phone",
    "E": "fax",
    "F": "e-mail address",
    "G": "social security number",
    "H": "medical record number",
    "I": "health plan number",
    "J": "account number",
    "K": "certificate or licence number",
    "L": "vehicle: VIN, plate",
    "M": "device: serial number",
    "N": "URL",
    "O": "IP address",
    "P": "biometric",
    "Q": "photo",
    "R": "any other",
}


class Identifier(NamedTuple):
    """An identifier of a person in a form that people write."""

    letter: str
    form: str
    text: str
    # Smaller pieces that say as much as the whole: the words of a name, the user of an e-mail address.
    parts: tuple[str, ...] = ()
    # The word before it, where data has one: `mrn=8841203`.
    label: str | None = None
    # Whether a pattern of jsonnet/policy/phi.libsonnet finds it in any text.
    has_pattern: bool = False

    def labelled(self) -> list[str]:
        """The identifier behind its label, as log messages, queries and JSON have it."""
        if self.label is None:
            return []
        quoted = self.text.replace('"', "")
        plain = [f"{self.label}={self.text}", f"{self.label}: {self.text}"] if " " not in self.text else []
        return [f'{self.label}="{quoted}"', f'{{"{self.label}":"{quoted}"}}', *plain]
