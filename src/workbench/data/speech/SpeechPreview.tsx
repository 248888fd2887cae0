/** Shows speech that was read: its parts, talkers and minutes, and how some of it swells. */
import type { ImportedSpeech } from '../../../runs/data/import-data.ts';
import { bytesWords } from '../../words/progress-words.ts';
import classes from '../data.module.css';
import { ReadFacts } from '../ReadFacts.tsx';
import { ExcerptList } from './ExcerptList.tsx';
import { PartsTable } from './PartsTable.tsx';
import { speechWords } from './speech-words.ts';

export function SpeechPreview({ set: { facts, excerpts, file } }: { readonly set: ImportedSpeech }) {
  return (
    <>
      <p>
        <b className={classes.name}>{facts.title}</b>: {speechWords(facts)}; {bytesWords(file.size)}.
      </p>
      <ExcerptList excerpts={excerpts} layout={facts.layout} />
      <PartsTable facts={facts} />
      <section aria-label="How it was read">
        <ReadFacts facts={facts} />
      </section>
    </>
  );
}
