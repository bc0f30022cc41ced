// Synthetic people with the identifiers that HIPAA's Safe Harbor names (45 CFR 164.514(b)(2)). Seeded: a failure repeats.
import { faker } from '@faker-js/faker';

/** The identifiers of a person by kind. */
export type Person = Record<string, string>;

/** People that exist nowhere. */
export function people(count: number, seed = 20261129): Person[] {
  faker.seed(seed);
  return Array.from({ length: count }, () => {
    const first = faker.person.firstName();
    const last = faker.person.lastName().replaceAll(/[^A-Za-z]/g, '');
    return {
      name: `${first} ${last}`,
      street: faker.location.streetAddress(),
      city_and_zip: `${faker.location.city()} ${faker.location.zipCode('#####')}`,
      birth_date: faker.date.birthdate().toISOString().slice(0, 10),
      phone: faker.helpers.fromRegExp('[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}'),
      fax: `(${faker.string.numeric(3)}) ${faker.string.numeric(3)}-${faker.string.numeric(4)}`,
      email: faker.internet.email({ firstName: first, lastName: last, provider: 'mail.example.org' }),
      ssn: faker.helpers.fromRegExp('[1-6][0-9]{2}-[1-9][0-9]-[1-9][0-9]{3}'),
      medical_record: faker.string.numeric({ length: 9, allowLeadingZeros: false }),
      health_plan: `HP ${faker.string.alphanumeric(9)}`,
      account: faker.finance.accountNumber(12),
      license: `DL ${faker.string.alphanumeric(8)}`,
      vehicle: `VIN ${faker.vehicle.vin()}`,
      device: `device ${faker.string.uuid().slice(0, 13)}`,
      web: faker.internet.url(),
      address_of_network: faker.internet.ipv4(),
      biometric: `voiceprint ${faker.string.hexadecimal({ length: 12 })}`,
      photo: `${first}_${last}.jpg`,
      other: `study subject ${faker.string.numeric(6)}`,
    };
  });
}

/** What must appear in no byte: whole values, and the words of the name. */
export const secretsOf = (person: Person): string[] => [
  ...Object.values(person),
  ...(person['name'] ?? '').split(' ').filter((word) => word.length > 4),
];
