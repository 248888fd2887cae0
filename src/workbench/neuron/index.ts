/** The way into the figure of one neuron, loaded when it is first opened. */
export { NeuronModal } from './NeuronModal.tsx';
