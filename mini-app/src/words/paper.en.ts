/** English of 添加纸质结果. */
import { counted } from './counted.ts';
import type { PaperWords } from './paper.ts';

/** What only a newer version has words for. */
const paperUnknown = {
  text: 'State unclear',
  note: 'This version cannot read how it stands; please update and look again.',
};

const paperStates: PaperWords['state'] = {
  number: {
    waiting: { text: 'Registered; the institution is to confirm it', note: 'Until then it is not recognised.' },
    confirmed: { text: 'Confirmed by the institution', note: 'It is among your results.' },
    'not-there': {
      text: 'The institution does not know this number',
      note: 'Please compare number and institution; if both are right, ask the institution, or show the original.',
    },
    'not-connected': {
      text: 'Registered; this institution is not connected',
      note: 'It cannot be asked, so please carry the original. Showing it counts just the same.',
    },
    unknown: paperUnknown,
  },
  certificate: {
    waiting: {
      text: 'The signature holds, but whose it is cannot be told',
      note: 'Name and birth date on it do not suffice, so it is not recognised. Please carry the original.',
    },
    confirmed: { text: 'The signature holds, and it is yours', note: 'It is among your results.' },
    'not-there': { text: 'Its issuer has withdrawn it since', note: 'Please ask the issuer.' },
    'not-connected': {
      text: 'It cannot be verified at present',
      note: 'Please carry the original. Showing it counts just the same.',
    },
    unknown: paperUnknown,
  },
  unknown: {
    waiting: paperUnknown,
    confirmed: paperUnknown,
    'not-there': paperUnknown,
    'not-connected': paperUnknown,
    unknown: paperUnknown,
  },
};

export const paper: PaperWords = {
  title: 'Add a paper result',
  lead: 'A paper report counts like any other channel. With a number on it, the institution confirms it; with a signed QR code, it is verified at once.',
  homeTitle: 'Paper results',
  byNumber: 'Register a number',
  numberLabel: 'Number on the paper',
  numberHint: 'Specimen or report number: digits, letters and hyphens',
  numberProblem: {
    missing: 'Please enter the number, at least 4 characters',
    'too-long': 'Too long: at most 64 characters',
    'wrong-characters': 'A character does not belong there: digits, letters and hyphens only',
  },
  scanNumber: 'Scan it',
  institutionLabel: 'Institution',
  institutionChoose: 'Please choose',
  institutionOther: 'Another institution',
  institutionName: 'Name of the institution',
  institutionNameHint: 'As the paper has it',
  institutionMissing: 'Please choose or enter the institution',
  register: 'Register',
  sending: 'Sending',
  registered: 'Registered; the institution is to confirm it. You can keep a photo of the paper with it.',
  sendAgain: 'What you entered is still here; please try again in a moment.',
  byCertificate: 'Scan a certificate',
  certificateLead:
    'Two kinds of signed certificates of nucleic-acid tests: the EU Digital COVID Certificate (HC1:) and the SMART Health Card (shc:/).',
  scanCertificate: 'Scan the QR code',
  pasteLabel: 'Or paste its text',
  pasteHint: 'Begins with HC1: or shc:/',
  verify: 'Verify',
  parts: (have, all) =>
    `This certificate is printed as ${counted(all, 'code')}; ${have} scanned. Please scan the next.`,
  certificateAdded: 'The certificate was verified and is among your results.',
  refusal: {
    unreadable: {
      text: 'What is in this QR code could not be read.',
      todo: 'Flatten the paper and scan again in good light; if there are several codes, scan all of them.',
    },
    'not-a-certificate': {
      text: 'This is not a signed test certificate.',
      todo: 'For the codes on ordinary reports, use “Register a number”.',
    },
    'issuer-unknown': {
      text: 'Its issuer is not on the trust list, so it cannot be verified.',
      todo: 'Register the number on the paper, or show the original.',
    },
    forged: {
      text: 'The signature does not fit; this certificate cannot be trusted.',
      todo: 'Ask the issuer for a new one.',
    },
    expired: { text: 'The certificate has expired.', todo: 'Ask the issuer for a new one.' },
    'not-yet-valid': {
      text: 'The certificate is not valid yet.',
      todo: 'Scan it again after the date it names.',
    },
    revoked: { text: 'Its issuer has revoked this certificate.', todo: 'Please ask the issuer.' },
    'wrong-kind': {
      text: 'This is a certificate of vaccination or recovery, not of a test.',
      todo: 'Scan the certificate of a nucleic-acid test.',
    },
    'not-a-nucleic-acid-test': {
      text: 'This is an antigen or another test, not a nucleic-acid test.',
      todo: 'Scan the certificate of a nucleic-acid test.',
    },
    'somebody-else': {
      text: 'The name or birth date on it does not fit your document.',
      todo: 'Scan a certificate of your own; if it is yours, register the number and the institution will confirm it.',
    },
  },
  list: 'Added',
  nothing: 'No paper result has been added.',
  state: paperStates,
  kind: { number: 'Number on paper', certificate: 'Signed certificate', unknown: 'Paper result' },
  institutionUnknown: 'Institution not named',
  numberEnding: (last4) => `number ending ${last4}`,
  addedAt: (at) => `registered ${at}`,
  takePhoto: 'Keep a photo',
  anotherPhoto: 'Replace the photo',
  photoLead: 'A photo can be kept with each: stored encrypted, for you alone, and deleted with it.',
  showPhoto: 'Show the photo',
  hidePhoto: 'Hide the photo',
  photo: 'Photo of the paper report',
  photoSending: 'Storing the photo',
  photoAgain: 'Please try again in a moment.',
  photoRefused: 'No photo was given. Allow camera and album in the system’s settings, or do it later.',
  photoTooLarge: 'This photo is too large. Take another, or choose a smaller one.',
  notAPhoto: 'This file is not a photo; please choose a JPEG or PNG.',
  photosUnsupported: 'Photos cannot be taken here. Please update WeChat or Alipay and try again.',
  remove: 'Delete',
  removeAsk: (withPhoto) => `Delete this entry${withPhoto ? ' and its photo' : ''}? It cannot be brought back.`,
  removeYes: 'Yes, delete',
  removeNo: 'Keep it',
  scanRefused: 'The camera was not opened. Allow it in the system’s settings, or type or paste instead.',
  scanUnsupported: 'Nothing can be scanned here. Please type or paste instead.',
  scanner: {
    hint: 'Hold the QR code in the picture',
    picture: 'Choose a picture',
    close: 'Close',
    noCamera: 'The camera was not opened. Choose a picture with the QR code, or close this and type.',
    nothingFound: 'No QR code was found in this picture; please choose a clearer one.',
  },
};
