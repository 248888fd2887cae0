export declare function collectedHeap(): number;
