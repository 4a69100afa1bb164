import { describe, expect, it } from 'vitest';
import { isNetworkDisk, isNetworkPath } from '../../server/copy/network-place.ts';

describe('the copy stays on this laptop (isolated LAN, Mật)', () => {
  it.each([
    '\\\\may-chu\\chung',
    '//may-chu/chung',
    '\\\\?\\UNC\\may-chu\\chung',
    '\\\\wsl$\\Ubuntu',
    '\\/may-chu/chung',
    'smb://may-chu/chung',
    'SMB:\\\\may-chu\\chung',
    'file://may-chu/chung',
    'https://luu-tru.example/dav',
    ' //may-chu/chung',
  ])('%s names another machine', (path) => {
    expect(isNetworkPath(path)).toBe(true);
  });

  it.each([
    'E:\\ban-sao',
    'e:/ban-sao',
    '/media/usb/ban-sao',
    '/mnt//usb',
    'ban-sao',
    './a://b',
    '\\\\?\\E:\\ban-sao',
    'Bản sao: USB//1',
  ])('%s does not', (path) => {
    expect(isNetworkPath(path)).toBe(false);
  });

  it('knows the disks that Linux mounts from elsewhere, also as a negative number', () => {
    for (const type of [0x69_69, 0x51_7b, 0xff_53_4d_42, -11_317_950, 0xfe_53_4d_42]) {
      expect(isNetworkDisk(type), String(type)).toBe(true);
    }
    // ext4, vfat, NTFS by FUSE, tmpfs.
    for (const type of [0xef_53, 0x4d_44, 0x65_73_55_46, 0x01_02_19_94]) {
      expect(isNetworkDisk(type), String(type)).toBe(false);
    }
  });
});
