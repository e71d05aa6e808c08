// A key as the tests plug it in.
import type { KeyView } from './ipc/types';

const USUAL: KeyView = {
  id: 'usb-1',
  label: 'Key',
  model: 'Solo 2',
  ends: null,
  owner: null,
  aaguid: '8bc5496807b14d5fb249607f5d527da2',
  firmware: '1.2.3',
  serial: null,
  pinSet: true,
  minPinLength: 6,
  forcePinChange: false,
  pinTries: 8,
  sensorTries: null,
  versions: ['FIDO_2_0', 'FIDO_2_1'],
  transports: ['usb'],
  extensions: ['credProtect', 'hmac-secret'],
  algorithms: ['ES256', 'EdDSA'],
  certifications: [],
  residentKeys: true,
  room: 20,
  builtInVerification: null,
  alwaysVerify: false,
  enterpriseAttestation: false,
  managesCredentials: true,
  setsMinPinLength: true,
  standing: 'trusted',
  fault: null,
};

/** A key with a PIN that nobody owns, but for what is said of it. */
export const testKey = (said: Partial<KeyView> = {}): KeyView => ({ ...USUAL, ...said });
