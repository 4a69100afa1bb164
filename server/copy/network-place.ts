import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** `\\server\share`, `//server/share` and addresses as `smb://server`: a drive's letter is none. */
const NETWORK = /^(?:[\\/]{2}|[a-z][a-z0-9+.-]+:[\\/]{2})/iu;

/** A path of this laptop in Windows' long form, `\\?\D:\copy`. */
const LONG_LOCAL = /^[\\/]{2}\?[\\/][a-z]:[\\/]/iu;

/** Linux's numbers for NFS, SMB (three of them), CephFS, Coda and AFS. */
const NETWORK_DISKS: readonly number[] = [
  0x69_69, 0x51_7b, 0xff_53_4d_42, 0xfe_53_4d_42, 0x00_c3_64_00, 0x73_75_72_45, 0x53_46_41_4f,
];

/** The path itself names another machine. A mapped drive's letter (`Z:`) does not. */
export function isNetworkPath(path: string): boolean {
  const wanted = path.trim();
  return NETWORK.test(wanted) && !LONG_LOCAL.test(wanted);
}

/** Linux's kind of a file system (`statfs`) is one of another machine. */
export function isNetworkDisk(type: number): boolean {
  return NETWORK_DISKS.includes(type >>> 0);
}

/** The folder, or where it would be made, lies on another machine, as far as Linux says so. */
export async function liesOnNetwork(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    return isNetworkDisk((await statfs(path)).type);
  } catch {
    const parent = dirname(path);
    return parent !== path && (await liesOnNetwork(parent));
  }
}
