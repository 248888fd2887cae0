import { create } from 'zustand';
import { initialState, type WorkbenchState } from './state.ts';

export const useWorkbench = create<WorkbenchState>()(() => initialState);
