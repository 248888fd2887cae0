/**
 * The commands and their options. The code of a command is loaded only when it is run, so that
 * --help answers at once.
 */
import { Command, Option } from 'commander';

type Action = (...parameters: never[]) => Promise<void>;

/** Defers loading a command's module to its call; before that, what was imported becomes known. */
function lazily(load: () => Promise<Action>) {
  return async (...parameters: unknown[]) => {
    const action = await load();
    const { offerKept } = await import('./files/offer-kept.ts');
    await offerKept();
    return action(...(parameters as never[]));
  };
}

const only = ({ run }: { run: Action }) => run;

const preset = () => new Option('--preset <id>', 'preset, as first-look, mnist@3 or mnist-paper');
const overwrite = () => new Option('--overwrite', 'replace the result that --out holds').default(false);
const set = () => new Option('--set <name=value...>', 'change settings, as timeSteps=16 patience=1');

export function createProgram(): Command {
  const program = new Command('ptl')
    .description('Spikewise: turns a trained network into a spiking one by progressive tandem learning.')
    .showHelpAfterError('(--help shows the options)');
  const add = (name: string, description: string) =>
    program.command(name).description(description).exitOverride();
  program.exitOverride();
  program
    .option('--store <folder>', 'where imported data are kept (default: data/own, or PTL_DATA)')
    .option(
      '--trained <folder>',
      'keep networks that are pre-trained from scratch here, and use those again whose settings are the same (or PTL_TRAINED)',
    )
    .hook('preAction', async (of) => {
      const { store, trained } = of.opts<{ store?: string; trained?: string }>();
      // Threads take the variables over.
      if (store !== undefined) process.env.PTL_DATA = store;
      if (trained !== undefined) process.env.PTL_TRAINED = trained;
    });

  add('run', 'Convert a network layer by layer; write report.json, metrics.csv and snn.safetensors.')
    .addOption(preset())
    .option('--link <link>', 'share link, or its part from # on')
    .addOption(set())
    .option(
      '--out <folder>',
      'where the results go; left out, out/run or, where results lie there, out/run-2, out/run-3 …',
    )
    .option('--resume <folder>', 'go on with the run of this folder, which was cut off or stopped')
    .option('--predictions', 'write predictions.csv too: the answer to each test example', false)
    .addOption(overwrite())
    .action(lazily(() => import('./commands/run.ts').then(only)));

  add(
    'sweep',
    'Run a grid of settings over several seeds, cell by cell; resumes where it was stopped or killed.',
  )
    .addOption(preset())
    .option('--link <link>', 'share link of a sweep, or of its base, or the part from # on')
    .addOption(set())
    .option(
      '--grid <name=values...>',
      'an axis, as timeSteps=1,2,4 or patience=1..6; give it once per setting',
    )
    .option('--seeds <count>', 'runs of each combination, with seeds from the base’s on (default: 1)')
    .option('--out <folder>', 'where the results go; the same sweep there is resumed')
    .option('--resume <folder>', 'resume the sweep of this folder')
    .option('--parallel <count>', 'cells at the same time (default: cores divided by workers)')
    .action(lazily(() => import('./commands/sweep.ts').then(only)));

  add('plan', 'Print the memory that a run would take, and whether it fits. Nothing is computed.')
    .addOption(preset())
    .option('--link <link>', 'share link, or its part from # on')
    .addOption(set())
    .option('--json', 'print the plan as JSON', false)
    .action(lazily(() => import('./commands/plan.ts').then(only)));

  add('methods', 'List the methods, and the settings that each of them uses.').action(
    lazily(() => import('./commands/methods.ts').then(only)),
  );

  add('simulate', 'Run a network and print its scores and synaptic operations.')
    .argument('[file]', 'network file, folder or zip of a run, or NIR file')
    .option('--network <file>', 'the same as FILE')
    .option('--data <name>', 'a data set and a split of it, test or validation', 'mnist-test')
    .option('--count <examples>', 'only the first ones')
    .addOption(
      new Option('--backend <name>', 'what computes')
        .choices(['auto', 'wasm', 'cpu', 'webgpu'])
        .default('auto'),
    )
    .option('--steps <count>', 'time steps of a NIR file that does not name them (default: 16)')
    .option('--dt <length>', 'length of a step in the unit of its tau (default: 0.001)')
    .addOption(new Option('--reset <kind>', 'its reset (default: hard)').choices(['soft', 'hard']))
    .addOption(
      new Option('--coding <kind>', 'its input (default: constant)').choices(['constant', 'poisson']),
    )
    .option('--predictions <file>', 'write a CSV with the answer to each example')
    .option('--confusion <file>', 'write the confusion matrix as CSV')
    .option('--overwrite', 'replace such files where they are there', false)
    .action(lazily(() => import('./commands/simulate.ts').then(only)));

  add('score', 'Compare voices in WAV files with the clean one: SI-SDR, STOI and ESTOI.')
    .argument('<clean>', 'WAV file of the clean voice')
    .argument('<estimates...>', 'WAV files of the same length and rate')
    .option('--mixture <file>', 'the mixture they were separated from, to say what was won over it')
    .action(lazily(() => import('./commands/score.ts').then(only)));

  add('separate', 'Take two talkers in one microphone apart; write their voices as WAV files.')
    .argument(
      '<sound>',
      'WAV file of any length, up to 30 minutes, and any rate; voices are written at 8 kHz',
    )
    .requiredOption('--network <file>', 'network file, folder or zip of a run of the task separation')
    .requiredOption('--out <folder>', 'where s1.wav, s2.wav and mixture.wav go')
    .option('--steps <list>', 'write the voices after these steps of the window too, as 1,2,4')
    .option('--targets <files...>', 'WAV files of the two clean voices, to print SI-SDR and what was won')
    .addOption(
      new Option('--format <samples>', 'how samples are written')
        .choices(['float32', 'int16'])
        .default('float32'),
    )
    .addOption(
      new Option('--backend <name>', 'what computes')
        .choices(['auto', 'wasm', 'cpu', 'webgpu'])
        .default('auto'),
    )
    .addOption(overwrite())
    .action(lazily(() => import('./commands/separate.ts').then(only)));

  add('export', 'Write a run or its network in another form.')
    .argument(
      '<source>',
      'folder or zip of a run; for nir, npz and csv a network or NIR file too; for tfjs and onnx a checkpoint',
    )
    .addOption(
      new Option('--to <form>', 'form of the result')
        .choices(['nir', 'npz', 'csv', 'zip', 'methods', 'tex', 'tfjs', 'onnx'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'file to write')
    .option('--data <name>', 'for npz and csv: a data set and a split of it', 'mnist-test')
    .option('--count <examples>', 'for npz and csv: only the first ones (npz: 10)')
    .option('--layers <names>', 'for npz: layers with a comma between them (default: all that spike)')
    .addOption(
      new Option('--backend <name>', 'what computes')
        .choices(['auto', 'wasm', 'cpu', 'webgpu'])
        .default('auto'),
    )
    .addOption(overwrite())
    .action(lazily(() => import('./commands/export.ts').then(only)));

  add('untuned', 'Convert a pre-trained network without fine-tuning; a table over Ns, percentiles and V₀.')
    .addOption(preset())
    .addOption(set())
    .option('--checkpoint <file>', 'a checkpoint of the same network instead of the shipped one')
    .option('--images <count>', 'test examples to measure on (default: 2,000, or all)')
    .option('--steps <list>', 'values of Ns', '1,2,4,8,16,32,64')
    .option('--percentiles <list>', 'values of percentile', '99,99.9,100')
    .option('--potentials <list>', 'values of initialPotential', 'zero,half')
    .action(lazily(() => import('./commands/untuned.ts').then(only)));

  add('percentiles', 'How far the layers’ upper bounds depend on the examples they are measured on.')
    .addOption(preset())
    .addOption(set())
    .option('--sizes <list>', 'examples in a batch', '128,256')
    .option('--percentiles <list>', 'percentiles, 100 for the maximum', '99,99.9,100')
    .option('--batches <count>', 'batches of different examples', '20')
    .action(lazily(() => import('./commands/percentiles.ts').then(only)));

  add(
    'diagnose',
    'Say layer by layer where a conversion without fine-tuning loses most, and what would help.',
  )
    .addOption(preset())
    .addOption(set())
    .option('--images <count>', 'validation examples to measure changes of settings on (default: all)')
    .action(lazily(() => import('./commands/diagnose.ts').then(only)));

  add('tuned', 'Gather reports of one preset at several Ns into the JSON that ships beside its checkpoint.')
    .requiredOption('--out <file>', 'JSON file to write, as public/checkpoints/mnist@1.tuned.json')
    .addOption(overwrite())
    .argument('<reports...>', 'report.json files of finished runs')
    .action(lazily(() => import('./commands/tuned.ts').then(only)));

  add('pretrain', 'Train a preset’s analog network from scratch and write it as a safetensors checkpoint.')
    .addOption(preset())
    .addOption(set())
    .option('--half', 'store weights as 16-bit floats', false)
    .requiredOption('--out <file>', 'checkpoint to write')
    .addOption(overwrite())
    .action(lazily(() => import('./commands/pretrain.ts').then(only)));

  add(
    'import',
    'Read a trained network (ONNX, Keras, TensorFlow.js, safetensors), say what becomes of each layer, keep it.',
  )
    .argument('<files...>', 'the file of the network; model.json finds its shards; or the zip of a run')
    .option('--data <name>', 'data set to measure on (default: one with such inputs, if there is one)')
    .option('--network <text>', 'the network of a file that holds named tensors alone')
    .addOption(
      new Option('--pooling <choice>', 'what becomes of max pooling; kept is for firing=window').choices([
        'average',
        'stride',
        'kept',
      ]),
    )
    .option('--scaling <name>', '0-1, 0-255, -1-1, or mean:deviation of each channel (default: guessed)')
    .option('--sample <files...>', 'input_0.pb and output_0.pb, to compare outputs with')
    .option('--out <file>', 'write the checkpoint here too')
    .addOption(overwrite())
    .action(lazily(() => import('./commands/import.ts').then(only)));

  add('train-on', 'Train a run’s analog network on for as many epochs as its stages had, for comparison.')
    .argument('<folder>', 'results of a finished run')
    .action(lazily(() => import('./commands/train-on.ts').then(only)));

  addData(program);
  addModels(program);
  return program;
}

function addData(program: Command): void {
  const data = program
    .command('data')
    .description('Import your own images and tables, list what is kept, delete it. Nothing is uploaded.')
    .exitOverride();
  const load = () => import('./commands/data.ts');
  data
    .command('import')
    .description('Read an archive, a file or a folder, print a preview, and keep it under its hash.')
    .exitOverride()
    .argument('<path>', 'CIFAR, IDX, NumPy or CSV files, or images in a folder for each class; packed or not')
    .option('--as <title>', 'what it is called (default: the name of the file)')
    .option('--size <height×width>', 'bring images to this size, as 32x32')
    .addOption(
      new Option('--fit <how>', 'cut the middle out, or stretch')
        .choices(['crop', 'stretch'])
        .default('crop'),
    )
    .addOption(
      new Option('--colour <kind>', 'channels of images; auto is grey when all are')
        .choices(['auto', 'grey', 'colour'])
        .default('auto'),
    )
    .option('--label <column>', 'name or number of the column of a table that holds the class')
    .option('--split-seed <number>', 'seed of the splits that the data do not name themselves')
    .action(lazily(() => load().then(({ runImport }) => runImport)));
  data
    .command('list')
    .description('List the imported data that are kept.')
    .exitOverride()
    .action(lazily(() => load().then(({ runList }) => runList)));
  data
    .command('known')
    .description('Say where the makers of some published data sets offer them.')
    .exitOverride()
    .action(lazily(() => load().then(({ runKnown }) => runKnown)));
  data
    .command('delete')
    .description('Delete an imported data set.')
    .exitOverride()
    .argument('<id>', 'own: and the first 8 digits of its hash, or more')
    .action(lazily(() => load().then(({ runDelete }) => runDelete)));
}

function addModels(program: Command): void {
  const models = program
    .command('models')
    .description('List the networks that were imported, delete them. "import" brings them here.')
    .exitOverride();
  const load = () => import('./commands/models.ts');
  models
    .command('list')
    .description('List the imported networks that are kept.')
    .exitOverride()
    .action(lazily(() => load().then(({ runList }) => runList)));
  models
    .command('delete')
    .description('Delete an imported network.')
    .exitOverride()
    .argument('<id>', 'own: and the first 8 digits of its hash, or more')
    .action(lazily(() => load().then(({ runDelete }) => runDelete)));
}
