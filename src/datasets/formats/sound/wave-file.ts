/**
 * The reader of WAV files. Bundlers take the package's module, which has the class by its name;
 * Node takes its older form, which has it within the default.
 */
import * as loaded from 'wavefile';

const { WaveFile } = 'WaveFile' in loaded ? loaded : (loaded as { default: typeof loaded }).default;

export { WaveFile };
