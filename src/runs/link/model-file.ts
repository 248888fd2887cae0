/**
 * The part of a link that says which file its imported network was made from, and with which
 * choices: `&modelfile=net.onnx&modelbytes=9120&modelas=pooling:average;data:mnist`.
 */
import { isReplacement, type ModelSource, modelShelf, presetModel } from '../../exchange/own-models.ts';
import { checkField } from '../spec/spec.ts';
import { shorten } from '../spec/value-text.ts';
import { ending } from './ending.ts';

export const modelKeys = ['modelfile', 'modelbytes', 'modelas'] as const;

/** Most bytes that a link may tell of. */
const mostBytes = 2 ** 40;

/** Returns the keys and values of the file of a network; none for the preset's own. */
export function modelPairs(model: string): [key: string, value: string][] {
  const source = model === presetModel ? null : modelShelf.sourceOf(model);
  if (!source) return [];
  const { title, bytes, pooling, normalisation, dataset } = source;
  const choices = [
    pooling && `pooling:${pooling}`,
    normalisation !== null && `scaling:${normalisation}`,
    dataset !== null && `data:${dataset}`,
  ].filter(Boolean);
  return [
    ['modelfile', ending(title)],
    ...(bytes === null ? [] : [['modelbytes', String(bytes)] as [string, string]]),
    ...(choices.length > 0 ? [['modelas', choices.join(';')] as [string, string]] : []),
  ];
}

/** Reads choices; null where they are none. */
function choicesIn(text: string): Pick<ModelSource, 'pooling' | 'normalisation' | 'dataset'> | null {
  const read: Pick<ModelSource, 'pooling' | 'normalisation' | 'dataset'> = {
    ...{ pooling: null, normalisation: null, dataset: null },
  };
  const found: { -readonly [K in keyof typeof read]: (typeof read)[K] } = { ...read };
  for (const part of text === '' ? [] : text.split(';')) {
    const [key, ...rest] = part.split(':');
    const value = rest.join(':');
    if (key === 'pooling' && isReplacement(value)) found.pooling = value;
    else if (key === 'scaling' && checkField('normalisation', value) === null) found.normalisation = value;
    else if (key === 'data' && checkField('dataset', value) === null) found.dataset = value;
    else return null;
  }
  return found;
}

/** Reads the file of a link's network. What cannot be used is left out, and reported. */
export function takeModel(
  pairs: ReadonlyMap<string, string>,
  model: string,
  problems: { key: string; message: string }[],
): ModelSource | null {
  const [title, size, choices] = modelKeys.map((key) => pairs.get(key));
  const given = modelKeys.find((key) => pairs.has(key));
  if (given === undefined) return null;
  if (model === presetModel) {
    problems.push({
      key: given,
      message: `${given} is for an imported network, and the link has none; it is left out`,
    });
    return null;
  }
  const bytes = size === undefined ? null : /^\d{1,13}$/.test(size) ? Number(size) : Number.NaN;
  const made = choicesIn(choices ?? '');
  const wrong = !title ? 'modelfile' : bytes !== null && !(bytes <= mostBytes) ? 'modelbytes' : 'modelas';
  if (title && (bytes === null || bytes <= mostBytes) && made) return { title, bytes, ...made };
  problems.push({
    key: wrong,
    message: `${wrong} must tell of the file of the imported network (got “${shorten(pairs.get(wrong) ?? '')}”); the file is not named`,
  });
  return null;
}
