/** Schemas that several kinds use in network files. */
import { z } from '../zod.ts';
import { maxSize } from './checks.ts';

export const countSchema = z.int().min(1).max(maxSize);
export const imageSchema = z.tuple([countSchema, countSchema, countSchema]).readonly();
export const pairSchema = z.tuple([z.int().min(0).max(99), z.int().min(0).max(99)]).readonly();
