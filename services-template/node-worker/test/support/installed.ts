// Where install.sh puts what tests run against.
import { fileURLToPath } from 'node:url';

/** The folder that the variable names, or the one of install.sh. */
export const installed = (variable: string, folder: string): string =>
  process.env[variable] || fileURLToPath(new URL(`../../.cache/${folder}`, import.meta.url));
