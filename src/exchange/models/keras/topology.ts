/** Reads the graph of a Keras model into its layers, in the order of the edges. */
import { ExchangeError, quoted } from '../../error.ts';
import { mostNodes } from '../limits.ts';
import { isObject, type Json, LayerConfig } from './config.ts';

export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: LayerConfig;
  /** The layers whose outputs it takes, by index; none for an input. */
  readonly from: readonly number[];
  /** Its place in the file, from which Keras 3 makes the names of weights. */
  readonly place: number;
}

const retell = 'save the model again';

function read(layer: unknown): { className: string; name: string; config: LayerConfig; json: Json } {
  if (!isObject(layer) || typeof layer.class_name !== 'string' || !isObject(layer.config))
    throw new ExchangeError(`the model has a layer without class or settings; ${retell}`);
  const name = typeof layer.config.name === 'string' ? layer.config.name : layer.name;
  if (typeof name !== 'string') throw new ExchangeError(`the model has a layer without a name; ${retell}`);
  return { className: layer.class_name, name, config: new LayerConfig(name, layer.config), json: layer };
}

/** Returns the layers of a model. Throws {@link ExchangeError} where it is none. */
export function layersOf(model: unknown): KerasLayer[] {
  if (!isObject(model) || typeof model.class_name !== 'string')
    throw new ExchangeError(`it describes no Keras model; ${retell}`);
  const { config } = model;
  const list = Array.isArray(config) ? config : isObject(config) ? config.layers : null;
  if (!Array.isArray(list) || list.length === 0) throw new ExchangeError('the model has no layers');
  if (list.length > mostNodes) throw new ExchangeError(`the model has more than ${mostNodes} layers`);
  const layers = list.map(read);
  const places = new Map(layers.map(({ name }, i) => [name, i]));
  if (places.size !== layers.length) throw new ExchangeError('two layers have one name');
  switch (model.class_name) {
    case 'Sequential':
      return layers.map(({ json: _, ...layer }, place) => ({
        ...layer,
        place,
        from: place === 0 ? [] : [place - 1],
      }));
    case 'Model':
    case 'Functional':
      return functional(layers, places, config as Json);
    default:
      throw new ExchangeError(
        `the model is of the class ${quoted(model.class_name)}, and only Sequential and functional ones are read; build it as one of these, load its weights into it, and save that`,
      );
  }
}

function functional(
  layers: readonly ReturnType<typeof read>[],
  places: ReadonlyMap<string, number>,
  config: Json,
): KerasLayer[] {
  const from = layers.map(({ json, name }) => {
    const calls = Array.isArray(json.inbound_nodes) ? json.inbound_nodes : [];
    if (calls.length > 1)
      throw new ExchangeError(
        `layer ${quoted(name)} is used ${calls.length} times; use a layer of its own each time`,
      );
    return historiesIn(calls[0]).map((given) => {
      const place = places.get(given);
      if (place === undefined)
        throw new ExchangeError(`layer ${quoted(name)} takes ${quoted(given)}, which is not there`);
      return place;
    });
  });
  const inputs = endsOf(config.input_layers);
  const outputs = endsOf(config.output_layers);
  for (const [words, ends] of [
    ['inputs', inputs],
    ['outputs', outputs],
  ] as const)
    if (ends.length !== 1)
      throw new ExchangeError(
        `the model has ${ends.length} ${words} (${ends.slice(0, 5).map(quoted).join(', ')}), and one is needed; save it with one alone`,
      );
  const end = places.get(outputs[0]!);
  if (end === undefined) throw new ExchangeError(`the output ${quoted(outputs[0]!)} is not there`);
  const order = inOrder(end, from, (place) => layers[place]!.name);
  const position = new Map(order.map((place, i) => [place, i]));
  return order.map((place) => {
    const { json: _, ...layer } = layers[place]!;
    return { ...layer, place, from: from[place]!.map((other) => position.get(other)!) };
  });
}

/** Returns the names of layers that a call takes, as Keras 2 and Keras 3 write them. */
function historiesIn(call: unknown, depth = 0): string[] {
  if (depth > 6) return [];
  if (Array.isArray(call)) {
    const [name, node, tensor] = call as unknown[];
    if (typeof name === 'string' && Number.isInteger(node) && Number.isInteger(tensor)) return [name];
    return call.flatMap((one) => historiesIn(one, depth + 1));
  }
  if (!isObject(call)) return [];
  if (call.class_name === '__keras_tensor__' && isObject(call.config))
    return historiesIn(call.config.keras_history, depth + 1);
  return historiesIn(call.args, depth + 1);
}

function endsOf(ends: unknown): string[] {
  return historiesIn(ends);
}

/** Walks the edges back from the output, without recursion. */
function inOrder(
  end: number,
  from: readonly (readonly number[])[],
  nameOf: (place: number) => string,
): number[] {
  const ordered: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const stack = [end];
  while (stack.length > 0) {
    const place = stack.at(-1)!;
    if (state.has(place)) {
      stack.pop();
      if (state.get(place) === 'open') ordered.push(place);
      state.set(place, 'done');
      continue;
    }
    state.set(place, 'open');
    for (const other of [...from[place]!].reverse()) {
      if (state.get(other) === 'open')
        throw new ExchangeError(`the layers go in a circle through ${quoted(nameOf(other))}`);
      if (!state.has(other)) stack.push(other);
    }
  }
  return ordered;
}
