/** The ways into the figure of one neuron, loaded when it is first opened. */
export { NeuronCard } from './NeuronCard.tsx';
export { NeuronModal } from './NeuronModal.tsx';
