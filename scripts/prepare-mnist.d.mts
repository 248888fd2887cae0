export function prepareMnist(folderOfSite?: string): Promise<boolean>;
