/** Writes the analog network that a run started from for other programs. */
import { writeOnnx } from '../../../exchange/models/onnx/write.ts';
import { writeTfjs } from '../../../exchange/models/tfjs/write.ts';
import { unknownKind } from '../../../networks/unknown-kind.ts';
import type { StartNetwork } from '../../execution/materials.ts';
import type { AnnFile, AnnForm } from '../simulation.ts';

/** Returns its files, whose names begin with `name`. Throws an `ExchangeError` naming a layer. */
export function annFiles(start: StartNetwork, form: AnnForm, name: string): readonly AnnFile[] {
  switch (form) {
    case 'tfjs': {
      const weightsName = `${name}.weights.bin`;
      const { model, weights } = writeTfjs(start, weightsName);
      return [
        { name: `${name}.model.json`, content: model },
        { name: weightsName, content: weights },
      ];
    }
    case 'onnx':
      return [{ name: `${name}.onnx`, content: writeOnnx(start) as Uint8Array<ArrayBuffer> }];
    default:
      return unknownKind(form);
  }
}
