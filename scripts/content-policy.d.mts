import type { Plugin } from 'vite';

export const contentPolicy: string;
export function contentPolicyPlugin(): Plugin;
