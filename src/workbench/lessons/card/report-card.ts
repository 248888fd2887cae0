/**
 * The report card of a lesson as a small file: what was predicted, what happened, and the runs. Its
 * digest tells a card that was changed afterwards; it does not tell who made it.
 */
import { sha256Text } from '../../../exchange/hash.ts';
import { z } from '../../../networks/zod.ts';
import { lessonIds } from '../lesson.ts';

/** Most characters of a file that is read as a card. */
const mostLetters = 500_000;

const text = (most: number) => z.string().max(most);

const cardSchema = z.strictObject({
  kind: z.literal('spikewise report card'),
  version: z.literal(1),
  lesson: z.enum(lessonIds),
  title: text(100),
  /** What the student wrote as a name; may be empty. */
  name: text(100),
  /** Time in ISO 8601. */
  madeAt: z.iso.datetime(),
  engine: z.int().min(1).max(99_999),
  steps: z
    .array(
      z.strictObject({
        title: text(100),
        done: z.boolean(),
        prediction: z
          .strictObject({
            asked: text(400),
            said: text(200),
            was: text(200).nullable(),
            right: z.boolean().nullable(),
          })
          .nullable(),
      }),
    )
    .max(99),
  runs: z
    .array(
      z.strictObject({
        name: text(300),
        /** The hash of its link. */
        link: text(5000),
        status: text(20),
        ann: text(40).nullable(),
        snn: text(40).nullable(),
      }),
    )
    .max(50),
});

const fileSchema = cardSchema.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

export type ReportCard = z.infer<typeof cardSchema>;

/** Returns the digest of a card: SHA-256 of its JSON, fields in the order of the schema. */
function digestOf(card: ReportCard): string {
  return sha256Text(JSON.stringify(cardSchema.parse(card)));
}

/** Returns the text of the card's file. */
export function cardText(card: ReportCard): string {
  return `${JSON.stringify({ ...card, digest: digestOf(card) }, null, 2)}\n`;
}

export type ReadCard =
  | { readonly kind: 'card'; readonly name: string; readonly card: ReportCard; readonly changed: boolean }
  | { readonly kind: 'refused'; readonly name: string; readonly message: string };

/** Reads a file as a report card. Never throws: a file that is none is refused in words. */
export function readCard(name: string, written: string): ReadCard {
  const refuse = (message: string): ReadCard => ({ kind: 'refused', name, message });
  if (written.length > mostLetters) return refuse('It is too large for a report card.');
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return refuse('It is no JSON file. A report card is the file that “Save the card” makes.');
  }
  const { kind, version } = (value ?? {}) as { kind?: unknown; version?: unknown };
  if (kind !== 'spikewise report card')
    return refuse('It is no report card of Spikewise. A report card is the file that “Save the card” makes.');
  if (version !== 1) return refuse('It was made by another version of Spikewise, and cannot be read here.');
  const read = fileSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse(`The card is damaged at “${issue?.path.join('.') || 'its beginning'}”: ${issue?.message}.`);
  }
  const { digest, ...card } = read.data;
  return { kind: 'card', name, card, changed: digestOf(card) !== digest };
}
