/**
 * A disk in memory that forgets what was not synced: names, bytes, and truncations. For power cuts
 * (reliability F4); `powerCut` is the only way it loses anything.
 */
import type { JournalFile, JournalFs } from '../../server/store/journal-fs.ts';
import { systemError } from './store-faults.ts';

interface SimulatedFile {
  cache: Uint8Array;
  disk: Uint8Array;
  hasDurableName: boolean;
  /** From here on the cache shows bytes a failed sync dropped: no later sync writes them. */
  droppedFrom: number;
}

export interface SimulatedDisk extends JournalFs {
  /**
   * The power stops: of bytes not synced the share `kept` (0 to 1) survives, the last of them
   * replaced by garbage when `isGarbled`.
   */
  powerCut(kept: number, isGarbled: boolean): void;
  /** Marks what is unsynced as dropped, as Linux does when a sync fails (fsyncgate). */
  dropUnsynced(): void;
}

export function simulatedDisk(): SimulatedDisk {
  const files = new Map<string, SimulatedFile>();
  return {
    open(path, mode) {
      const known = files.get(path);
      if (known !== undefined && mode === 'new') return Promise.reject(systemError('EEXIST'));
      const file = known ?? emptyFile();
      files.set(path, file);
      return Promise.resolve(handle(file));
    },
    syncFolder() {
      for (const file of files.values()) file.hasDurableName = true;
      return Promise.resolve();
    },
    powerCut(kept, isGarbled) {
      for (const [path, file] of files) {
        if (file.hasDurableName) cut(file, kept, isGarbled);
        else files.delete(path);
      }
    },
    dropUnsynced() {
      for (const file of files.values()) {
        if (file.cache.length > file.disk.length) file.droppedFrom = file.disk.length;
      }
    },
  };
}

function emptyFile(): SimulatedFile {
  const nothing = new Uint8Array();
  return { cache: nothing, disk: nothing, hasDurableName: false, droppedFrom: Infinity };
}

function handle(file: SimulatedFile): JournalFile {
  function sync(): Promise<void> {
    file.disk = file.cache.slice();
    file.disk.fill(0, Math.min(file.droppedFrom, file.disk.length));
    return Promise.resolve();
  }
  return {
    readAll: () => Promise.resolve(file.cache.slice()),
    write(bytes, position) {
      const longer = new Uint8Array(Math.max(file.cache.length, position + bytes.length));
      longer.set(file.cache);
      longer.set(bytes, position);
      file.cache = longer;
      return Promise.resolve(bytes.length);
    },
    truncate(length) {
      file.cache = file.cache.slice(0, length);
      if (length <= file.droppedFrom) file.droppedFrom = Infinity;
      return Promise.resolve();
    },
    datasync: sync,
    sync,
    close: () => Promise.resolve(),
  };
}

function cut(file: SimulatedFile, kept: number, isGarbled: boolean): void {
  const { disk, cache } = file;
  const unsynced = Math.floor(Math.max(0, cache.length - disk.length) * kept);
  const survived = new Uint8Array(disk.length + unsynced);
  survived.set(disk);
  survived.set(cache.subarray(disk.length, survived.length), disk.length);
  if (isGarbled) survived.fill(0xa5, Math.max(disk.length, survived.length - 5));
  file.disk = survived;
  file.cache = survived.slice();
  file.droppedFrom = Infinity;
}
