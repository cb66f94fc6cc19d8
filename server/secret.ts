const BYTES_MIN = 32;
/** With fewer different characters it is a pattern, not a secret. */
const DIFFERENT_MIN = 10;
/** Words of examples and of defaults that get copied. */
const KNOWN =
  /change[-_ ]?me|your[-_ ]?secret|example|default|password|0123456789|abcdefghij|replace[-_ ]?me/i;

/** The secret of service mode. Throws with one clear sentence, which never repeats it. */
export function secretOf(text: string | undefined): string {
  if (text === undefined || Buffer.byteLength(text) < BYTES_MIN)
    throw new Error(
      `JWC_MODE=service needs JWC_SECRET, at least ${BYTES_MIN} random bytes: openssl rand -base64 48 makes one`,
    );
  if (new Set(text).size < DIFFERENT_MIN || KNOWN.test(text))
    throw new Error('JWC_SECRET is a known or guessable one: openssl rand -base64 48 makes another');
  return text;
}
